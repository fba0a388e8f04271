"""How a card is made: of a revision, of what was drawn for a person, and of what they answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from html import escape
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.utils.translation import gettext

from courses.quizzes.cards.views import (
    Change,
    CriterionView,
    FieldView,
    LessonLink,
    OptionView,
    Piece,
    QuestionCard,
)
from courses.quizzes.drawing import drawn_values
from courses.quizzes.kinds.base import Field
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.messages import Message
from courses.quizzes.models import QuestionRevision
from courses.quizzes.placeholders import gap_pieces, numbered
from courses.quizzes.question import QuestionText
from courses.quizzes.rendering import RenderedQuestion
from courses.quizzes.split import shuffled
from courses.quizzes.verdict import InvalidAnswer


@dataclass(frozen=True)
class Asked:
    """A question asked in an attempt: what is drawn and shuffled, and what was answered."""

    revision: QuestionRevision
    question_id: int
    seed: str
    values: Mapping[str, str]
    answer: Any = None
    lesson: LessonLink | None = None


def draft_card(question: QuestionText, rendered: RenderedQuestion) -> QuestionCard:
    """A question that is not saved, as a student would meet it."""
    revision = QuestionRevision(
        kind=question.kind, public=rendered.public, html=rendered.html, points=question.points
    )
    values = drawn_values(rendered.public, "preview")
    return open_card(1, 1, Asked(revision, 0, "preview", values), "preview")


def open_card(number: int, total: int, asked: Asked, operation: str) -> QuestionCard:
    """The card of a question still to be answered; `operation` is what its id is made of."""
    revision = asked.revision
    kind, public = KINDS[revision.kind], shuffled(revision.public, asked.seed)
    told = _Told(public, revision.html, asked.values)
    fields = tuple(told.field(each) for each in kind.fields(public, asked.answer))
    chosen = asked.answer if isinstance(asked.answer, list) else [asked.answer]
    shapes = {zone["id"]: _shape(zone) for zone in public.get("zones", ())}
    hints = public["hints"]
    stem = numbered(revision.html["stem"], asked.values)
    return QuestionCard(
        number=number,
        total=total,
        question_id=asked.question_id,
        kind=revision.kind,
        stem=stem,
        points=revision.points,
        options=tuple(
            OptionView(id_, told.item(id_, words), id_ in chosen, shapes.get(id_, ""))
            for id_, words in kind.ticks(public)
        ),
        answer=asked.answer,
        state="open",
        operation=uuid5(NAMESPACE_OID, operation),
        fields=fields,
        choices=tuple(
            (each["id"], numbered(revision.html["words"][each["id"]], asked.values))
            for each in (public[kind.selects] if kind.selects else ())
        ),
        pieces=_pieces(stem, fields) if "gaps" in public else (),
        columns=public.get("columns", 1),
        hints_left=len(hints),
        hint_cost=_cost(hints, 0),
        lesson=asked.lesson,
    )


def with_hints(card: QuestionCard, asked: Asked, seen: Sequence[str]) -> QuestionCard:
    """The card with the hints that were asked for, and what the next one costs."""
    hints = asked.revision.public["hints"]
    return replace(
        card,
        hints=tuple(numbered(hint, asked.values) for hint in seen),
        hints_left=len(hints) - len(seen),
        hint_cost=_cost(hints, len(seen)),
    )


def marked_card(
    card: QuestionCard,
    asked: Asked,
    verdict: Mapping[str, Any],
    points: Decimal,
    criteria: Iterable[Mapping[str, str]],
) -> QuestionCard:
    """The card with what is said of its answer: the stored verdict of a mark."""
    feedback: dict[str, list[str]] = {}
    for each in verdict.get("feedback", ()):
        html = numbered(each["html"], asked.values)
        feedback.setdefault(each["target"], []).append(html)
    right = verdict.get("right")
    options = tuple(
        replace(
            option,
            right=option.id in (right if isinstance(right, list) else [right]),
            feedback=tuple(feedback.pop(option.id, ())),
        )
        for option in card.options
    )
    fields = _judged(card, asked, verdict, feedback)
    rubric = _rubric(criteria, verdict.get("criteria", ()), asked.values)
    return replace(
        card,
        options=options,
        fields=fields,
        in_order=tuple(sorted(fields, key=lambda each: _place(each.right))),
        pieces=_pieces(card.stem, fields) if card.pieces else (),
        state=verdict["state"],
        feedback=tuple(html for texts in feedback.values() for html in texts),
        explanation=numbered(verdict.get("explanation", ""), asked.values),
        criteria=rubric,
        comment=verdict.get("comment", ""),
        change=_change(verdict),
        won=points,
    )


def _judged(
    card: QuestionCard,
    asked: Asked,
    verdict: Mapping[str, Any],
    feedback: dict[str, list[str]],
) -> tuple[FieldView, ...]:
    """The fields with what should stand in each; what is told beside one leaves `feedback`."""
    public, right = asked.revision.public, verdict.get("right")
    if right is None:
        return card.fields
    told = _Told(public, asked.revision.html, asked.values)
    try:
        ideal = KINDS[card.kind].fields(public, right)
    except InvalidAnswer:  # the right answer of a later text, by which this one was marked again
        return card.fields
    expected = {each.id: told.content(each) for each in ideal}
    parts = dict(verdict.get("parts", ()))
    return tuple(
        replace(
            field,
            won=parts.get(field.id),
            right=expected.get(field.id, ""),
            feedback=tuple(feedback.pop(field.id, ())) if field.id else (),
        )
        for field in card.fields
    )


@dataclass(frozen=True)
class _Told:
    """The HTML of what a question shows, its numbers filled in."""

    public: Mapping[str, Any]
    html: Mapping[str, Any]
    values: Mapping[str, str]

    def item(self, id_: str, words: str | Message = "") -> str:
        """An option or an item: what was rendered of it, or else its words."""
        if id_ in self.html["options"]:
            return numbered(self.html["options"][id_], self.values)
        return escape(words.text(gettext) if isinstance(words, Message) else words)

    def content(self, field: Field) -> str:
        """What stands in a field: the item chosen there, or what was written."""
        if KINDS[self.public["kind"]].selects and field.value:
            return self.item(field.value)
        return escape(f"{field.value} {field.unit}".strip())

    def field(self, field: Field) -> FieldView:
        label = self.item(field.id) if field.id else ""
        given = self.content(field)
        return FieldView(field.id, label, field.value, field.unit, field.units, given, field.number)


def _shape(zone: Mapping[str, Any]) -> str:
    return f"layer-{zone['layer']} width-{zone['width']} height-{zone['height']}"


def _pieces(stem: str, fields: Iterable[FieldView]) -> tuple[Piece, ...]:
    by_id = {field.id: field for field in fields}
    return tuple(Piece(html, by_id.get(gap)) for html, gap in gap_pieces(stem))


def _place(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _cost(hints: Sequence[Mapping[str, str]], seen: int) -> Decimal:
    return Decimal(hints[seen]["cost"]) if seen < len(hints) else Decimal(0)


def _rubric(
    criteria: Iterable[Mapping[str, str]],
    marked: Sequence[Mapping[str, str]],
    values: Mapping[str, str],
) -> tuple[CriterionView, ...]:
    won = [Decimal(each["points"]) for each in marked]
    return tuple(
        CriterionView(
            numbered(each["html"], values),
            Decimal(each["points"]),
            won[rank] if rank < len(won) else None,
        )
        for rank, each in enumerate(criteria)
    )


def _change(verdict: Mapping[str, Any]) -> Change | None:
    note = verdict.get("change")
    return note and Change(note["by"], datetime.fromisoformat(note["at"]), note["reason"])
