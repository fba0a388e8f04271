"""Questions as a page shows them to one person. No page of a student reads an answer key."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, JSONField, OuterRef, QuerySet, Subquery, When
from django.urls import reverse

from courses.accounts.models import User
from courses.content.models import Lesson
from courses.quizzes.cards.making import Asked, marked_card, open_card, with_hints
from courses.quizzes.cards.views import LessonLink, QuestionCard
from courses.quizzes.drawing import attempt_seed, drawn_values
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.models import Attempt, Mark, Quiz, QuizItem, Response
from elearning.prepared import Prepared

NOTHING: Mapping[int, Any] = {}


def fresh_cards(
    quiz_id: int, user: User, unsaved: Mapping[int, Any] = NOTHING
) -> list[QuestionCard]:
    """The questions a first attempt would get, in one query."""
    items: list[Any] = FRESH_ITEMS.rows(quiz=quiz_id)
    seed = attempt_seed(user.pk, quiz_id, 1)
    cards = []
    for number, item in enumerate(items, start=1):
        revision = item.question.published
        values = drawn_values(revision.public, seed)
        asked = Asked(revision, item.question_id, seed, values, unsaved.get(item.question_id))
        cards.append(open_card(number, len(items), asked, f"{user.pk}:{quiz_id}:{revision.pk}"))
    return cards


def attempt_cards(
    attempt_id: int, *, withheld: bool = False, unsaved: Mapping[int, Any] = NOTHING
) -> list[QuestionCard]:
    """The questions of an attempt with what was answered and released, in one query.

    Of the keys it reads the hints that were asked for and, of open questions that were handed
    in, the rubric. `withheld`: what was released is not told yet; the answers alone are shown.
    """
    responses: list[Any] = RESPONSES.rows(attempt=attempt_id)
    for response in responses:
        if response.released_at is None:
            response.answer = unsaved.get(response.question_id, response.answer)
    return [
        _response_card(number, len(responses), response, withheld)
        for number, response in enumerate(responses, start=1)
    ]


def _responses(attempt: int) -> QuerySet[Response]:
    marks = Mark.objects.filter(response=OuterRef("pk")).order_by("-id")
    return (
        Response.objects.filter(attempt=attempt)
        .select_related("revision", "attempt")
        .annotate(
            feedback_mode=F("attempt__quiz__feedback"),
            most_tries=F("attempt__quiz__tries"),
            try_cost=F("attempt__quiz__try_cost"),
        )
        .annotate(mark_verdict=Subquery(marks.values("verdict")[:1]))
        .annotate(
            hints=Case(
                When(hints_seen__gt=0, then=F("revision__answer_key__key__html__hints")),
                output_field=JSONField(),
            ),
            criteria=Case(
                When(
                    revision__kind="open",
                    released_at__isnull=False,
                    then=F("revision__answer_key__key__html__criteria"),
                ),
                output_field=JSONField(),
            ),
        )
        .annotate(
            lesson_slug=Case(
                When(
                    question__lesson__published__isnull=False,
                    question__lesson__archived_at=None,
                    then=F("question__lesson__slug"),
                )
            ),
            lesson_title=F("question__lesson__title"),
            course_slug=F("question__course__slug"),
        )
    )


RESPONSES = Prepared(_responses)
FRESH_ITEMS = Prepared(
    lambda quiz: QuizItem.objects.filter(
        quiz=quiz, question__published__isnull=False, question__archived_at=None
    ).select_related("question__published")
)


def check_cards(
    *, lesson: Lesson, user: User, unsaved: Mapping[int, Any] = NOTHING
) -> list[QuestionCard]:
    """The lesson's check as it stands for a person: their newest attempt, or a fresh one.

    `unsaved` holds answers by question that were written and not taken: they stand in their
    fields. Raises InvalidAnswer for one that no field can show.
    """
    newest = Attempt.objects.filter(user=user, quiz__lesson=lesson).order_by("-number").first()
    if newest is not None:
        return attempt_cards(newest.pk, unsaved=unsaved)
    quiz_id = Quiz.objects.filter(lesson=lesson).values_list("pk", flat=True).first()
    return fresh_cards(quiz_id, user, unsaved) if quiz_id is not None else []


def _response_card(number: int, total: int, response: Any, withheld: bool) -> QuestionCard:
    attempt = response.attempt
    seed = attempt_seed(attempt.user_id, attempt.quiz_id, attempt.number)
    asked = Asked(
        response.revision,
        response.question_id,
        seed,
        response.values,
        response.answer,
        _lesson(response, response.revision.public["anchor"]),
    )
    card = open_card(number, total, asked, f"{response.pk}:{response.saves}:{response.tries}")
    card = replace(card, saves=response.saves)
    if response.hints:
        card = with_hints(card, asked, response.hints[: response.hints_seen])
    if response.released_at is None:
        return _tried_card(card, asked, response) if response.tries else card
    if withheld:
        return replace(card, state="given")
    criteria = response.criteria or ()
    return marked_card(card, asked, response.mark_verdict, response.points or Decimal(0), criteria)


def _tried_card(card: QuestionCard, asked: Asked, response: Any) -> QuestionCard:
    """The card of an answer that was not right and may be given again."""
    reason = KINDS[card.kind].doubt(asked.revision.public, asked.answer)
    if response.feedback_mode != Quiz.Feedback.INTERACTIVE:
        return replace(card, state="retry", reason=reason)
    return replace(
        card,
        state="again",
        reason="" if reason == "typo" else reason,
        tries_left=response.most_tries - response.tries,
        try_percent=int(100 * response.try_cost),
    )


def _lesson(row: Any, anchor: str) -> LessonLink | None:
    """The lesson that explains the question, where it may be read."""
    if not row.lesson_slug:
        return None
    url = reverse("lesson", args=[row.course_slug, row.lesson_slug])
    return LessonLink(row.lesson_title, f"{url}#{anchor}" if anchor else url, bool(anchor))
