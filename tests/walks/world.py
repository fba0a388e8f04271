"""Two departments that know nothing of each other, and the people in and between them."""

import io
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from courses.accounts.models import User
from courses.cohorts.models import Cohort, Membership
from courses.content.explorables import draw_explorable, place_name
from courses.content.models import Chapter, Course, DeckDraft, Figure, Lesson, Notion, ReviewNote
from courses.markup.page import Fence
from courses.quizzes.actions.authoring import publish_question, save_question
from courses.quizzes.models import Attempt, Question, Quiz, QuizItem, Response
from courses.quizzes.text.reading import read_quiz
from tests.make import (
    NOW,
    make_chapter,
    make_cohort,
    make_course,
    make_lesson,
    make_manager,
    make_member,
    make_section,
    make_student,
    make_teacher,
)

EXPLORABLE = draw_explorable(Fence("migration", "", "fr"))


@dataclass(frozen=True)
class Side:
    """One department: what it has, by the names that addresses use, and its people."""

    student: User
    teacher: User
    administrator: User
    course: Course
    chapter: Chapter
    lesson: Lesson
    exploration: str
    quiz: Quiz
    question: Question
    figure: Figure
    notion: Notion
    note: ReviewNote
    attempt: Attempt
    review: Attempt
    draft: DeckDraft
    cohort: Cohort
    member: Membership

    @property
    def person(self) -> User:
        return self.student

    def part_of_address(self, name: str) -> Any:
        subject = getattr(self, name)
        if isinstance(subject, Figure):
            return subject.key
        if isinstance(subject, str):
            return subject
        numbered = {"note", "question", "attempt", "review", "draft", "member", "student", "person"}
        return subject.pk if name in numbered else subject.slug


def make_side(name: str) -> Side:
    course = make_course(name, name)
    chapter = make_chapter(course, slug=f"chapitre-{name}")
    section = make_section(chapter)
    lesson = make_lesson(section, slug=f"lecon-{name}", html=EXPLORABLE)
    make_lesson(section, "Suite", slug=f"suite-{name}")
    cohort = make_cohort(f"Cohorte {name}", f"cohorte-{name}", course=course)
    student = make_student(f"etu-{name}")
    teacher = make_teacher(f"ens-{name}", course=course)
    administrator = make_manager(f"adm-{name}")
    make_member(administrator, cohort, Membership.Role.ADMINISTRATOR)
    question = make_true_false(course, lesson, f"v-{name}")
    quiz = Quiz.objects.create(
        course=course, kind=Quiz.Kind.SECTION, section=section, title="Quiz", slug=f"quiz-{name}"
    )
    QuizItem.objects.create(quiz=quiz, question=question, position=1)
    attempt = Attempt.objects.create(user=student, quiz=quiz, number=1, started_at=NOW)
    Response.objects.create(
        attempt=attempt, question=question, revision=question.published, position=1
    )
    review_of = Quiz.objects.create(
        course=course, kind=Quiz.Kind.REVIEW, title="Révision", slug=f"revision-{name}"
    )
    review = Attempt.objects.create(
        user=student, quiz=review_of, number=1, kind=Attempt.Kind.REVIEW, started_at=NOW
    )
    Response.objects.create(
        attempt=review, question=question, revision=question.published, position=1
    )
    return Side(
        student=student,
        teacher=teacher,
        administrator=administrator,
        course=course,
        chapter=chapter,
        lesson=lesson,
        exploration=place_name("migration", ""),
        quiz=quiz,
        question=question,
        figure=make_figure(course),
        notion=Notion.objects.create(
            course=course, term="Trame", slug=f"trame-{name}", source="Une trame."
        ),
        note=ReviewNote.objects.create(
            lesson=lesson, kind="error", quote="- un point", text="À revoir.", created_at=NOW
        ),
        attempt=attempt,
        review=review,
        draft=DeckDraft.objects.create(
            user=teacher,
            course=course,
            name="deck.md",
            source="# Cours\n\n# Une leçon\n\n- un point\n",
            created_at=NOW,
            updated_at=NOW,
        ),
        cohort=cohort,
        member=make_member(student, cohort),
    )


def make_true_false(course: Course, lesson: Lesson, slug: str) -> Question:
    text = read_quiz(f"### vrai-faux {slug}\nleçon: {lesson.slug}\nVrai ?\n= vrai\n").questions[0]
    question = save_question(course=course, text=text, author=None, now=NOW).question
    publish_question(question=question, now=NOW)
    return question


def make_figure(course: Course) -> Figure:
    figure = Figure(course=course, alt="Un point", uploaded_at=NOW, width=1, height=1)
    pixel = io.BytesIO()
    Image.new("L", (1, 1)).save(pixel, "PNG")
    figure.image.save("point.png", ContentFile(pixel.getvalue()))
    return figure
