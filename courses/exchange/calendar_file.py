"""A calendar as a file that telephones and mail programs read (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST_LINE = 75  # octets, the end of the line apart
PRODUCT = "-//courses//calendar//FR"


@dataclass(frozen=True)
class CalendarEntry:
    """A moment; `uid` names it for ever, so that the same file read twice doubles nothing."""

    uid: str
    moment: datetime
    summary: str
    description: str
    url: str


def write_calendar(entries: Iterable[CalendarEntry], stamp: datetime) -> bytes:
    """The entries in UTC; `stamp` is when the file was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "METHOD:PUBLISH"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{escaped(entry.uid)}",
            f"DTSTAMP:{_utc(stamp)}",
            f"DTSTART:{_utc(entry.moment)}",
            f"SUMMARY:{escaped(entry.summary)}",
            f"DESCRIPTION:{escaped(entry.description)}",
            f"URL:{_without_controls(entry.url)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A text as the value of a property: one line, whatever stands in it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return _without_controls(text.replace("\n", "\\n"))


def folded(line: str) -> bytes:
    """The line in pieces of 75 octets at most, none of which ends within a letter."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _without_controls(text: str) -> str:
    return "".join(letter for letter in text if letter >= " " and letter != "\x7f")
