"""Rows for tests, and the small cast that plays in them."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from courses.accounts.models import User
from courses.cohorts.models import Cohort, CohortCourse, Membership
from courses.content.actions.lessons import refresh_outline
from courses.content.models import Chapter, Course, Lesson, LessonRevision, Section
from courses.quizzes.actions.authoring import publish_question, save_question
from courses.quizzes.actions.marks import add_marks
from courses.quizzes.models import Mark, Question, Response
from courses.quizzes.text.reading import read_quiz

NOW = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)


def make_person(identifier: str, *, password: str | None = None, **fields: Any) -> User:
    return User.objects.create_user(identifier, password, **fields)


def make_student(identifier: str = "awa", **fields: Any) -> User:
    return make_person(identifier, **{"first_name": "Awa", "last_name": "Diop", **fields})


def make_teacher(identifier: str = "fatou", *, course: Course | None = None, **fields: Any) -> User:
    teacher = make_person(
        identifier, is_teacher=True, **{"first_name": "Fatou", "last_name": "Sarr", **fields}
    )
    if course is not None:
        course.teachers.add(teacher)
    return teacher


def make_manager(identifier: str = "ousmane", **fields: Any) -> User:
    return make_person(
        identifier, is_manager=True, **{"first_name": "Ousmane", "last_name": "Ba", **fields}
    )


def make_course(title: str = "Réseaux", slug: str = "reseaux", **fields: Any) -> Course:
    return Course.objects.create(title=title, slug=slug, **{"created_at": NOW, **fields})


def make_chapter(
    course: Course | None = None, title: str = "Chapitre 1", slug: str = "chapitre-1"
) -> Chapter:
    course = course or make_course()
    return Chapter.objects.create(
        course=course, title=title, slug=slug, position=course.chapters.count() + 1
    )


def make_section(
    chapter: Chapter | None = None, title: str = "Les bases", slug: str = "les-bases"
) -> Section:
    chapter = chapter or make_chapter()
    return Section.objects.create(
        chapter=chapter, title=title, slug=slug, position=chapter.sections.count() + 1
    )


def make_lesson(
    section: Section | None = None,
    title: str = "La connexion TCP",
    slug: str = "la-connexion-tcp",
    *,
    html: str = "<p>Trois segments suffisent.</p>",
    is_empty: bool = False,
    published: bool = True,
) -> Lesson:
    """A lesson with one revision, published unless said otherwise."""
    section = section or make_section()
    lesson = Lesson.objects.create(
        course=section.chapter.course,
        section=section,
        title=title,
        slug=slug,
        position=section.lessons.count() + 1,
    )
    revision = LessonRevision.objects.create(
        lesson=lesson,
        number=1,
        title=title,
        source="Trois segments suffisent.",
        html="" if is_empty else html,
        text="" if is_empty else "Trois segments suffisent.",
        words=0 if is_empty else 3,
        is_empty=is_empty,
        origin=LessonRevision.Origin.EDIT,
        created_at=NOW,
    )
    if published:
        lesson.published = revision
        lesson.save()
        refresh_outline(chapter=section.chapter)
    return lesson


def make_check(lesson: Lesson, questions: int = 2) -> list[Question]:
    """A check of true-or-false questions at the end of the lesson."""
    text = "\n".join(
        f"### vrai-faux {lesson.slug}-{number}\n"
        f"leçon: {lesson.slug} · bloom: comprendre · objectif: V1.1\n"
        f"Affirmation {number}.\n= vrai\n> si faux : Relisez la leçon.\n"
        for number in range(1, questions + 1)
    )
    made = []
    for each in read_quiz(text).questions:
        revision = save_question(course=lesson.course, text=each, author=None, now=NOW)
        publish_question(question=revision.question, now=NOW)
        made.append(revision.question)
    return made


def make_cohort(
    name: str = "GLSI 3", slug: str = "glsi-3", *, course: Course | None = None
) -> Cohort:
    cohort = Cohort.objects.create(name=name, slug=slug, created_at=NOW)
    if course is not None:
        CohortCourse.objects.create(cohort=cohort, course=course, given_at=NOW)
    return cohort


def make_member(user: User, cohort: Cohort, role: str = Membership.Role.STUDENT) -> Membership:
    return Membership.objects.create(cohort=cohort, user=user, role=role, joined_at=NOW)


def make_mark(response: Response, **fields: Any) -> Mark:
    """A mark that stands: by the key, all of one point, unless `fields` say otherwise."""
    given: dict[str, Any] = {"points": Decimal(1), "out_of": Decimal(1), "created_at": NOW}
    given |= {"origin": Mark.Origin.AUTOMATIC, "verdict": {"state": "right"}} | fields
    add_marks([mark := Mark(response=response, **given)])
    return mark
