"""A chapter with all that its page shows of its lessons."""

from dataclasses import dataclass

from courses.accounts.models import User
from courses.content.models import Chapter, Lesson
from courses.content.reading_time import reading_minutes
from courses.progress.queries import chapter_progress
from courses.progress.shares import ChapterShare, SectionShare, Step
from courses.quizzes.models import Quiz


@dataclass(frozen=True)
class LessonLine:
    step: Step
    minutes: int


@dataclass(frozen=True)
class SectionLines:
    """A section's lessons; `quiz` is its quiz, if it has questions."""

    share: SectionShare
    lessons: list[LessonLine]
    quiz: Quiz | None


@dataclass(frozen=True)
class ChapterContents:
    share: ChapterShare
    sections: list[SectionLines]


def chapter_contents(chapter: Chapter, user: User) -> ChapterContents:
    """The chapter's sections and lessons as one person sees them, in three queries."""
    share = chapter_progress(chapter, user)
    words = dict(
        Lesson.objects.published()
        .filter(section__chapter=chapter)
        .values_list("pk", "published__words")
    )
    quizzes = {
        quiz.section.slug: quiz
        for quiz in Quiz.objects.filter(
            section__chapter=chapter,
            items__question__archived_at=None,
            items__question__published__isnull=False,
        )
        .select_related("section", "course")
        .distinct()
        if quiz.section
    }
    return ChapterContents(
        share,
        [
            SectionLines(
                section,
                [
                    LessonLine(step, reading_minutes(words.get(step.pk, 0)))
                    for step in section.steps
                ],
                quizzes.get(section.slug),
            )
            for section in share.sections
        ],
    )
