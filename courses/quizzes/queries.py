"""Questions as a page shows them to one person. No page of a student reads an answer key."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db.models import Case, F, JSONField, OuterRef, QuerySet, Subquery, When
from django.utils.translation import gettext

from courses.accounts.models import User
from courses.content.models import Lesson
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.messages import Message
from courses.quizzes.models import (
    Attempt,
    Mark,
    QuestionRevision,
    Quiz,
    QuizItem,
    Response,
)
from courses.quizzes.question import QuestionText
from courses.quizzes.rendering import RenderedQuestion
from elearning.prepared import Prepared

# The kinds that have a page (templates/quizzes/kinds); the others are read but not asked.
ASKED_KINDS = ("choice", "multiple", "true-false", "short")


@dataclass(frozen=True)
class OptionView:
    """An option; `right` and `feedback` are empty until the answer is released."""

    id: str
    html: str
    chosen: bool
    right: bool | None = None
    feedback: str = ""


@dataclass(frozen=True)
class QuestionCard:
    """One question as it stands for one person.

    `state`: "open", "retry" (almost right, one more try), or, once released, "right", "partly",
    "wrong", "blank". `right_answer` is given in words where it is not an option. `operation`
    names the next save, so that sending it twice stores it once. `error` is a refusal to show.
    """

    number: int
    total: int
    question_id: int
    kind: str
    stem: str
    points: Decimal
    options: tuple[OptionView, ...]
    answer: Any
    state: str
    operation: UUID
    saves: int = 0
    hints: tuple[str, ...] = ()
    hints_left: int = 0
    feedback: tuple[str, ...] = ()
    explanation: str = ""
    right_answer: str = ""
    won: Decimal = Decimal(0)
    error: str = ""

    @property
    def released(self) -> bool:
        return self.state not in ("open", "retry")

    @property
    def plural(self) -> int:
        """The number that says whether its points are many."""
        return int(self.points)

    @property
    def template(self) -> str:
        return f"quizzes/kinds/{self.kind}.html"

    @property
    def prefix(self) -> str:
        """What the names of its form fields begin with."""
        return f"q{self.question_id}-"

    @property
    def version(self) -> str:
        """Changes whenever the card looks different."""
        return f"{self.question_id}.{self.operation.hex}.{self.state}.{len(self.hints)}"


def latest_attempt(user: User, quiz: str) -> Subquery:
    """The id of a person's newest attempt at the outer row's `quiz`."""
    attempts = Attempt.objects.filter(user=user, quiz=OuterRef(quiz)).order_by("-number")
    return Subquery(attempts.values("pk")[:1])


def fresh_cards(quiz_id: int, user: User) -> list[QuestionCard]:
    """The questions a new attempt would get, in one query."""
    items = FRESH_ITEMS.rows(quiz=quiz_id)
    cards = []
    for number, item in enumerate(items, start=1):
        question = item.question
        assert question is not None
        assert question.published is not None
        seed = f"{user.pk}:{quiz_id}:{question.published.pk}"
        cards.append(_open_card(number, len(items), question.pk, question.published, seed, None))
    return cards


def attempt_cards(attempt_id: int) -> list[QuestionCard]:
    """The questions of an attempt with what was answered and released, in one query.

    Of the keys it reads the hints alone, and only those of questions where one was asked for.
    """
    responses: list[Any] = RESPONSES.rows(attempt=attempt_id)
    return [
        _response_card(number, len(responses), response, response.hints or ())
        for number, response in enumerate(responses, start=1)
    ]


def _responses(attempt: int) -> QuerySet[Response]:
    marks = Mark.objects.filter(response=OuterRef("pk")).order_by("-id")
    return (
        Response.objects.filter(attempt=attempt)
        .select_related("revision")
        .annotate(mark_points=Subquery(marks.values("points")[:1]))
        .annotate(mark_verdict=Subquery(marks.values("verdict")[:1]))
        .annotate(
            hints=Case(
                When(hints_seen__gt=0, then=F("revision__answer_key__key__html__hints")),
                output_field=JSONField(),
            )
        )
    )


RESPONSES = Prepared(_responses)
FRESH_ITEMS = Prepared(
    lambda quiz: QuizItem.objects.filter(
        quiz=quiz, question__published__isnull=False, question__archived_at=None
    ).select_related("question__published")
)


def check_cards(*, lesson: Lesson, user: User) -> list[QuestionCard]:
    """The lesson's check as it stands for a person: their newest attempt, or a fresh one."""
    newest = Attempt.objects.filter(user=user, quiz__lesson=lesson).order_by("-number").first()
    if newest is not None:
        return attempt_cards(newest.pk)
    quiz_id = Quiz.objects.filter(lesson=lesson).values_list("pk", flat=True).first()
    return fresh_cards(quiz_id, user) if quiz_id is not None else []


def draft_card(question: QuestionText, rendered: RenderedQuestion) -> QuestionCard:
    """A question that is not saved, as a student would meet it."""
    revision = QuestionRevision(
        kind=question.kind, public=rendered.public, html=rendered.html, points=question.points
    )
    return _open_card(1, 1, 0, revision, "preview", None)


def _open_card(
    number: int,
    total: int,
    question_id: int,
    revision: QuestionRevision,
    seed: str,
    answer: Any,
) -> QuestionCard:
    return QuestionCard(
        number=number,
        total=total,
        question_id=question_id,
        kind=revision.kind,
        stem=revision.html["stem"],
        points=revision.points,
        options=tuple(_options(revision, answer)),
        answer=answer,
        state="open",
        operation=uuid5(NAMESPACE_OID, seed),
        hints_left=len(revision.public.get("hints", [])),
    )


def _response_card(number: int, total: int, response: Any, hints: Iterable[str]) -> QuestionCard:
    seed = f"{response.pk}:{response.saves}:{response.tries}"
    card = _open_card(number, total, response.question_id, response.revision, seed, response.answer)
    seen = tuple(hints)[: response.hints_seen]
    card = replace(card, saves=response.saves, hints=seen, hints_left=card.hints_left - len(seen))
    if response.released_at is None:
        return replace(card, state="retry") if response.tries else card
    return _released_card(card, response.revision, response.mark_verdict, response.mark_points)


def _released_card(
    card: QuestionCard, revision: QuestionRevision, verdict: dict[str, Any], points: Any
) -> QuestionCard:
    told = {each["target"]: each["html"] for each in verdict["feedback"]}
    right = verdict["right"]
    right_ids = right if isinstance(right, list) else [right]
    options = tuple(
        replace(option, right=option.id in right_ids, feedback=told.pop(option.id, ""))
        for option in card.options
    )
    in_words = KINDS[revision.kind].describe(revision.public, right) if not options else ()
    return replace(
        card,
        options=options,
        state=verdict["state"],
        feedback=tuple(told.values()),
        explanation=verdict["explanation"],
        right_answer=_say(in_words[0]) if in_words else "",
        won=points,
    )


def _options(revision: QuestionRevision, answer: Any) -> Iterable[OptionView]:
    chosen = answer if isinstance(answer, list) else [answer]
    for option in revision.public.get("options", []):
        html = revision.html["options"][option["id"]]
        yield OptionView(option["id"], html, option["id"] in chosen)


def _say(piece: str | Message) -> str:
    return piece.text(gettext) if isinstance(piece, Message) else piece


@dataclass(frozen=True)
class AttemptResult:
    """What a person won in an attempt that was handed in."""

    attempt: Attempt
    points: Any
    out_of: Any

    @property
    def percent(self) -> int:
        return int(100 * self.points / self.out_of) if self.out_of else 0


def attempt_results(*, user: User, quiz_id: int) -> list[AttemptResult]:
    """A person's attempts at a quiz, newest first, in two queries."""
    attempts = list(
        Attempt.objects.filter(user=user, quiz=quiz_id, state=Attempt.State.SUBMITTED).order_by(
            "-number"
        )
    )
    totals: dict[int, list[Any]] = {attempt.pk: [0, 0] for attempt in attempts}
    for response in _newest_marks(Response.objects.filter(attempt__in=attempts)):
        totals[response.attempt_id][0] += response.mark_points or 0
        totals[response.attempt_id][1] += response.revision.points
    return [AttemptResult(attempt, *totals[attempt.pk]) for attempt in attempts]


def _newest_marks(responses: QuerySet[Response]) -> Iterable[Any]:
    marks = Mark.objects.filter(response=OuterRef("pk")).order_by("-id")
    return (
        responses.select_related("revision")
        .only("attempt_id", "revision__points")
        .annotate(mark_points=Subquery(marks.values("points")[:1]))
    )


@dataclass(frozen=True)
class QuizSummary:
    """A quiz before it begins; `open_attempt` is the one to go on with."""

    questions: int
    points: Any
    open_attempt: Attempt | None


def quiz_summary(*, quiz: Quiz, user: User) -> QuizSummary:
    """What awaits a person in a quiz, in two queries."""
    cards = fresh_cards(quiz.pk, user)
    running = Attempt.objects.filter(user=user, quiz=quiz, state=Attempt.State.OPEN).first()
    points = sum(card.points for card in cards)
    return QuizSummary(questions=len(cards), points=points, open_attempt=running)
