"""The parts of a question's block: attribute lines, stem, entries (options and such) and notes."""

import re
from dataclasses import dataclass, field

from courses.quizzes.messages import Problems, gettext_noop
from courses.quizzes.text import words
from courses.quizzes.text.attributes import Attribute, looks_like_attributes, split_attributes
from courses.quizzes.text.escapes import ARROW
from courses.quizzes.text.layout import ESCAPED, NOTE, Layout, note_name, tidy
from courses.quizzes.text.lines import Block, Line

UNEQUAL = ("≠", "!=", "=\u0338")
_QUOTE = re.compile(r"\s*>\s?(.*)")


@dataclass(frozen=True)
class Entry:
    """A line of the body, under its marker (`- (x)`, `1.`, `=`, `≠`, `~`), and its feedback."""

    marker: str
    text: str
    feedback: str = ""
    line: int = 0
    column: int = 1


@dataclass(frozen=True)
class Note:
    """A `> Indice : …` and such; `name` is "hint", "explanation", "true" or "false"."""

    name: str
    text: str
    cost: str = ""
    line: int = 0


@dataclass
class Parts:
    """What a block holds, in its own order."""

    attributes: list[Attribute] = field(default_factory=list)
    stem: str = ""
    stem_line: int = 0
    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_parts(block: Block, layout: Layout, problems: Problems) -> Parts:
    """The parts of `block`; stray lines and misspelt notes are reported."""
    reader = _Reader(layout, problems)
    for line in block.lines:
        reader.take(line)
    return reader.done()


class _Reader:
    """Takes the lines of a block one by one; `_into` is what the next plain line belongs to."""

    def __init__(self, layout: Layout, problems: Problems) -> None:
        self._layout, self._problems = layout, problems
        self._parts = Parts()
        self._stem: list[str] = []
        self._into: _Open | None = None
        self._header = True
        self._stray = False

    def done(self) -> Parts:
        self._close()
        self._parts.stem = tidy("\n".join(self._stem))
        return self._parts

    def take(self, line: Line) -> None:
        if self._header and self._take_header(line):
            return
        self._header = False
        if not line.fenced and (name := note_name(line.text)):
            self._open_note(line, name)
        elif not line.fenced and (marker := self._layout.marker(line.text.lstrip())):
            self._open_entry(line, marker)
        elif self._into is None:
            self._take_stem(line)
        elif not self._into.take(line, self._layout):
            self._report_stray(line)

    def _take_header(self, line: Line) -> bool:
        if not line.text:
            return True
        if line.fenced or not looks_like_attributes(line.text.lstrip()):
            return False
        self._parts.attributes += split_attributes(line)
        return True

    def _take_stem(self, line: Line) -> None:
        first = not self._stem
        if first:
            self._parts.stem_line = line.number
        plain = self._layout.plain(line.text, fenced=line.fenced, inside=False, first=first)
        self._stem.append(plain)

    def _open_note(self, line: Line, name: str) -> None:
        self._close()
        found = NOTE.match(line.text)
        assert found
        if name == "?":
            meant = words.nearest(found[1], words.every(words.NOTES)) or ""
            self._problems.error(
                line.number,
                found.start(1) + 1,
                gettext_noop("“{word}” is no word for a note."),
                gettext_noop("Write “> {meant} :”, or \\ before > if it is a quotation."),
                word=found[1],
                meant=meant,
            )
            name = "explanation"
        self._into = _Open(line, name=name, cost=(found[2] or "").strip(), texts=[found[3]])

    def _open_entry(self, line: Line, marker: str) -> None:
        self._close()
        bare = line.text.lstrip()
        text = bare[len(marker) :].strip()
        self._into = _Open(line, marker=marker, texts=[text])

    def _close(self) -> None:
        if self._into and self._into.marker:
            self._parts.entries.append(self._into.entry())
        elif self._into:
            self._parts.notes.append(self._into.note())
        self._into, self._stray = None, False

    def _report_stray(self, line: Line) -> None:
        if self._stray:  # one report for a run of stray lines
            return
        self._stray = True
        self._problems.error(
            line.number,
            1,
            gettext_noop("This line belongs neither to the stem nor to an answer."),
            gettext_noop("Put it before the answers, indent it under one, or write “{example}”."),
            example=self._layout.example,
        )


class _Open:
    """An entry or a note still being read."""

    def __init__(
        self, line: Line, *, texts: list[str], marker: str = "", name: str = "", cost: str = ""
    ) -> None:
        self.marker, self._name, self._cost, self._texts = marker, name, cost, texts
        self._line = line
        self._feedback: list[str] = []
        self._blanks = 0

    def take(self, line: Line, layout: Layout) -> bool:
        """Add a line that starts nothing; False if it cannot belong here."""
        if not line.text:
            self._blanks += 1
            return True
        quote = None if line.fenced else _QUOTE.match(line.text)
        if self.marker and not quote and (line.fenced or line.text.startswith("  ")):
            dedented = line.text[2:] if line.text.startswith("  ") else line.text.lstrip(" ")
            self._texts += [""] * self._blanks
            self._texts.append(layout.plain(dedented, fenced=line.fenced, inside=True))
        elif quote and self.marker:
            self._feedback.append(quote[1])
        elif quote:
            self._texts.append(_unnoted(quote[1]))
        else:
            return False
        self._blanks = 0
        return True

    def entry(self) -> Entry:
        texts, feedback, marker = self._texts, self._feedback, self.marker
        if marker in UNEQUAL:
            marker = "≠"
            first, *inline = ARROW.split(texts[0], most=1)
            texts, feedback = [first, *texts[1:]], inline + feedback
        bare = self._line.text.lstrip()
        column = len(self._line.text) - len(bare) + 1
        return Entry(
            marker, tidy("\n".join(texts)), tidy("\n".join(feedback)), self._line.number, column
        )

    def note(self) -> Note:
        return Note(self._name, tidy("\n".join(self._texts)), self._cost, self._line.number)


def _unnoted(text: str) -> str:
    """A quoted line without the backslash that keeps it from starting a note."""
    found = ESCAPED.fullmatch(text)
    if found and not found[1] and note_name("> " + found[3]):
        return found[2] + found[3]
    return text
