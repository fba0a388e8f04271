"""Which notions and objectives of a course one person masters, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from courses.accounts.models import User
from courses.content.models import Course, Lesson, Notion
from courses.progress.mastery import ACQUIRED, TO_REVIEW, UNDER_WAY, UNSEEN, Answer, Mastery
from courses.progress.mastery import mastery as apply_rule
from courses.progress.released import withheld_quizzes
from courses.quizzes.models import Attempt, Question, Quiz, Response
from courses.quizzes.text.stems import stem_text


@dataclass(frozen=True)
class Proof:
    """A right answer that counts: which question, and when."""

    stem: str
    answer: Answer


@dataclass(frozen=True)
class NotionMastery:
    """A notion, where the person is with it and why.

    `questions` can still be asked about it, in `lessons`: with fewer than two nobody acquires it.
    """

    notion: Notion
    mastery: Mastery
    proofs: tuple[Proof, ...]
    questions: int
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class ObjectiveMastery:
    """An objective: `acquired` of the `total` notions that its questions are about."""

    code: str
    text: str
    acquired: int
    total: int


@dataclass(frozen=True)
class CourseMastery:
    """Empty where no published question of the course is about a notion."""

    notions: tuple[NotionMastery, ...]
    objectives: tuple[ObjectiveMastery, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many notions are in each state."""
        return Counter(each.mastery.state for each in self.notions)

    @property
    def acquired(self) -> int:
        return self.counts[ACQUIRED]

    @property
    def groups(self) -> list[tuple[str, list[NotionMastery]]]:
        """The notions by state, what asks for work first; states without a notion left out."""
        states = (TO_REVIEW, UNDER_WAY, UNSEEN, ACQUIRED)
        groups = (
            (state, [n for n in self.notions if n.mastery.state == state]) for state in states
        )
        return [(state, notions) for state, notions in groups if notions]


def mastery(course: Course, user: User, now: datetime, untold: Iterable[int] = ()) -> CourseMastery:
    """Every notion that published questions of the course are about.

    In four queries, and two more where a quiz keeps its results for its closing. What was answered
    in the quizzes `untold` is not counted: whoever looks is not to know it yet.
    """
    questions = _questions(course)
    if not questions:
        return CourseMastery((), ())
    withheld = withheld_quizzes(course, user, now)
    answers: defaultdict[int, list[Answer]] = defaultdict(list)
    for response in _responses(course, user, withheld, untold):
        answers[response.question_id].append(_answer(response))
    about: defaultdict[int, list[Question]] = defaultdict(list)
    notions: dict[int, Notion] = {}
    for question in questions:
        for notion in question.notions.all():
            notions[notion.pk] = notion
            about[notion.pk].append(question)
    found = {
        pk: _notion(notion, about[pk], answers)
        for pk, notion in sorted(notions.items(), key=lambda item: item[1].slug)
        if any(_is_asked(question) for question in about[pk])
    }
    return CourseMastery(tuple(found.values()), _objectives(questions, found))


def _questions(course: Course) -> list[Question]:
    """Published questions about notions; those in the bin still say what was answered."""
    questions = Question.objects.filter(
        course=course, published__isnull=False, notions__isnull=False
    )
    return list(
        questions.distinct()
        .select_related("published", "lesson", "objective")
        .prefetch_related("notions")
        .order_by("pk")
    )


def _responses(
    course: Course, user: User, withheld: Iterable[Quiz], untold: Iterable[int]
) -> QuerySet[Any]:
    """Marked answers, but for those of a teacher's preview or of a quiz not told yet."""
    return (
        Response.objects.filter(
            attempt__user=user,
            question__course=course,
            question__notions__isnull=False,
            released_at__isnull=False,
        )
        .exclude(attempt__kind=Attempt.Kind.PREVIEW)
        .exclude(attempt__quiz__in=[*(quiz.pk for quiz in withheld), *untold])
        .select_related("attempt", "revision")
        .order_by("pk")
        .distinct()
    )


def _answer(response: Any) -> Answer:
    return Answer(
        question=response.question_id,
        at=response.released_at,
        right=response.points is not None and response.points >= response.out_of,
        helped=response.hints_seen > 0,
        bloom=response.revision.bloom,
        review=response.attempt.kind == Attempt.Kind.REVIEW,
    )


def _is_asked(question: Question) -> bool:
    return question.archived_at is None


def _notion(
    notion: Notion, questions: Iterable[Question], answers: dict[int, list[Answer]]
) -> NotionMastery:
    by_id = {question.pk: question for question in questions}
    found = apply_rule([each for pk in by_id for each in answers.get(pk, ())])
    proofs = []
    for each in found.proofs:
        revision = by_id[each.question].published
        assert revision is not None
        proofs.append(Proof(stem_text(revision), each))
    lessons = {
        question.lesson.pk: question.lesson
        for question in by_id.values()
        if question.lesson is not None
        and question.lesson.published_id is not None
        and question.lesson.archived_at is None
        and _is_asked(question)
    }
    asked = sum(_is_asked(question) for question in by_id.values())
    return NotionMastery(notion, found, tuple(proofs), asked, tuple(lessons.values()))


def _objectives(
    questions: Iterable[Question], notions: dict[int, NotionMastery]
) -> tuple[ObjectiveMastery, ...]:
    about: defaultdict[int, set[int]] = defaultdict(set)
    objectives = {}
    for question in questions:
        if question.objective is not None and _is_asked(question):
            objectives[question.objective.pk] = question.objective
            about[question.objective.pk].update(each.pk for each in question.notions.all())
    return tuple(
        ObjectiveMastery(
            each.code,
            each.text,
            sum(notions[pk].mastery.state == ACQUIRED for pk in about[each.pk]),
            len(about[each.pk]),
        )
        for each in sorted(objectives.values(), key=lambda each: each.code)
    )
