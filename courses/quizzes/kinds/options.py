"""Lists of options, shared by the kinds that tick them."""

import re
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.quizzes.kinds.base import (
    Described,
    Draft,
    Feedbacks,
    Json,
    Kind,
    Ticks,
    listed,
    opaque_ids,
    too_many_items,
)
from courses.quizzes.messages import gettext_noop
from courses.quizzes.question import QuestionText
from courses.quizzes.text.parts import Entry

_MARKER = re.compile(r"[-–—*]\s*([(\[])\s?([^\s()\[\]]?)\s?([)\]])(?=\s|$)")
_CLOSING = {"(": ")", "[": "]"}
_TICKS = ("x", "✓", "✔")


@dataclass(frozen=True)
class Option:
    """An option, whether to tick it, and what to tell who ticks it."""

    text: str
    right: bool
    feedback: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Options:
    """The body of a question that ticks options."""

    options: tuple[Option, ...]


class OptionKind(Kind[Options]):
    """What the kinds that tick options share; `bracket`, "(" or "[", is what they tick in."""

    bracket: str
    lists, shuffles = ("options",), "options"

    def marker(self, line: str) -> str | None:
        found = _MARKER.match(line)
        return found[0] if found else None

    def read(self, draft: Draft) -> Options | None:
        options = _read_options(draft, self.bracket)
        self.check(draft, options)
        return Options(options)

    @abstractmethod
    def check(self, draft: Draft, options: tuple[Option, ...]) -> None:
        """Note a wrong number of right or wrong options."""

    def write(self, body: Options) -> list[Entry]:
        close = _CLOSING[self.bracket]
        return [
            Entry(f"- {self.bracket}{'x' if each.right else ' '}{close}", each.text, each.feedback)
            for each in body.options
        ]

    def public(self, question: QuestionText) -> dict[str, Json]:
        texts = [option.text for option in question.body.options]
        fixed = texts if question.fixed_order else None
        return {"options": listed(opaque_ids(question.id, texts), fixed=fixed)}

    def key(self, question: QuestionText, feedbacks: Feedbacks) -> dict[str, Json]:
        options = question.body.options
        ids = opaque_ids(question.id, [option.text for option in options])
        return {
            "options": [
                {"id": ids[each.text], "right": each.right, **feedbacks.place(each.feedback)}
                for each in options
            ]
        }

    def ticks(self, public: Mapping[str, Json]) -> Ticks:
        return tuple((each["id"], each["text"]) for each in public["options"])

    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        chosen = answer if isinstance(answer, list) else [answer]
        return tuple(each["text"] for each in public["options"] if each["id"] in chosen)


def right_ids(key: Mapping[str, Json]) -> list[str]:
    """The ids of the right options of a key."""
    return [option["id"] for option in key["options"] if option["right"]]


def _read_options(draft: Draft, bracket: str) -> tuple[Option, ...]:
    options = []
    for entry in draft.entries:
        found = _MARKER.match(entry.marker)
        assert found, "an entry of this kind starts with its marker"
        right = found[2].casefold() in _TICKS
        _check_marker(draft, entry, found, bracket)
        options.append(Option(entry.text, right, entry.feedback, entry.line))
    _check_texts(draft, options)
    return tuple(options)


def _check_marker(draft: Draft, entry: Entry, found: re.Match[str], bracket: str) -> None:
    place = entry.line, entry.column + found.start(1)
    if found[1] != bracket or _CLOSING[found[1]] != found[3]:
        mend = {
            "(": gettext_noop("Write - (x) or - ( ), or make the question a “multiple”."),
            "[": gettext_noop("Write - [x] or - [ ], or make the question a “choix”."),
        }[bracket]
        message = gettext_noop("“{marker}” is not how this kind marks an option.")
        draft.problems.error(*place, message, mend, marker=found[0])
    elif found[2] and found[2].casefold() not in _TICKS:
        draft.problems.error(
            *place,
            gettext_noop("“{sign}” says neither right nor wrong."),
            gettext_noop("Write x for a right option, a space for a wrong one."),
            sign=found[2],
        )


def _check_texts(draft: Draft, options: list[Option]) -> None:
    seen = dict[str, int]()
    for option in options:
        if not option.text:
            draft.problems.error(
                option.line,
                1,
                gettext_noop("This option is empty."),
                gettext_noop("Write its text after the mark, or delete the line."),
            )
        elif option.text in seen:
            draft.problems.error(
                option.line,
                1,
                gettext_noop("This option says the same as the one on line {line}."),
                gettext_noop("Change or delete one of the two."),
                line=seen[option.text],
            )
        seen.setdefault(option.text, option.line)
    too_many_items(draft, [option.line for option in options])
