"""Writes on the bank: questions as their teacher wrote them, in revisions."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import transaction

from courses.accounts.models import User
from courses.content.actions.proposals import rename_proposal
from courses.content.models import Course, Lesson, Notion, Objective, Proposal, Section
from courses.quizzes.actions.quizzes import place_question
from courses.quizzes.bank import search_terms
from courses.quizzes.drawing import check_draws
from courses.quizzes.messages import Message, gettext_noop
from courses.quizzes.models import AnswerKey, Question, QuestionRevision
from courses.quizzes.question import QuestionText, QuizText
from courses.quizzes.rendering import RenderedQuestion, render_question
from courses.quizzes.text.reading import read_quiz


class QuestionRefused(ValueError):
    """The question cannot stand in this course; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text())
        self.message = message


class QuestionChanged(Exception):
    """Somebody saved `newest` since the text that is now sent was opened."""

    def __init__(self, newest: QuestionRevision) -> None:
        super().__init__(f"revision {newest.number} was saved meanwhile")
        self.newest = newest


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
    after: int | None = None,
) -> QuestionRevision:
    """A new revision, as a draft; the same text again adds nothing.

    Without `question`, the one of this course with the same id is revised, or a new one made.
    `rendered`: what `text` shows, if that is known; else it is rendered now. `after` is the number
    of the revision that the text came from, 0 for a new question.
    Raises QuestionRefused (unknown lesson or section, id of another question), MarkupRefused, and
    QuestionChanged when the newest revision is no longer `after` and says something else.
    """
    place = find_place(course, text)
    rendered = rendered or render_question(course, text)
    with transaction.atomic():
        Course.objects.select_for_update().get(pk=course.pk)
        question = _question(course, text, question, now)
        newest = question.revisions.select_related("answer_key").first() if question.pk else None
        _check_after(text, newest, after)
        question.lesson, question.section, question.archived_at = place.lesson, place.section, None
        question.objective = _objective(course, text)
        question.terms = search_terms(text.id, rendered.public)
        question.save()
        question.notions.set(Notion.objects.filter(course=course, slug__in=text.notions))
        if newest is not None and newest.answer_key.source == text.source:
            return newest
        question.newest = _add_revision(question, newest, text, rendered, author, now)
        question.save(update_fields=["newest"])
        return question.newest


def publish_question(*, question: Question, now: datetime, in_its_quiz: bool = True) -> None:
    """Gives new attempts the newest revision; a first publication puts it in its quiz.

    `in_its_quiz` False leaves that to who says what each quiz asks. Raises QuestionRefused when
    no answer is right for some of the numbers it draws.
    """
    with transaction.atomic():
        if question.newest is None:
            return
        _check_draws(question.newest)
        first_time = question.published_id is None
        question.published_id = question.newest_id
        question.save(update_fields=["published"])
        if first_time and in_its_quiz:
            place_question(question=question)


def _check_draws(revision: QuestionRevision) -> None:
    if not revision.public.get("ranges"):
        return
    for text in read_quiz(revision.answer_key.source).questions:
        for problem in check_draws(text):
            raise QuestionRefused(problem.message)


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


class Places:
    """The lessons and sections of a course by the names that texts give them, read once."""

    def __init__(self, course: Course) -> None:
        self._course = course

    def find(self, text: QuestionText | QuizText) -> Place:
        """The lesson or section that `text` names. Raises QuestionRefused if there is none."""
        if text.lesson:
            lesson = self._lessons.get(text.lesson)
            if lesson is None:
                raise QuestionRefused(
                    Message(
                        gettext_noop(
                            "This course has no lesson “{lesson}”:"
                            " copy the end of a lesson's address."
                        ),
                        {"lesson": text.lesson},
                    )
                )
            return Place(lesson, lesson.section)
        if text.section is not None:
            if not 1 <= text.section <= len(self._sections):
                raise QuestionRefused(
                    Message(
                        gettext_noop("This course has no section {section}: it has {count}."),
                        {"section": text.section, "count": len(self._sections)},
                    )
                )
            return Place(None, self._sections[text.section - 1])
        return Place(None, None)

    @cached_property
    def _lessons(self) -> dict[str, Lesson]:
        lessons = Lesson.objects.current().filter(course=self._course)
        return {lesson.slug: lesson for lesson in lessons.select_related("section")}

    @cached_property
    def _sections(self) -> list[Section]:
        sections = Section.objects.filter(chapter__course=self._course, archived_at=None)
        return list(sections.order_by("chapter__position", "position"))


def find_place(course: Course, text: QuestionText | QuizText) -> Place:
    """The lesson or section the text names; a section is named by its rank in the course."""
    return Places(course).find(text)


def _check_after(text: QuestionText, newest: QuestionRevision | None, after: int | None) -> None:
    if after is None or newest is None or newest.number == after:
        return
    if newest.answer_key.source == text.source:
        return
    if after == 0:
        raise QuestionRefused(_taken(text.id))
    raise QuestionChanged(newest)


def _taken(id_: str) -> Message:
    return Message(
        gettext_noop("“{id}” is the id of another question. Choose another id."), {"id": id_}
    )


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
        raise QuestionRefused(_taken(text.id))
    if question.slug != text.id:
        kind = Proposal.Kind.QUESTION
        rename_proposal(course=course, kind=kind, old=question.slug, new=text.id)
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
