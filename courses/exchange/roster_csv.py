"""Rosters as offices really have them: pasted or exported text, read into rows.

Pure: nothing here knows the database. Columns are recognised by their French or English
headings; a list without headings is read as matricule, surname, first name, e-mail.
"""

import csv
import io
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from courses.exchange.csv_writer import neutralised

MAX_ROWS = 5000
MAX_CELL = 200
MAX_LINE = 10_000

COLUMNS = ("identifier", "last_name", "first_name", "email")
MEANINGS = (*COLUMNS, "full_name")
"""What a column may hold; "" is not used."""
ALIASES: Mapping[str, frozenset[str]] = {
    "identifier": frozenset(
        {"matricule", "identifiant", "identifier", "id", "numero etudiant", "n etudiant"}
        | {"numero", "no etudiant", "ine", "student number", "student id", "code etudiant"}
        | {"n matricule", "no matricule", "numero matricule", "numero de matricule"}
        | {"numero d etudiant", "num etudiant", "matricule etudiant"}
    ),
    "last_name": frozenset({"nom", "nom de famille", "last name", "surname", "family name"}),
    "first_name": frozenset(
        {"prenom", "prenoms", "prenom s", "first name", "first names", "given name", "forename"}
    ),
    "full_name": frozenset(
        {"nom et prenom", "nom et prenoms", "nom prenom", "noms et prenoms", "full name"}
        | {"nom et prenom s", "nom prenoms", "prenom nom", "prenoms nom"}
        | {
            "identite",
            "nom complet",
            "name",
            "prenom et nom",
            "prenoms et nom",
            "etudiant",
            "student",
        }
    ),
    "email": frozenset(
        {
            "email",
            "e mail",
            "mail",
            "mel",
            "adresse mel",
            "courriel",
            "adresse mail",
            "adresse email",
        }
        | {"adresse electronique", "adresse e mail", "email address", "e mail address"}
        | {"email institutionnel", "mail institutionnel", "courriel institutionnel"}
        | {"adresse email institutionnelle", "adresse mail institutionnelle"}
    ),
}
FIRST_NAME_FIRST = frozenset(
    {"prenom et nom", "prenoms et nom", "prenom nom", "prenoms nom", "full name", "name"}
)
MOST_ABOVE = 20  # lines over the headings: the name of the school, of the class, of the file
ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)  # a long number in a narrow column
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")


@dataclass(frozen=True)
class CellProblem:
    """`message` is an English template, translated by whoever shows it."""

    column: str
    message: str


@dataclass(frozen=True)
class RosterRow:
    line: int
    identifier: str
    last_name: str
    first_name: str
    email: str
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True)
class RosterColumn:
    """A column of the list: its first cell, a cell of its second line, and what it holds."""

    heading: str
    sample: str
    meaning: str


@dataclass(frozen=True)
class Roster:
    """`refusal` says why nothing could be read; `has_header` whether headings were found.

    `above` counts the lines over the headings, which are not read.
    """

    rows: tuple[RosterRow, ...] = ()
    has_header: bool = True
    columns: tuple[RosterColumn, ...] = ()
    refusal: str = ""
    above: int = 0

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headings of the columns that are not used."""
        unused = (column.heading for column in self.columns if not column.meaning)
        return tuple(unused) if self.has_header else ()

    @property
    def meanings(self) -> dict[str, str]:
        """What each heading means, to be remembered."""
        return {fold(c.heading): c.meaning for c in self.columns if c.heading and self.has_header}


def decode_roster(content: bytes) -> str:
    """Text of an uploaded file: UTF-8, the Windows-1252 of a French spreadsheet, or its UTF-16."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_roster(
    text: str,
    known: Mapping[str, str] | None = None,
    chosen: Sequence[str] | None = None,
    has_header: bool | None = None,
) -> Roster:
    """The rows of a pasted roster, each with the problems of its own cells.

    `known` adds meanings of headings (folded) to those everybody uses. `chosen` says what each
    column holds, whatever its heading; `has_header`, whether the first line is one of headings.
    """
    text = unicodedata.normalize("NFC", text.lstrip("\ufeff")).replace("\x00", "")
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if refusal := _unreadable([line for _n, line in lines]):
        return Roster(refusal=refusal)
    above = 0 if has_header is False else _above([line for _n, line in lines], known or {})
    lines = lines[above:]
    delimiter = _delimiter(lines[0][1], known or {})
    cells = [(n, _cells(line, delimiter)) for n, line in lines]
    first = cells[0][1]
    meanings = [_meaning(fold(cell), known or {}) for cell in first]
    if has_header is None:
        has_header = any(meanings)
    if chosen is not None:
        meanings = [*chosen, *[""] * len(first)][: len(first)]
    elif not has_header:
        meanings = [*COLUMNS, *[""] * len(first)][: len(first)]
    second = cells[1][1] if len(cells) > 1 else []
    columns = tuple(
        RosterColumn(cell, second[place] if place < len(second) else "", meaning)
        for place, (cell, meaning) in enumerate(zip(first, meanings, strict=True))
    )
    if "identifier" not in meanings:
        return Roster(has_header=has_header, columns=columns, refusal=NO_IDENTIFIER, above=above)
    if any(meanings.count(each) > 1 for each in MEANINGS):
        return Roster(has_header=has_header, columns=columns, refusal=TWICE, above=above)
    headings = [fold(cell) for cell in first] if has_header else []
    rows = _rows(cells[1:] if has_header else cells, meanings, headings)
    return Roster(rows=rows, has_header=has_header, columns=columns, above=above)


NO_IDENTIFIER = _(
    "No column holds the matricule: say below which one does; every student needs it."
)
ROUNDED_BY_EXCEL = _(
    "The spreadsheet has rounded this matricule: give its column the format Text, and copy again."
)
TWICE = _("Two columns are said to hold the same thing: choose one of them below.")


def _unreadable(lines: Sequence[str]) -> str:
    if not lines:
        return _("The list is empty: paste one student per line.")
    if any(len(line) > MAX_LINE for line in lines):
        return _("A line is too long to be a student: put one student on a line.")
    if len(lines) > MAX_ROWS:
        return _("The list is over 5,000 lines long: split it.")
    return ""


def _above(lines: Sequence[str], known: Mapping[str, str]) -> int:
    """How many lines stand over the headings: over the first line with two of them, if any."""
    for place, line in enumerate(lines[: MOST_ABOVE + 1]):
        cells = _cells(line, _delimiter(line, known))
        meanings = {meaning for cell in cells if (meaning := _meaning(fold(cell), known))}
        if len(meanings) > 1:
            return place
    return 0


def _delimiter(line: str, known: Mapping[str, str]) -> str:
    """The separator that makes most headings of the first line; then the one that occurs most.

    Tabs come from spreadsheets. A heading may hold commas, as the title of a course does.
    """

    def headings(delimiter: str) -> int:
        return sum(bool(_meaning(fold(cell), known)) for cell in _cells(line, delimiter))

    return max("\t;,", key=lambda delimiter: (headings(delimiter), line.count(delimiter)))


def _cells(line: str, delimiter: str) -> list[str]:
    row = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    return [_without_guard(" ".join(cell.split())) for cell in row]


def _without_guard(cell: str) -> str:
    """The text as it was before it was kept from computing (`csv_writer.neutralised`)."""
    bare = cell.removeprefix("'")
    return bare if bare != cell and neutralised(bare) == cell else cell


def fold(heading: str) -> str:
    """A heading as it is compared: small letters without accents, words apart."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(letters.split())


def _meaning(heading: str, known: Mapping[str, str]) -> str:
    if heading in known:
        return known[heading]
    return next((name for name, aliases in ALIASES.items() if heading in aliases), "")


def _rows(
    cells: list[tuple[int, list[str]]], columns: list[str], headings: list[str]
) -> tuple[RosterRow, ...]:
    seen: set[str] = set()
    emails: set[str] = set()
    rows = []
    for line, values in cells:
        found = {
            name: value for name, value in zip(columns, values, strict=False) if name and value
        }
        if "full_name" in found:
            heading = headings[columns.index("full_name")] if headings else ""
            found.update(_split_name(found["full_name"], heading in FIRST_NAME_FIRST))
        rows.append(_row(line, found, seen, emails))
    return tuple(rows)


def _split_name(full_name: str, first_name_first: bool) -> dict[str, str]:
    """Surname and first names of one cell: capitals mark the surname, else its place does."""
    words = full_name.split()
    surname = [w for w in words if w.isupper() and len(w) > 1]
    if surname and len(surname) < len(words):
        first = [w for w in words if w not in surname]
    elif first_name_first:
        first, surname = words[:-1], words[-1:]
    else:
        surname, first = words[:1], words[1:]
    return {"last_name": " ".join(surname), "first_name": " ".join(first)}


def _row(line: int, found: Mapping[str, str], seen: set[str], emails: set[str]) -> RosterRow:
    identifier = found.get("identifier", "").replace(" ", "")
    email = found.get("email", "")
    problems = []
    if not identifier:
        problems.append(CellProblem("identifier", _("The matricule is missing.")))
    elif ROUNDED.fullmatch(identifier):
        problems.append(CellProblem("identifier", ROUNDED_BY_EXCEL))
    elif len(identifier) > 60 or not re.fullmatch(r"[\w.@+/-]+", identifier):
        problems.append(
            CellProblem("identifier", _("A matricule is made of letters, digits and . - _ / only."))
        )
    elif identifier.casefold() in seen:
        problems.append(CellProblem("identifier", _("This matricule stands twice in the list.")))
    seen.add(identifier.casefold())
    if not found.get("last_name"):
        problems.append(CellProblem("last_name", _("The name is missing.")))
    if email and not EMAIL.fullmatch(email):
        problems.append(CellProblem("email", _("This is not an e-mail address.")))
    elif email and email.casefold() in emails:
        problems.append(CellProblem("email", _("This address stands twice in the list.")))
    emails.add(email.casefold())
    for column in ("last_name", "first_name", "email"):
        if len(found.get(column, "")) > (100 if column != "email" else MAX_CELL):
            problems.append(CellProblem(column, _("This is too long.")))
    return RosterRow(
        line=line,
        identifier=identifier,
        last_name=found.get("last_name", ""),
        first_name=found.get("first_name", ""),
        email=email,
        problems=tuple(problems),
    )
