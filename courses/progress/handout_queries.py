"""A chapter on paper: every published lesson of it, with the questions at its end."""

from collections.abc import Iterator
from dataclasses import dataclass

from courses.content.explorables import placed
from courses.content.models import Chapter, Lesson, LessonRevision
from courses.quizzes.paper import PaperQuestion, paper_checks


@dataclass(frozen=True)
class PaperLesson:
    number: int
    title: str
    revision: LessonRevision
    html: str
    questions: list[PaperQuestion]


@dataclass(frozen=True)
class PaperSection:
    title: str
    lessons: list[PaperLesson]


def handout(chapter: Chapter, *, answers: bool) -> list[PaperSection]:
    """The chapter's sections in order, in two queries; with the `answers`, for teachers alone."""
    lessons = list(
        Lesson.objects.published()
        .filter(section__chapter=chapter, section__archived_at=None)
        .in_reading_order()
        .select_related("section", "published", "course")
    )
    questions = paper_checks((lesson.pk for lesson in lessons), answers=answers)
    return list(_sections(lessons, questions))


def _sections(
    lessons: list[Lesson], questions: dict[int, list[PaperQuestion]]
) -> Iterator[PaperSection]:
    section = None
    for number, lesson in enumerate(lessons, 1):
        assert lesson.published is not None
        if section is None or section.title != lesson.section.title:
            section = PaperSection(lesson.section.title, [])
            yield section
        found = questions.get(lesson.pk, [])
        html = placed(lesson.published.html, lesson.get_absolute_url())
        section.lessons.append(PaperLesson(number, lesson.title, lesson.published, html, found))
