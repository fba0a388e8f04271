"""Writes Markdown from the tags and texts of HTML, one after the other."""

import re
from collections.abc import Callable, Mapping

_INLINE = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_KEPT = {"sub", "sup"}  # Markdown here takes these tags as they are
_BLOCKS = {"p", "div", "blockquote", "section", "article", "table", "tr", "figure", "dl", "dd"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LOST = {
    *("img", "audio", "video", "object", "iframe", "svg", "canvas", "embed", "input", "script"),
    *("style", "table", "u", "s", "del", "mark", "form", "button", "select"),
}
_MOST_LOSSES = 20
_HIDDEN = {"script", "style"}
_MARKUP = re.compile(
    r"\\(?=[\\`*_{}\[\]()#+.!>~|$-])"  # what a backslash would be read with
    r"|\*(?=\S)|(?<=\S)\*|`"
    r"|(?<![\w_])_(?=[^\s_])|(?<=[^\s_])_(?![\w_])"
    r"|(?<=\])\("
)
_OPENING = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?[A-Za-z0-9]{1,31};)")
_START = re.compile(r"^([ \t]*)(#{1,6}(?=\s)|>|[-+*](?=\s)|[=-]{3,}[ \t]*$)", re.MULTILINE)
_NUMBERED = re.compile(r"^([ \t]*[0-9]{1,9})([.)])(?=\s)", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s()<>]{1,2000}")


def escaped(text: str) -> str:
    """Markdown that shows `text` letter for letter."""
    text = _MARKUP.sub(lambda found: "\\" + found[0], text)
    text = _OPENING.sub(lambda found: "&lt;" if found[0] == "<" else "&amp;", text)
    text = _START.sub(r"\1\\\2", text)
    return _NUMBERED.sub(r"\1\\\2", text)


class MarkdownWriter:
    """Takes tags and texts in the order of the document."""

    def __init__(self) -> None:
        self.losses: list[str] = []
        self._pieces: list[str] = []
        self._lists: list[int | None] = []  # the number of the next item, None without numbers
        self._links: list[str] = []
        self._code: list[str] | None = None  # the text of code being read
        self._fence = False
        self._hidden = 0

    def text(self, text: str, *, prose: Callable[[str], str]) -> None:
        """Words; `prose` makes them Markdown."""
        if self._hidden:
            return
        if self._code is not None:
            self._code.append(text)
            return
        text = re.sub(r"[ \t\r\n]+", " ", text)
        if not self._pieces or self._pieces[-1].endswith("\n"):
            text = text.lstrip(" ")
        if text:
            self._pieces.append(prose(text))

    def tag(self, name: str, attributes: Mapping[str, str], *, closing: bool) -> None:
        """A tag, whose name is in small letters."""
        if name in _LOST and not closing:
            self._lose(name, attributes)
        if name in _HIDDEN:
            self._hidden = 0 if closing else 1
        elif name in ("pre", "code"):
            self._take_code(name, closing=closing)
        elif self._code is not None:
            self._code += ["\n"] if name == "br" else []
        elif name in _INLINE:
            self._pieces.append(_INLINE[name])
        elif name in _KEPT:
            self._pieces.append(f"</{name}>" if closing else f"<{name}>")
        else:
            self._take_block(name, attributes, closing=closing)

    def done(self) -> str:
        """The whole text."""
        if self._code is not None:
            self._close_code()
        text = "".join(self._pieces)
        text = re.sub(r"[ \t]+\n", "\n", text)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n ")

    def _lose(self, name: str, attributes: Mapping[str, str]) -> None:
        source = attributes.get("src", "").rpartition("/")[2][:60]
        shown = f"{name} {source}" if source and "base64" not in attributes["src"] else name
        if shown not in self.losses and len(self.losses) < _MOST_LOSSES:
            self.losses.append(shown)
        if attributes.get("alt") and not self._hidden and self._code is None:
            self._pieces.append(escaped(attributes["alt"]))

    def _take_code(self, name: str, *, closing: bool) -> None:
        if name == "pre" and not closing:
            if self._code is not None:
                self._close_code()
            self._code, self._fence = [], True
        elif name == "code" and not closing and self._code is None:
            self._code = []
        elif closing and self._code is not None and (name == "pre") == self._fence:
            self._close_code()

    def _close_code(self) -> None:
        text = "".join(self._code or [])
        fence, self._code, self._fence = self._fence, None, False
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        if fence:
            mark = "`" * max(3, longest + 1)
            inside = text.strip("\n")
            self._pieces.append(f"\n\n{mark}\n{inside}\n{mark}\n\n" if inside.strip() else "")
        elif text.strip():
            mark = "`" * (longest + 1)
            pad = " " if longest else ""
            self._pieces.append(f"{mark}{pad}{' '.join(text.split())}{pad}{mark}")

    def _take_block(self, name: str, attributes: Mapping[str, str], *, closing: bool) -> None:
        if name in ("ul", "ol"):
            self._take_list(name, closing=closing)
        elif name == "li" and not closing:
            self._start_item()
        elif name == "a":
            self._take_link(attributes, closing=closing)
        elif name == "br":
            self._pieces.append("<br>\n")
        elif name in ("td", "th", "dt"):
            self._pieces.append(" | " if closing else "")
        elif name in _HEADINGS:
            self._pieces.append("**\n\n" if closing else "\n\n**")
        elif name in _BLOCKS:
            self._pieces.append("\n" if self._lists else "\n\n")

    def _take_list(self, name: str, *, closing: bool) -> None:
        if not closing:
            self._lists.append(1 if name == "ol" else None)
        elif self._lists:
            self._lists.pop()
        self._pieces.append("\n" if self._lists else "\n\n")

    def _start_item(self) -> None:
        number = self._lists[-1] if self._lists else None
        indent = "    " * min(len(self._lists) - 1, 8)
        if number is not None:
            self._lists[-1] = number + 1
        self._pieces.append(f"\n{indent}{'-' if number is None else f'{number}.'} ")

    def _take_link(self, attributes: Mapping[str, str], *, closing: bool) -> None:
        if not closing:
            address = attributes.get("href", "")
            self._links.append(address if _ADDRESS.fullmatch(address) else "")
            self._pieces.append("[" if self._links[-1] else "")
        elif self._links and (address := self._links.pop()):
            self._pieces.append(f"]({address})")
