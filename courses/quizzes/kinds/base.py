"""What every kind of question knows how to do. To add a kind, see docs/question-kinds.md."""

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, TypeVar

from courses.quizzes.messages import Message, Problems, gettext_noop
from courses.quizzes.normalise import fold
from courses.quizzes.question import QuestionText
from courses.quizzes.text.parts import Entry
from courses.quizzes.verdict import InvalidAnswer, Reason, Verdict

Body = TypeVar("Body")
Json = Any
Form = Mapping[str, Sequence[str]]
Values = Mapping[str, str]  # the numbers drawn for a student, by name
Described = tuple[str | Message, ...]
Ticks = tuple[tuple[str, str | Message], ...]

MOST_ITEMS = 50
LONGEST_TEXT = 20_000
LONGEST_SHORT = 500


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass
class Draft:
    """A question being read: what its kind needs to read its body.

    A kind whose stem holds answers replaces `stem` by the one that students may see.
    """

    id: str
    line: int
    stem: str
    stem_line: int
    entries: tuple[Entry, ...]
    says: Mapping[str, str]  # `> si vrai :` and `> si faux :`, under "true" and "false"
    figure: str | None
    variables: frozenset[str]
    problems: Problems


@dataclass
class Feedbacks:
    """The feedback texts of a key; options and rules name theirs by its place in the list."""

    texts: list[str] = field(default_factory=list)

    def place(self, text: str) -> dict[str, int]:
        """`{"feedback": place}` of a text just added, `{}` for no text."""
        if not text:
            return {}
        self.texts.append(text)
        return {"feedback": len(self.texts) - 1}


@dataclass(frozen=True)
class Field:
    """One place of an answer to write or choose in, and what stands in it."""

    id: str
    value: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    number: bool = False


class Kind(ABC, Generic[Body]):
    """One kind of question: its text, its two parts, its answers and its marks.

    `public` is what a student may see before answering and must not depend on which answer is
    right; `key` is everything else. Both are JSON.
    """

    name: str
    french: str
    example: str  # a line of its body, shown in error messages
    lists: tuple[str, ...] = ()  # the lists of `public` made of `{id, text}`, text in Markdown
    shuffles = ""  # the list of `public` whose order a page may change
    selects = ""  # the list of `public` whose items fields are filled with, as words
    has_says = False  # whether `> si vrai :` and `> si faux :` mean something

    @abstractmethod
    def marker(self, line: str) -> str | None:
        """The marker at the start of a line of the body (no indentation), None for other lines."""

    @abstractmethod
    def read(self, draft: Draft) -> Body | None:
        """The body, or None after noting why there is none in `draft.problems`."""

    @abstractmethod
    def write(self, body: Body) -> list[Entry]:
        """The entries that `read` turns back into `body`."""

    @abstractmethod
    def public(self, question: QuestionText) -> dict[str, Json]:
        """What this kind adds to the public part."""

    @abstractmethod
    def key(self, question: QuestionText, feedbacks: Feedbacks) -> dict[str, Json]:
        """What this kind adds to the key."""

    @abstractmethod
    def grade(
        self, public: Mapping[str, Json], key: Mapping[str, Json], answer: Json, values: Values
    ) -> Verdict:
        """The verdict on `answer`; InvalidAnswer if it is not one. None is no answer."""

    @abstractmethod
    def read_answer(self, form: Form) -> Json:
        """The answer a plain HTML form posted, None for no answer."""

    @abstractmethod
    def describe(self, public: Mapping[str, Json], answer: Json) -> Described:
        """`answer` in the words of the question, one piece a line, for people who mark."""

    def ticks(self, public: Mapping[str, Json]) -> Ticks:
        """What an answer may tick, each with its id and its words."""
        return ()

    def fields(self, public: Mapping[str, Json], answer: Json) -> tuple[Field, ...]:
        """The places `answer` (one that was accepted, or None) is written in, in order."""
        return ()

    def doubt(self, public: Mapping[str, Json], answer: Json) -> Reason:
        """Why an answer known to be almost right is not, as far as its public part tells."""
        return ""

    def says(self, body: Body) -> Mapping[str, str]:
        """The `> si vrai :` and `> si faux :` texts of `body`."""
        return {}

    def stem(self, stem: str, body: Body) -> str:
        """The stem as its author writes it, from the one that students may see."""
        return stem

    def points(self, body: Body) -> Decimal:
        """The points of a question that does not say."""
        return Decimal(1)

    def check_points(self, draft: Draft, body: Body, points: Decimal) -> None:
        """Note points that contradict the body."""
        del draft, body, points


def opaque_ids(question_id: str, texts: Iterable[str]) -> dict[str, str]:
    """A stable id for each text, which says nothing about the text or its place.

    The ids depend on the question and the set of texts only, and are as short as keeps them apart.
    """
    digests = {
        text: hashlib.sha256(f"{question_id}\0{text}".encode()).hexdigest() for text in texts
    }
    length = 8
    while len({digest[:length] for digest in digests.values()}) < len(digests):
        length += 1
    return {text: digest[:length] for text, digest in digests.items()}


def listed(ids: Mapping[str, str], *, fixed: Sequence[str] | None = None) -> list[dict[str, str]]:
    """`[{id, text}]` in the order of `fixed` texts, or else of the ids, which betrays nothing."""
    order = sorted(ids, key=lambda text: ids[text]) if fixed is None else fixed
    return [{"id": ids[text], "text": text} for text in order]


def alphabetical(texts: Iterable[str]) -> list[str]:
    """`texts` in an order that depends on nothing else, for authors who fix the order."""
    return sorted(texts, key=lambda text: (fold(text), text))


def too_many_items(draft: Draft, lines: Sequence[int]) -> None:
    """Report more items, options or gaps than a question can have; `lines` is where they are."""
    if len(lines) > MOST_ITEMS:
        draft.problems.error(
            lines[MOST_ITEMS],
            1,
            gettext_noop("A question has at most {most} options, items or gaps."),
            gettext_noop("Cut the question in two."),
            most=MOST_ITEMS,
        )


def text_answer(answer: Json, longest: int = LONGEST_SHORT) -> str:
    """`answer` as a text, "" for none; InvalidAnswer if it is no text or too long."""
    if answer is None:
        return ""
    if not isinstance(answer, str):
        raise InvalidAnswer("a text is expected")
    if len(answer) > longest:
        raise InvalidAnswer("the text is too long")
    if _UNSTORABLE.search(answer):
        raise InvalidAnswer("the text holds what no database stores")
    return answer


def id_answer(answer: Json, known: Iterable[str]) -> str:
    """`answer` as one of the `known` ids, "" for none; InvalidAnswer otherwise."""
    chosen = text_answer(answer)
    if chosen and chosen not in set(known):
        raise InvalidAnswer("the question has no such choice")
    return chosen


def first(form: Form, name: str) -> str | None:
    """The first value posted under `name`, None if there is none or it is empty.

    Forms end their lines in two letters, where they count one.
    """
    values = form.get(name) or [""]
    return values[0].replace("\r\n", "\n") or None
