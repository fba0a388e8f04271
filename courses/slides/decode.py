"""Bytes to text, or a clear refusal."""

import codecs

from courses.slides import messages
from courses.slides.tree import DeckRefused, Message, Problem

MAX_BYTES = 1_200_000
LARGEST = 50_000_000
"""Beyond this a file is refused unseen."""

MAX_LINES = 15_000
MAX_LINE = 250_000
CONTROL_SHARE = 0.05
MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "PowerPoint, Word or ZIP"),
    (b"\xd0\xcf\x11\xe0", "PowerPoint or Word"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3", "SQLite"),
)
UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
PLAIN_CONTROLS = frozenset("\t\n\r\f\v")
CONTROL_CODES = [code for code in range(32) if chr(code) not in PLAIN_CONTROLS]


def decode(source: str | bytes) -> tuple[str, list[Problem]]:
    """The text of a deck with ``\\n`` line ends, and what had to be guessed.

    Raises DeckRefused for what is empty, binary, too large or has a line too long.
    """
    if len(source) > LARGEST:
        raise _too_large(messages.TOO_LARGE, len(source), MAX_BYTES)
    if not source.strip():
        raise DeckRefused(Message(messages.EMPTY))
    problems: list[Problem] = []
    text = source if isinstance(source, str) else _from_bytes(source, problems)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DeckRefused(Message(messages.EMPTY))
    _check_shape(text)
    if len(source) > MAX_BYTES:  # after the lines: one that is too long is the better reason
        raise _too_large(messages.TOO_LARGE, len(source), MAX_BYTES)
    return text, problems


def _from_bytes(data: bytes, problems: list[Problem]) -> str:
    for mark, kind in MAGIC:
        if data.startswith(mark):
            raise DeckRefused(Message(messages.BINARY, {"kind": kind}))
    for mark, codec in UTF16:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], codec)
    if sum(data.count(code) for code in CONTROL_CODES) > len(data) * CONTROL_SHARE:
        raise _binary()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _repair(data, problems)


def _strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        raise DeckRefused(Message(messages.BAD_ENCODING)) from None


def _repair(data: bytes, problems: list[Problem]) -> str:
    """Text that is not quite UTF-8: a few damaged characters in it, or Windows-1252."""
    text = data.decode("utf-8-sig", errors="replace")
    damaged = text.count("\ufffd")
    accented = sum(1 for c in text if c > "\x7f") - damaged
    if damaged <= accented:
        problems.append(Problem(1, Message(messages.BROKEN_UTF8, {"number": damaged})))
        return text
    problems.append(Problem(1, Message(messages.READ_AS_1252)))
    return _strictly(data, "cp1252")


def _check_shape(text: str) -> None:
    controls = sum(1 for c in text if c < " " and c not in PLAIN_CONTROLS)
    if controls > len(text) * CONTROL_SHARE:
        raise _binary()
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            values = {"line": number, "length": len(line), "limit": MAX_LINE}
            raise DeckRefused(Message(messages.LINE_TOO_LONG, values), number)
    if len(lines) > MAX_LINES:
        raise _too_large(messages.TOO_MANY_LINES, len(lines), MAX_LINES)


def _binary() -> DeckRefused:
    return DeckRefused(Message(messages.BINARY_UNKNOWN))


def _too_large(template: str, size: int, limit: int) -> DeckRefused:
    return DeckRefused(Message(template, {"size": size, "limit": limit}))
