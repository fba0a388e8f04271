"""Sheets of real workbooks become the text that a roster is read from."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from courses.exchange.roster_csv import read_roster
from courses.exchange.workbook import WorkbookRefused, sheet_as_text


def workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_roster_of_a_workbook_is_read_like_a_pasted_one() -> None:
    text = sheet_as_text(
        workbook(
            [],
            [
                ["Matricule", "Nom et prénoms", "E-mail", "Note"],
                [20240112, "NDIAYE Awa Marième", None, 12.5],
                [20240113.0, " DIOP   Ali ", "ali@esp.sn", None],
                [None, None, None, None],
            ],
        )
    )
    assert text == (
        "Matricule\tNom et prénoms\tE-mail\tNote\n"
        "20240112\tNDIAYE Awa Marième\t\t12.5\n"
        "20240113\tDIOP Ali\tali@esp.sn"
    )
    roster = read_roster(text)
    assert [(row.identifier, row.last_name, row.first_name) for row in roster.rows] == [
        ("20240112", "NDIAYE", "Awa Marième"),
        ("20240113", "DIOP", "Ali"),
    ]
    assert roster.ignored == ("Note",)


def test_an_empty_workbook_is_an_empty_list() -> None:
    assert sheet_as_text(workbook([])) == ""


def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>'


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 not a zip",
        packed(rien=b""),
        packed(**{"xl__workbook.xml": b"\0" * (65 * 1024 * 1024)}),
        packed(**{"[Content_Types].xml": BOMB, "xl__workbook.xml": BOMB}),
    ],
    ids=["cut", "no workbook", "too large", "entities"],
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(WorkbookRefused):
        sheet_as_text(content)


def test_entities_of_a_sheet_are_not_expanded() -> None:
    with ZipFile(io.BytesIO(workbook([["Matricule"], ["1"]]))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = BOMB
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(WorkbookRefused):
        sheet_as_text(file.getvalue())


@pytest.mark.parametrize("place", ["directory", "header", "data"])
def test_a_workbook_damaged_on_its_way_is_refused(place: str) -> None:
    """A stick pulled out too early, a mail cut short: each breaks another part of the zip."""
    content = bytearray(workbook([["Matricule", "Nom"], ["1", "NDIAYE"]]))
    if place == "directory":
        content[content.index(b"PK\x01\x02") + 6] = 0xFF  # a version of zip that nobody writes
    if place == "header":
        content[content.rindex(b"PK\x03\x04")] = 0
    if place == "data":
        for found in range(30, len(content) - 4):
            if content[found : found + 4] == b"PK\x03\x04":
                content[found - 20 : found - 10] = b"\xff" * 10
    with pytest.raises(WorkbookRefused):
        sheet_as_text(bytes(content))
