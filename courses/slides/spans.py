"""Where code, formulas and links begin and end in one line, each found in linear time."""

import re
from bisect import bisect_left, bisect_right

_BACKTICKS = re.compile("`+")
_DOLLAR = re.compile(r"\\.|\$", re.DOTALL)
_COMMAND_END = re.compile(r"\\[)\]]")
_ENVIRONMENT = re.compile(r"\\begin\{([a-zA-Z]{1,20}\*?)\}")
_TARGET = re.compile(r"\(\s*(<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*){0,3})(?:\s+[\"'][^()]*)?\)")
_PROSE = re.compile(r"(?<![\\a-zA-Z])[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_FORMULA_MARK = re.compile(r"[\\^_=<>+{}]")
TRIES = 4


class Spans:
    """What a mark at some place of a line opens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._runs: dict[int, list[int]] = {}
        for match in _BACKTICKS.finditer(text) if "`" in text else ():
            self._runs.setdefault(len(match[0]), []).append(match.start())
        found = _DOLLAR.finditer(text) if "$" in text else ()
        self._dollars = [m.start() for m in found if m[0] == "$"]
        self._closers = self._find_closers() if "\\" in text else {}
        self._brackets = self._match_brackets() if "](" in text else {}

    def code(self, i: int) -> tuple[str, int] | None:
        """The code that opens with the backticks at `i`, and where the span ends."""
        size = 1
        while self.text[i + size : i + size + 1] == "`":
            size += 1
        runs = self._runs.get(size, [])
        k = bisect_right(runs, i)
        if k >= len(runs):
            return None
        code = self.text[i + size : runs[k]]
        if code.startswith(" ") and code.endswith(" ") and code.strip():
            code = code[1:-1]
        return code, runs[k] + size

    def dollars(self, i: int) -> tuple[str, int] | None:
        """The formula that opens at `i`: ``$$…$$``, or ``$…$`` when it is not money."""
        text = self.text
        k = bisect_left(self._dollars, i)
        if k >= len(self._dollars) or self._dollars[k] != i:
            return None
        if text.startswith("$$", i):
            return self._double(i, k)
        if text[i + 1 : i + 2].isspace():
            return None
        for end in self._dollars[k + 1 : k + 1 + TRIES]:
            source = text[i + 1 : end]
            price = text[end + 1 : end + 2].isdigit() and "\\" not in source
            if text[end - 1].isspace() or price:
                continue
            return (source, end + 1) if source and self._is_formula(i, source) else None
        return None

    def _double(self, i: int, k: int) -> tuple[str, int] | None:
        for end in self._dollars[k + 2 : k + 2 + TRIES]:
            if self.text.startswith("$$", end) and self.text[i + 2 : end].strip():
                return self.text[i + 2 : end].strip(), end + 2
        return None

    def _is_formula(self, i: int, source: str) -> bool:
        """Prices are not formulas: "5$ (soit 3$)", "$5 de moins que$"."""
        if _FORMULA_MARK.search(source):
            return True
        if self.text[i - 1 : i].isdigit() and i > 0:
            return False
        return not _PROSE.search(source) and not (source[0].isdigit() and " " in source)

    def command(self, i: int) -> tuple[str, int] | None:
        r"""The formula between ``\(`` and ``\)``, ``\[`` and ``\]``, or of an environment."""
        opening = self.text[i : i + 2]
        if opening in ("\\(", "\\["):
            ends = self._closers.get("\\)" if opening == "\\(" else "\\]", [])
            k = bisect_left(ends, i + 2)
            if k < len(ends) and self.text[i + 2 : ends[k]].strip():
                return self.text[i + 2 : ends[k]].strip(), ends[k] + 2
            return None
        match = _ENVIRONMENT.match(self.text, i)
        if match is None:
            return None
        closing = f"\\end{{{match[1]}}}"
        end = self.text.find(closing, match.end(), match.end() + 5000)
        stop = end + len(closing)
        return (self.text[i:stop], stop) if end >= 0 else None

    def _find_closers(self) -> dict[str, list[int]]:
        closers: dict[str, list[int]] = {}
        for match in _COMMAND_END.finditer(self.text):
            closers.setdefault(match[0], []).append(match.start())
        return closers

    def link(self, i: int) -> tuple[int, str, int] | None:
        """Where the link text that opens at `i` ends, the address, and what follows it."""
        end = self._brackets.get(i, -1)
        match = _TARGET.match(self.text, end + 1) if end > 0 else None
        if match is None:
            return None
        return end, match[1].strip("<>"), match.end()

    def _match_brackets(self) -> dict[int, int]:
        """Each bracket whose partner is followed by an address, links in links left out."""
        found: dict[int, int] = {}
        waiting: list[int] = []
        for match in re.finditer(r"[\[\]]", self.text):
            at = match.start()
            if self.text[at - 1 : at] == "\\":
                continue
            if match[0] == "[":
                waiting.append(at)
            elif waiting:
                start = waiting.pop()
                if self.text.startswith("(", at + 1):
                    found[start] = at
                    waiting.clear()
        return found
