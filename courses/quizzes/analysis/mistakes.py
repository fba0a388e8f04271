"""What people answer when they err, in the words of the question: the same mistakes together.

Two texts that mean the same (see quizzes.normalise) are one mistake, written as most wrote it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from courses.quizzes.grading import describe, grade
from courses.quizzes.normalise import canonical
from courses.quizzes.verdict import InvalidAnswer

MOST = 5  # mistakes shown
Json = Mapping[str, Any]
Found = tuple[str, str]  # `place` and `text` of a mistake


@dataclass(frozen=True)
class Mistake:
    """`text` given by `count` people, `place` being what it answers.

    Of a text with gaps, the gap's number; of pairs, the left item; of an order, the item that
    `text` was put before. "" where the question has one answer.
    """

    count: int
    text: str
    place: str = ""


def mistakes(
    kind: str, public: Json, key: Json, answers: Iterable[tuple[Any, int]]
) -> tuple[Mistake, ...]:
    """The most frequent mistakes among `answers` (with how many gave each), commonest first.

    Of a kind whose options are ticked, or that a person marks, there are none.
    """
    find = _FINDERS.get(kind)
    if find is None:
        return ()
    spellings: defaultdict[tuple[str, object], Counter[str]] = defaultdict(Counter)
    for answer, count in answers:
        for place, text in _found(find, kind, public, key, answer):
            spellings[place, canonical(text)][text] += count
    found = [
        Mistake(each.total(), each.most_common(1)[0][0], place)
        for (place, _), each in spellings.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.count, each.place, each.text))[:MOST])


def _found(
    find: Callable[[Json, Json, Any, Any], Iterator[Found]],
    kind: str,
    public: Json,
    key: Json,
    answer: Any,
) -> list[Found]:
    try:
        verdict = grade(kind, public, key, answer)
    except InvalidAnswer:
        return []
    if verdict.state in ("right", "blank", "manual"):
        return []
    return list(find(public, key, answer, verdict))


def _whole(public: Json, key: Json, answer: Any, verdict: Any) -> Iterator[Found]:
    for text in describe(public["kind"], public, answer):
        yield "", str(text)


def _by_gap(public: Json, key: Json, answer: Any, verdict: Any) -> Iterator[Found]:
    for gap, right in verdict.parts:
        given = answer.get(gap)
        if isinstance(given, dict):
            given = f"{given.get('value', '')} {given.get('unit', '')}".strip()
        if not right and given:
            yield gap, given


def _by_pair(public: Json, key: Json, answer: Any, verdict: Any) -> Iterator[Found]:
    lefts = {item["id"]: item["text"] for item in public["lefts"]}
    rights = {item["id"]: item["text"] for item in public["rights"]}
    for left, right in verdict.parts:
        if not right and answer.get(left):
            yield lefts[left], rights[answer[left]]


def _by_order(public: Json, key: Json, answer: Any, verdict: Any) -> Iterator[Found]:
    texts = {item["id"]: item["text"] for item in public["items"]}
    places = answer if isinstance(answer, dict) else {id_: n for n, id_ in enumerate(answer)}
    for first, second in combinations([each for each in key["order"] if each in places], 2):
        if places[second] < places[first]:
            yield texts[first], texts[second]


_FINDERS: Mapping[str, Callable[[Json, Json, Any, Any], Iterator[Found]]] = {
    "short": _whole,
    "numeric": _whole,
    "output": _whole,
    "hotspot": _whole,
    "cloze": _by_gap,
    "matching": _by_pair,
    "ordering": _by_order,
}
