"""`ordre`: items to put in order."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from courses.quizzes.kinds.base import (
    Described,
    Draft,
    Feedbacks,
    Field,
    Form,
    Json,
    Kind,
    Values,
    alphabetical,
    first,
    listed,
    opaque_ids,
    too_many_items,
)
from courses.quizzes.kinds.rules import ANY, needs_feedback, told, unequal_marker
from courses.quizzes.messages import gettext_noop
from courses.quizzes.question import QuestionText
from courses.quizzes.text import words
from courses.quizzes.text.parts import Entry
from courses.quizzes.verdict import InvalidAnswer, Verdict, blank, verdict

_MARKER = re.compile(r"([0-9]{1,3})[.)](?=\s|$)")
_SWAP = re.compile(r"([0-9]{1,3})\s+([^\W\d_]+)\s+([0-9]{1,3})")


@dataclass(frozen=True)
class Swap:
    """What to tell who puts item `later` before item `earlier`: their right places, from 1.

    Both are 0 for who errs otherwise.
    """

    later: int
    earlier: int
    feedback: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Order:
    """The items in the right order, and rules for wrong orders."""

    items: tuple[str, ...]
    wrong: tuple[Swap, ...] = ()


class Ordering(Kind[Order]):
    """The answer is the position of each id, `{id: position}`, or the list of ids in order.

    The mark is the longest run in the right order (items may be missing in between) over the
    number of items; a run of one is no order and worth nothing.
    """

    name, french, example = "ordering", "ordre", "1. premier"
    lists, shuffles = ("items",), "items"

    def marker(self, line: str) -> str | None:
        found = _MARKER.match(line)
        return found[0] if found else unequal_marker(line)

    def read(self, draft: Draft) -> Order | None:
        items = [entry for entry in draft.entries if entry.marker != "≠"]
        for count, entry in enumerate(items, 1):
            _check_item(draft, entry, count)
        _check_items(draft, items)
        wrong = [
            _read_swap(draft, each, len(items)) for each in draft.entries if each.marker == "≠"
        ]
        swaps = tuple(swap for swap in wrong if swap)
        return Order(tuple(entry.text for entry in items), swaps) if items else None

    def write(self, body: Order) -> list[Entry]:
        entries = [Entry(f"{count}.", text) for count, text in enumerate(body.items, 1)]
        for swap in body.wrong:
            text = f"{swap.later} {words.BEFORE[0]} {swap.earlier}" if swap.later else ANY
            entries.append(Entry("≠", text, swap.feedback))
        return entries

    def public(self, question: QuestionText) -> dict[str, Json]:
        ids = opaque_ids(question.id, question.body.items)
        fixed = alphabetical(ids) if question.fixed_order else None
        return {"items": listed(ids, fixed=fixed)}

    def key(self, question: QuestionText, feedbacks: Feedbacks) -> dict[str, Json]:
        body: Order = question.body
        ids = opaque_ids(question.id, body.items)
        order = [ids[text] for text in body.items]
        wrong = [
            {
                "later": order[swap.later - 1] if swap.later else None,
                "earlier": order[swap.earlier - 1] if swap.later else None,
                **feedbacks.place(swap.feedback),
            }
            for swap in body.wrong
        ]
        return {"order": order, "wrong": wrong}

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        order = key["order"]
        positions = _positions(answer, order)
        if not positions:
            return blank(order)
        run = longest_run({each: positions[each] for each in order if each in positions})
        fraction = Fraction(len(run), len(order)) if len(run) > 1 else Fraction(0)
        swapped = partial(_is_swapped, positions)
        said = told(key["wrong"], "later", swapped) if fraction < 1 else ()
        parts = tuple((each, bool(fraction) and each in run) for each in order)
        return verdict(fraction, said, order, parts)

    def read_answer(self, form: Form) -> Json:
        names = [name for name in form if name.startswith("position-")]
        given = {name.removeprefix("position-"): first(form, name) or "" for name in names}
        places = {id_: text for id_, text in given.items() if re.fullmatch(r"[0-9]{1,3}", text)}
        return {id_: int(text) for id_, text in places.items()} or None

    def fields(self, public: Mapping[str, Json], answer: Json) -> tuple[Field, ...]:
        ids = [item["id"] for item in public["items"]]
        places = _positions(answer, ids)
        ids.sort(key=lambda id_: places.get(id_, len(ids) + 1))
        return tuple(Field(id_, str(places.get(id_, ""))) for id_ in ids)

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        positions = _positions(answer, [item["id"] for item in public["items"]])
        texts = {item["id"]: item["text"] for item in public["items"]}
        order = sorted(positions, key=lambda each: positions[each])
        return tuple(f"{positions[each]}. {texts[each]}" for each in order)


def longest_run(places: Mapping[str, int]) -> list[str]:
    """The ids of the longest strictly rising selection of `places`, kept in their order."""
    ends, last = list[int](), list[str]()  # the lowest end of a selection of n + 1, and its id
    before = dict[str, str | None]()
    for id_, place in places.items():
        at = bisect_left(ends, place)
        before[id_] = last[at - 1] if at else None
        ends[at : at + 1], last[at : at + 1] = [place], [id_]
    run, each = list[str](), last[-1] if last else None
    while each is not None:
        run.append(each)
        each = before[each]
    return run[::-1]


def _positions(answer: Json, known: list[str]) -> dict[str, int]:
    if answer is None:
        return {}
    if isinstance(answer, list) and all(isinstance(each, str) for each in answer):
        positions = {id_: count for count, id_ in enumerate(answer, 1)}
        if len(positions) < len(answer):
            raise InvalidAnswer("an item stands twice")
    elif isinstance(answer, dict) and all(type(place) is int for place in answer.values()):
        positions = answer
    else:
        raise InvalidAnswer("positions of items are expected")
    if not set(positions) <= set(known):
        raise InvalidAnswer("the question has no such item")
    return positions


def _is_swapped(positions: Mapping[str, int], rule: Mapping[str, Json]) -> bool:
    later, earlier = positions.get(rule["later"]), positions.get(rule["earlier"])
    return later is not None and earlier is not None and later < earlier


def _check_item(draft: Draft, entry: Entry, count: int) -> None:
    found = _MARKER.fullmatch(entry.marker)
    if found and int(found[1]) != count:
        draft.problems.error(
            entry.line,
            entry.column,
            gettext_noop("This item has number {number} where {count} is expected."),
            gettext_noop("Number the items from 1, in the right order."),
            number=int(found[1]),
            count=count,
        )
    if not entry.text or entry.feedback:
        draft.problems.error(
            entry.line,
            entry.column,
            gettext_noop("This item is empty, or has feedback of its own."),
            gettext_noop("Write “{count}. text”; feedback goes under “≠ 2 avant 1”."),
            count=count,
        )


def _check_items(draft: Draft, items: list[Entry]) -> None:
    if len(items) < 2:
        draft.problems.error(
            draft.line,
            1,
            gettext_noop("This question has fewer than two items to order."),
            gettext_noop("Write each on its line: “1. first”, “2. second”."),
        )
    seen = dict[str, int]()
    for entry in items:
        if seen.setdefault(entry.text, entry.line) != entry.line:
            draft.problems.error(
                entry.line,
                entry.column,
                gettext_noop("This item says the same as the one on line {line}."),
                gettext_noop("Change or delete one of the two."),
                line=seen[entry.text],
            )
    too_many_items(draft, [entry.line for entry in items])


def _read_swap(draft: Draft, entry: Entry, count: int) -> Swap | None:
    needs_feedback(draft, entry)
    if entry.text == ANY:
        return Swap(0, 0, entry.feedback, entry.line)
    found = _SWAP.fullmatch(entry.text)
    if found and words.is_word(found[2], words.BEFORE):
        later, earlier = int(found[1]), int(found[3])
        if 1 <= earlier < later <= count:
            return Swap(later, earlier, entry.feedback, entry.line)
    draft.problems.error(
        entry.line,
        entry.column,
        gettext_noop("“{text}” is no wrong order of two items."),
        gettext_noop("Write for example “≠ 4 avant 3 > …”, the first number being the greater."),
        text=entry.text,
    )
    return None
