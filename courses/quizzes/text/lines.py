"""A file of questions cut into blocks, one for each heading, code fences respected."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from courses.quizzes.messages import Problems, gettext_noop

HEADING = re.compile(r"(#{1,3})(?:\s+(.*))?$")
LONGEST_LINE = 20_000
_FENCE = re.compile(r" {0,6}(`{3,}+|~{3,}+)(.*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Line:
    """A line without its trailing spaces; `fenced` inside a code fence, its edges included."""

    number: int
    text: str
    fenced: bool = False


@dataclass(frozen=True)
class Block:
    """A heading of level 1 to 3 (0 for what stands before the first) and the lines under it."""

    level: int
    head: Line
    lines: tuple[Line, ...]

    def source(self) -> str:
        """The text of the block, as its author wrote it."""
        texts = [self.head.text, *(line.text for line in self.lines)]
        return "\n".join(texts).strip("\n")


def read_lines(text: str, problems: Problems) -> list[Line]:
    """Every line of `text`; those that cannot be read are reported and emptied."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        if len(line) > LONGEST_LINE:
            problems.error(
                number,
                LONGEST_LINE + 1,
                gettext_noop("This line is longer than {most} characters."),
                gettext_noop("Cut it into several lines."),
                most=LONGEST_LINE,
            )
            line = ""
        if control := _CONTROL.search(line):
            problems.error(
                number,
                control.start() + 1,
                gettext_noop("An invisible control character stands here."),
                gettext_noop("Delete it, or type the line again."),
            )
            line = _CONTROL.sub("", line)
        lines.append(Line(number, line))
    return lines


def split_blocks(
    lines: list[Line], is_question: Callable[[str], bool], problems: Problems
) -> list[Block]:
    """The blocks of a file. `is_question` tells a question's heading, which ends even a fence."""
    level, head, block, blocks = 0, Line(1, ""), list[Line](), list[Block]()
    fence = Fence()
    for line in lines:
        heading = HEADING.match(line.text)
        if heading and (not fence.opener or is_question(line.text)):
            blocks.append(_close(level, head, block, fence, problems))
            level, head, block, fence = len(heading[1]), line, [], Fence()
        else:
            block.append(replace(line, fenced=True) if fence.holds(line) else line)
    blocks.append(_close(level, head, block, fence, problems))
    return blocks


class Fence:
    """Follows code fences line by line."""

    def __init__(self) -> None:
        self.opener: Line | None = None
        self._mark = ""

    def holds(self, line: Line) -> bool:
        """Whether `line`, the next one, belongs to a fence."""
        found = _FENCE.match(line.text)
        if self.opener:
            if found and found[1].startswith(self._mark) and not found[2].strip():
                self.opener = None
            return True
        if found and not (found[1][0] == "`" and "`" in found[2]):
            self.opener, self._mark = line, found[1]
            return True
        return False


def _close(level: int, head: Line, block: list[Line], fence: Fence, problems: Problems) -> Block:
    if fence.opener:
        problems.error(
            fence.opener.number,
            1,
            gettext_noop("The code that starts here has no end."),
            gettext_noop("Write {mark} alone on the line after the code."),
            mark=fence.opener.text.strip()[:3],
        )
        start = fence.opener.number
        block = [
            replace(line, fenced=False) if line.fenced and line.number >= start else line
            for line in block
        ]
    return Block(level, head, tuple(block))
