"""Calendar files as RFC 5545 wants them."""

import re
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.calendar_file import CalendarEntry, escaped, folded, write_calendar

NOW = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)


def test_a_file_with_one_entry() -> None:
    entry = CalendarEntry(
        uid="reseaux/examen/due@exemple.sn",
        moment=datetime(2026, 12, 1, 10, tzinfo=timezone(timedelta(hours=1))),
        summary="À rendre : Examen, partie 1",
        description="Réseaux; systèmes",
        url="https://exemple.sn/cours/reseaux/quiz/examen/",
    )
    assert write_calendar([entry], NOW).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//courses//calendar//FR",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:reseaux/examen/due@exemple.sn",
        "DTSTAMP:20261122T180500Z",
        "DTSTART:20261201T090000Z",
        "SUMMARY:À rendre : Examen\\, partie 1",
        "DESCRIPTION:Réseaux\\; systèmes",
        "URL:https://exemple.sn/cours/reseaux/quiz/examen/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@given(st.text())
def test_a_text_stays_one_line_and_can_be_read_back(text: str) -> None:
    value = escaped(text)
    assert not re.search(r"[\x00-\x1f\x7f]", value)
    back = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert back == re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", "", lines)


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=400))
def test_long_lines_are_folded_between_letters_and_unfold_to_themselves(line: str) -> None:
    written = folded(line)
    pieces = written.removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(piece) for piece in pieces) <= 75
    assert [piece.decode()[:1] for piece in pieces[1:]] == [" "] * (len(pieces) - 1)
    assert written.replace(b"\r\n ", b"").decode() == f"{line}\r\n"
