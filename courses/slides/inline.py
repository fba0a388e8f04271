"""What stands inside a line: emphasis, code, formulas, links. One pass, no backtracking.

`read_inline` gives the same words three ways: plain text for people and searches, Markdown
for the lesson, and the LaTeX of the formulas.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from courses.slides.addresses import safe_address
from courses.slides.characters import literal, shown
from courses.slides.emphasis import Token, pair_emphasis
from courses.slides.escape import escape
from courses.slides.spans import Spans

_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w.-]{3,250})>")
_SPECIAL = re.compile(r"[\\`$*_~\[\]<]")
_DUNDER = re.compile(
    r"__(?:init|main|name|new|del|str|repr|call|iter|next|len|eq|hash|class|dict|doc|file|all|enter|"
    r"exit|add|slots|module|version|getitem|setitem|getattr|setattr|contains|bool|future|[a-z]+(?=__\())__"
)
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,40})\]")


@dataclass(frozen=True, slots=True)
class Inline:
    """A line read: the words shown, their Markdown, its formulas, and what was refused."""

    plain: str
    markdown: str
    maths: tuple[str, ...] = ()
    stray_bold: bool = False
    refused: tuple[str, ...] = ()


def read_inline(text: str, *, start_of_line: bool = True) -> Inline:
    """Read one logical line; `start_of_line` says whether block marks must be escaped too."""
    if not _SPECIAL.search(text):
        return literal_inline(text, start_of_line=start_of_line)
    tokens, refused = _Reader(text).read()
    tokens, stray = pair_emphasis(tokens)
    plain = "".join(_plain(t) for t in tokens).strip()
    markdown = _markdown(tokens, start_of_line=start_of_line)
    maths = tuple(shown(t.text) for t in tokens if t.sort == "maths")
    return Inline(plain, markdown, maths, stray, tuple(refused))


def literal_inline(text: str, *, start_of_line: bool = True) -> Inline:
    """A line in which every mark stands for itself."""
    return Inline(shown(text).strip(), escape(text.strip(), start_of_line=start_of_line))


def plain_text(text: str) -> str:
    """The words of a line, without its marks."""
    return read_inline(text).plain


def _plain(token: Token) -> str:
    return "" if token.sort in ("mark", "link", "end") else shown(token.text)


def _markdown(tokens: list[Token], *, start_of_line: bool) -> str:
    parts: list[str] = []
    for sort, group in groupby(tokens, key=lambda t: t.sort):
        if sort == "text":
            text = "".join(t.text for t in group)
            begins = start_of_line and not parts
            parts.append(escape(text.lstrip() if begins else text, start_of_line=begins))
        else:
            parts += [_mark_up(token) for token in group]
    return "".join(parts).strip()


def _mark_up(token: Token) -> str:
    if token.sort == "code":
        return _code_span(shown(token.text))
    if token.sort == "maths":
        return f"${_one_line(shown(token.text))}$"
    if token.sort == "link":
        return "["
    return f"]({token.text})" if token.sort == "end" else token.text


def _one_line(source: str) -> str:
    return " ".join(source.split())


def _code_span(code: str) -> str:
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{fence}{pad}{code}{pad}{fence}"


class _Reader:
    """Cuts a line into tokens, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = Spans(text)
        self.tokens: list[Token] = []
        self.refused: list[str] = []
        self.ends: dict[int, tuple[int, str]] = {}  # where a link text ends: resume, address

    def read(self) -> tuple[list[Token], list[str]]:
        """Every token of the line, and the addresses that were refused."""
        at = done = 0
        while match := _SPECIAL.search(self.text, at):
            start = match.start()
            after = self._take(start)
            if after is None:
                at = start + 1
                continue
            token, at = after
            self._text(done, start)
            if token is not None:
                self.tokens.append(token)
            done = at
        self._text(done, len(self.text))
        return self.tokens, self.refused

    def _text(self, first: int, last: int) -> None:
        if last > first:
            self.tokens.append(Token("text", self.text[first:last]))

    def _take(self, i: int) -> tuple[Token | None, int] | None:
        """The token that begins at `i` and where it ends, or None for plain text."""
        c = self.text[i]
        if c == "\\":
            return self._backslash(i)
        if c == "`":
            return self._code(i)
        if c == "$":
            span = self.spans.dollars(i)
            return (Token("maths", span[0]), span[1]) if span else None
        if c == "<":
            match = _AUTOLINK.match(self.text, i)
            return (Token("text", match[1]), match.end()) if match else None
        if c in "[]":
            return self._bracket(i, c)
        return self._mark(i, c)

    def _code(self, i: int) -> tuple[Token | None, int]:
        span = self.spans.code(i)
        if span:
            return Token("code", span[0]), span[1]
        end = i
        while self.text[end : end + 1] == "`":
            end += 1
        return Token("text", self.text[i:end]), end

    def _backslash(self, i: int) -> tuple[Token | None, int] | None:
        span = self.spans.command(i)
        if span:
            return Token("maths", span[0]), span[1]
        following = self.text[i + 1 : i + 2]
        if literal(following) != following:
            return Token("text", literal(following)), i + 2
        return None

    def _bracket(self, i: int, c: str) -> tuple[Token | None, int] | None:
        if c == "]":
            if i not in self.ends:
                return None
            resume, address = self.ends.pop(i)
            return (Token("end", address) if address else None), resume
        if match := _FOOTNOTE.match(self.text, i):
            return Token("text", literal("[") + match[1] + literal("]")), match.end()
        link = self.spans.link(i)
        if link is None:
            return None
        end, address, resume = link
        kept = safe_address(address)
        if not kept and ":" in address:
            self.refused.append(address)
        self.ends[end] = resume, kept
        return (Token("link", "") if kept else None), i + 1

    def _mark(self, i: int, c: str) -> tuple[Token | None, int] | None:
        end = i
        while end < len(self.text) and self.text[end] == c:
            end += 1
        size = end - i
        before, after = self.text[i - 1 : i] or " ", self.text[end : end + 1] or " "
        if size == 4 and c == "*":
            return None, end  # an empty bold
        if size > 3 or (c == "~" and size != 2) or self._is_dunder(i, end):
            return Token("text", c * size), end
        opens = not after.isspace()
        closes = not before.isspace()
        if c == "_" and (before.isalnum() or after.isalnum()):
            opens = opens and not before.isalnum()
            closes = closes and not after.isalnum()
        if not opens and not closes:
            return Token("text", c * size), end
        return Token("mark", c * size, opens, closes), end

    def _is_dunder(self, i: int, end: int) -> bool:
        """``__init__`` is a name, not a bold word."""
        if end - i != 2 or self.text[i] != "_":
            return False
        around = self.text[max(0, i - 24) : i + 26]
        here = min(i, 24)
        return any(here in (m.start(), m.end() - 2) for m in _DUNDER.finditer(around))
