"""`appariement`: each item on the left goes with one on the right."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

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
    id_answer,
    listed,
    opaque_ids,
    too_many_items,
)
from courses.quizzes.kinds.rules import ANY, needs_feedback, told, unequal_marker
from courses.quizzes.messages import gettext_noop
from courses.quizzes.question import QuestionText
from courses.quizzes.text import words
from courses.quizzes.text.escapes import ARROW, PAIR
from courses.quizzes.text.parts import Entry
from courses.quizzes.verdict import InvalidAnswer, Verdict, blank, verdict

_DASH = re.compile(r"[-–—*](?=\s)")
_DECOY = re.compile(r"\(\s*([^\W\d_]+)\s*\)")


@dataclass(frozen=True)
class Pair:
    """A left item and the right item it goes with."""

    left: str
    right: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class WrongPair:
    """What to tell who joins these two; who errs otherwise, if `left` is empty."""

    left: str
    right: str
    feedback: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Pairs:
    """The right pairs, right items that go with nothing, and rules for wrong pairs."""

    pairs: tuple[Pair, ...]
    decoys: tuple[str, ...] = ()
    wrong: tuple[WrongPair, ...] = ()

    def rights(self) -> list[str]:
        """The right items, each once."""
        return list(dict.fromkeys([*(pair.right for pair in self.pairs), *self.decoys]))


class Matching(Kind[Pairs]):
    """The answer is the id of a right item for each left id; the mark counts the pairs."""

    name, french, example = "matching", "appariement", "- gauche :: droite"
    lists, shuffles, selects = ("lefts", "rights"), "rights", "rights"

    def marker(self, line: str) -> str | None:
        found = _DASH.match(line)
        return unequal_marker(line) or (found[0] if found and _separated(line) else None)

    def read(self, draft: Draft) -> Pairs | None:
        pairs, decoys, wrong = list[Pair](), list[str](), list[Entry]()
        for entry in draft.entries:
            left, right = _sides(entry.text)
            decoy = _DECOY.fullmatch(left)
            if entry.marker == "≠":
                needs_feedback(draft, entry)
                wrong.append(entry)
            elif not left or not right or entry.feedback:
                _report_entry(draft, entry)
            elif decoy and words.is_word(decoy[1], words.DECOY):
                decoys.append(right)
            else:
                pairs.append(Pair(_unmasked(left), right, entry.line))
        _check_pairs(draft, pairs, decoys)
        body = Pairs(tuple(pairs), tuple(decoys))
        return Pairs(body.pairs, body.decoys, _read_wrong(draft, body, wrong))

    def write(self, body: Pairs) -> list[Entry]:
        entries = [
            Entry("-", f"{_masked(PAIR.escaped(pair.left))} :: {PAIR.escaped(pair.right)}")
            for pair in body.pairs
        ]
        decoy = f"({words.DECOY[0]})"
        entries += [Entry("-", f"{decoy} :: {PAIR.escaped(text)}") for text in body.decoys]
        for rule in body.wrong:
            left, right = (ARROW.escaped(PAIR.escaped(text)) for text in (rule.left, rule.right))
            entries.append(Entry("≠", f"{left} :: {right}" if left else ANY, rule.feedback))
        return entries

    def public(self, question: QuestionText) -> dict[str, Json]:
        body: Pairs = question.body
        lefts, rights = _ids(question)
        fixed = alphabetical(rights) if question.fixed_order else None
        return {
            "lefts": listed(lefts, fixed=[pair.left for pair in body.pairs]),
            "rights": listed(rights, fixed=fixed),
        }

    def key(self, question: QuestionText, feedbacks: Feedbacks) -> dict[str, Json]:
        body: Pairs = question.body
        lefts, rights = _ids(question)
        wrong = [
            {
                "left": lefts.get(rule.left),
                "right": rights.get(rule.right),
                **feedbacks.place(rule.feedback),
            }
            for rule in body.wrong
        ]
        return {"pairs": {lefts[p.left]: rights[p.right] for p in body.pairs}, "wrong": wrong}

    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        pairs = key["pairs"]
        given = _given(answer, pairs, [item["id"] for item in public["rights"]])
        if not given:
            return blank(pairs)
        lefts = [item["id"] for item in public["lefts"]]  # JSON objects may lose their order
        parts = tuple((left, given.get(left) == pairs[left]) for left in lefts)
        won = sum(right for _, right in parts)
        said = told(key["wrong"], "left", lambda rule: given.get(rule["left"]) == rule["right"])
        return verdict(Fraction(won, len(pairs)), said if won < len(pairs) else (), pairs, parts)

    def read_answer(self, form: Form) -> Json:
        names = [name for name in form if name.startswith("pair-")]
        given = {name.removeprefix("pair-"): first(form, name) for name in names}
        return {left: right for left, right in given.items() if right} or None

    def fields(self, public: Mapping[str, Json], answer: Json) -> tuple[Field, ...]:
        given = answer or {}
        return tuple(Field(each["id"], given.get(each["id"], "")) for each in public["lefts"])

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        rights = {item["id"]: item["text"] for item in public["rights"]}
        given = answer if isinstance(answer, dict) else {}
        return tuple(
            f"{item['text']} → {rights.get(given.get(item['id']), '…')}" for item in public["lefts"]
        )


def _ids(question: QuestionText) -> tuple[dict[str, str], dict[str, str]]:
    """The ids of the left and of the right items; no two of them are the same."""
    body: Pairs = question.body
    lefts, rights = [pair.left for pair in body.pairs], body.rights()
    sides = [f"left {text}" for text in lefts] + [f"right {text}" for text in rights]
    ids = opaque_ids(question.id, sides)
    return {t: ids[f"left {t}"] for t in lefts}, {t: ids[f"right {t}"] for t in rights}


def _given(answer: Json, lefts: Mapping[str, str], rights: list[str]) -> dict[str, str]:
    if answer is None:
        return {}
    if not isinstance(answer, dict) or not set(answer) <= set(lefts):
        raise InvalidAnswer("a right item for each left item is expected")
    chosen = {left: id_answer(right, rights) for left, right in answer.items()}
    return {left: right for left, right in chosen.items() if right}


def _separated(line: str) -> bool:
    return any(not found[1] for found in PAIR.pattern.finditer(line))


def _sides(text: str) -> tuple[str, str]:
    left, *right = PAIR.split(text, most=1)
    return PAIR.literal(left), PAIR.literal(right[0]) if right else ""


def _masked(left: str) -> str:
    """A left item that is no decoy, whatever it looks like."""
    return "\\" + left if _DECOY.fullmatch(left.lstrip("\\")) else left


def _unmasked(left: str) -> str:
    masked = left.startswith("\\") and _DECOY.fullmatch(left.lstrip("\\"))
    return left[1:] if masked else left


def _report_entry(draft: Draft, entry: Entry) -> None:
    draft.problems.error(
        entry.line,
        entry.column,
        gettext_noop("This line is no pair."),
        gettext_noop("Write “- left :: right”; feedback goes under “≠ left :: right”."),
    )


def _check_pairs(draft: Draft, pairs: list[Pair], decoys: list[str]) -> None:
    if len(pairs) < 2:
        draft.problems.error(
            draft.line,
            1,
            gettext_noop("This question has fewer than two pairs."),
            gettext_noop("Write each on its line: “- left :: right”."),
        )
    seen = dict[str, int]()
    for pair in pairs:
        if seen.setdefault(pair.left, pair.line) != pair.line:
            draft.problems.error(
                pair.line,
                1,
                gettext_noop("“{text}” stands twice on the left."),
                gettext_noop("Give each item on the left one pair."),
                text=pair.left,
            )
    for text in sorted({pair.right for pair in pairs}.intersection(decoys)):
        draft.problems.error(
            draft.line,
            1,
            gettext_noop("The decoy “{text}” is the right answer of a pair."),
            gettext_noop("Delete the decoy, or change one of the two."),
            text=text,
        )
    too_many_items(draft, [pair.line for pair in pairs] + [draft.line] * len(decoys))


def _read_wrong(draft: Draft, body: Pairs, entries: list[Entry]) -> tuple[WrongPair, ...]:
    rules = list[WrongPair]()
    right = {(pair.left, pair.right) for pair in body.pairs}
    lefts, rights = {pair.left for pair in body.pairs}, set(body.rights())
    for entry in entries:
        left, other = _sides(ARROW.literal(entry.text))
        if entry.text == ANY:
            rules.append(WrongPair("", "", entry.feedback, entry.line))
        elif left in lefts and other in rights and (left, other) not in right:
            rules.append(WrongPair(left, other, entry.feedback, entry.line))
        else:
            draft.problems.error(
                entry.line,
                entry.column,
                gettext_noop("“{text}” joins no left item to a wrong right one."),
                gettext_noop("Copy both texts from the pairs: “≠ left :: right > feedback”."),
                text=entry.text,
            )
    return tuple(rules)
