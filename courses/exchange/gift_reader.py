"""Reads questions in GIFT, Moodle's text format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.exchange.drafting import Arrivals, Incoming
from courses.exchange.gift_answers import take_answers
from courses.exchange.gift_text import Lines, Piece, markdown_of, read_format
from courses.exchange.question_file import Imported
from courses.quizzes.messages import gettext_noop

_COMMENT_ID = re.compile(r"\[id:((?:[^\]\\]|\\.){1,200}+)\]")
_COMMENT_TAG = re.compile(r"\[tag:((?:[^\]\\]|\\.){1,200}+)\]")
_GAP = "_____"  # what stands where the answer of a missing-word question goes


@dataclass
class _Block:
    """The lines between two blank ones; `id` and `tags` come from its comments."""

    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    id: str = ""
    tags: list[str] = field(default_factory=list)

    @property
    def mask(self) -> str:
        return Piece.of("\n".join(self.texts)).mask


@dataclass(frozen=True)
class _Parts:
    """The stem around the braces, the blank between its two parts, and what the braces hold."""

    before: Piece
    gap: str
    after: Piece
    answers: Piece


def read_gift(text: str) -> Imported:
    """The questions of a GIFT file. Never fails, whatever the text."""
    arrivals = Arrivals()
    for block in _whole(_blocks(text, arrivals)):
        if not arrivals.begin(block.numbers[0], "\n".join(block.texts)):
            break
        _take(block, arrivals)
    return arrivals.done()


def _blocks(text: str, arrivals: Arrivals) -> Iterator[_Block]:
    block = _Block()
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        bare = line.strip()
        if bare.startswith("$CATEGORY:"):
            if not arrivals.begin(number):
                break
            _report_category(arrivals, number, bare)
        elif bare.startswith("//"):
            _take_comment(block, bare[:2000])
        elif bare:
            block.numbers.append(number)
            block.texts.append(line)
        elif block.texts:
            yield block
            block = _Block()
    if block.texts:
        yield block


def _whole(blocks: Iterator[_Block]) -> Iterator[_Block]:
    """The blocks, those joined whose braces a blank line stands in."""
    held: _Block | None = None
    for block in blocks:
        mask = block.mask
        if held:
            close, open_ = mask.find("}"), mask.find("{")
            if close >= 0 and not 0 <= open_ < close:
                held.numbers += [block.numbers[0] - 1, *block.numbers]
                held.texts += ["", *block.texts]
                yield held
                held = None
                continue
            yield held
            held = None
        if "{" in mask and "}" not in mask:
            held = block
        else:
            yield block
    if held:
        yield held


def _report_category(arrivals: Arrivals, line: int, text: str) -> None:
    arrivals.problems.warn(
        line,
        1,
        gettext_noop("The category “{name}” is not kept."),
        gettext_noop("Say the lesson in a comment: // [tag:lesson:its-address]."),
        name=text.removeprefix("$CATEGORY:").strip()[:100],
    )


def _take_comment(block: _Block, text: str) -> None:
    found = _COMMENT_ID.search(text)
    block.id = block.id or (_unbracketed(found[1]) if found else "")
    block.tags += [_unbracketed(tag) for tag in _COMMENT_TAG.findall(text)]


def _unbracketed(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip()


def _take(block: _Block, arrivals: Arrivals) -> None:
    lines = Lines(block.numbers, block.texts)
    whole = Piece.of("\n".join(block.texts)).part(0)
    line, column = lines.place(whole.at)
    incoming = Incoming(line, arrivals.problems, column, name=block.id, tags=block.tags)
    rest = _take_name(incoming, whole)
    found = _braces(incoming, rest, lines)
    if found is None:
        return
    name, _ = read_format(rest, "moodle")
    _take_stem(incoming, found, name)
    arrivals.add(incoming, sound=take_answers(incoming, found.answers, name, lines))


def _take_name(incoming: Incoming, whole: Piece) -> Piece:
    """What follows `::name::`."""
    end = whole.mask.find("::", 2) if whole.mask.startswith("::") else -1
    if end < 0:
        return whole
    incoming.name = incoming.name or whole.part(2, end).literal()
    return whole.part(end + 2)


def _braces(incoming: Incoming, rest: Piece, lines: Lines) -> _Parts | None:
    """What stands between the braces, and the parts of the stem around them."""
    start, end = rest.mask.find("{"), rest.mask.find("}")
    if start < 0 and end < 0:
        incoming.lost(
            gettext_noop("This text asks nothing: a description is not imported."),
            gettext_noop("Put it in a lesson, or write its answers after it, between braces."),
        )
        return None
    if start < 0 or end < start:
        _report_brace(incoming, rest.at + max(start, end), lines)
        return None
    again = rest.mask.find("{", end)
    if again >= 0:
        line, column = lines.place(rest.at + again)
        incoming.problems.error(
            line,
            column,
            gettext_noop("A second answer begins here."),
            gettext_noop("Leave a blank line between two questions, or write \\{{."),
        )
        return None
    before, after = rest.part(0, start), rest.part(end + 1)
    spaces = [
        " " if each.isspace() else ""
        for each in (rest.text[start - 1 : start], rest.text[end + 1 : end + 2])
    ]
    gap = _GAP.join(spaces) if after.text else ""
    return _Parts(before, gap, after, rest.part(start + 1, end))


def _report_brace(incoming: Incoming, at: int, lines: Lines) -> None:
    line, column = lines.place(at)
    incoming.problems.error(
        line,
        column,
        gettext_noop("This brace has no other half."),
        gettext_noop("Put the answers between {open} and {close}, or write \\ before the sign."),
        open="{",
        close="}",
    )


def _take_stem(incoming: Incoming, parts: _Parts, name: str) -> None:
    """The stem; in the place of a missing word stands a blank."""
    stem, losses = markdown_of(parts.before, "moodle")
    if parts.gap:
        after, more = markdown_of(parts.after, name)
        stem, losses = f"{stem}{parts.gap}{after}".lstrip(), losses + more
    incoming.stem = stem
    lost_formatting(incoming, losses)


def lost_formatting(incoming: Incoming, losses: list[str]) -> None:
    """Note the tags of HTML that Markdown does not keep."""
    if losses:
        incoming.lost(
            gettext_noop("Not kept of the HTML: {names}."),
            gettext_noop("Add the image as a figure of the course; check the text."),
            names=", ".join(dict.fromkeys(losses)),
        )
