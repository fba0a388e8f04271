"""Writes on the bank: questions as their teacher wrote them, in revisions."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.content.models import Course, Lesson, Notion, Objective, Section
from courses.quizzes.actions.quizzes import place_question
from courses.quizzes.bank import search_terms
from courses.quizzes.messages import Message, gettext_noop
from courses.quizzes.models import AnswerKey, Question, QuestionRevision
from courses.quizzes.question import QuestionText, QuizText
from courses.quizzes.rendering import RenderedQuestion, render_question


class QuestionRefused(ValueError):
    """The question cannot stand in this course; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text())
        self.message = message


@dataclass(frozen=True)
class Place:
    """Where in the course a question belongs."""

    lesson: Lesson | None
    section: Section | None


def save_question(
    *,
    course: Course,
    text: QuestionText,
    author: User | None,
    now: datetime,
    question: Question | None = None,
    rendered: RenderedQuestion | None = None,
) -> QuestionRevision:
    """A new revision, as a draft; the same text again adds nothing.

    Without `question`, the one of this course with the same id is revised, or a new one made.
    `rendered`: what `text` shows, if that is known; else it is rendered now.
    Raises QuestionRefused (unknown lesson or section, id of another question) and MarkupRefused.
    """
    place = find_place(course, text)
    rendered = rendered or render_question(course, text)
    with transaction.atomic():
        Course.objects.select_for_update().get(pk=course.pk)
        question = _question(course, text, question, now)
        question.lesson, question.section, question.archived_at = place.lesson, place.section, None
        question.objective = _objective(course, text)
        question.terms = search_terms(text.id, rendered.public)
        question.save()
        question.notions.set(Notion.objects.filter(course=course, slug__in=text.notions))
        newest = question.revisions.select_related("answer_key").first()
        if newest is not None and newest.answer_key.source == text.source:
            return newest
        question.newest = _add_revision(question, newest, text, rendered, author, now)
        question.save(update_fields=["newest"])
        return question.newest


def publish_question(*, question: Question, now: datetime) -> None:
    """Gives new attempts the newest revision; a first publication puts it in its quiz."""
    with transaction.atomic():
        if question.newest_id is None:
            return
        first_time = question.published_id is None
        question.published_id = question.newest_id
        question.save(update_fields=["published"])
        if first_time:
            place_question(question=question)


def archive_question(*, question: Question, now: datetime) -> None:
    """Takes the question out of the bank and of quizzes to come; answers given stay.

    It keeps its places in quizzes, which ask nothing of the bin, to find them when it is back.
    """
    Question.objects.current().filter(pk=question.pk).update(archived_at=now)


def unarchive_question(*, question: Question) -> None:
    with transaction.atomic():
        Question.objects.filter(pk=question.pk).update(archived_at=None)
        question.archived_at = None
        if question.published_id is not None and not question.quiz_items.exists():
            place_question(question=question)


def find_place(course: Course, text: QuestionText | QuizText) -> Place:
    """The lesson or section the text names; a section is named by its rank in the course."""
    if text.lesson:
        lesson = Lesson.objects.current().filter(course=course, slug=text.lesson).first()
        if lesson is None:
            raise QuestionRefused(
                Message(
                    gettext_noop(
                        "This course has no lesson “{lesson}”: copy the end of a lesson's address."
                    ),
                    {"lesson": text.lesson},
                )
            )
        return Place(lesson, lesson.section)
    if text.section is not None:
        sections = Section.objects.filter(chapter__course=course, archived_at=None)
        ranked = list(sections.order_by("chapter__position", "position"))
        if not 1 <= text.section <= len(ranked):
            raise QuestionRefused(
                Message(
                    gettext_noop("This course has no section {section}: it has {count}."),
                    {"section": text.section, "count": len(ranked)},
                )
            )
        return Place(None, ranked[text.section - 1])
    return Place(None, None)


def _objective(course: Course, text: QuestionText) -> Objective | None:
    """The objective the text names, known from then on; what it asks for is written elsewhere."""
    if not text.objective:
        return None
    return Objective.objects.get_or_create(course=course, code=text.objective)[0]


def _question(
    course: Course, text: QuestionText, question: Question | None, now: datetime
) -> Question:
    namesake = Question.objects.filter(course=course, slug=text.id).first()
    if question is None:
        return namesake or Question(course=course, slug=text.id, created_at=now)
    if namesake is not None and namesake.pk != question.pk:
        raise QuestionRefused(
            Message(
                gettext_noop("“{id}” is the id of another question. Choose another id."),
                {"id": text.id},
            )
        )
    question.slug = text.id
    return question


def _add_revision(
    question: Question,
    newest: QuestionRevision | None,
    text: QuestionText,
    rendered: RenderedQuestion,
    author: User | None,
    now: datetime,
) -> QuestionRevision:
    revision = QuestionRevision.objects.create(
        question=question,
        number=newest.number + 1 if newest else 1,
        kind=text.kind,
        public=rendered.public,
        html=rendered.html,
        points=text.points,
        objective=text.objective or "",
        bloom=text.bloom or "",
        author=author,
        created_at=now,
    )
    AnswerKey.objects.create(revision=revision, source=text.source, key=rendered.key)
    return revision
