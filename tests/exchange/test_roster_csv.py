"""Rosters are read as offices have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange.roster_csv import (
    COLUMNS,
    NO_IDENTIFIER,
    ROUNDED_BY_EXCEL,
    TWICE,
    RosterRow,
    decode_roster,
    read_roster,
)


def people(text: str) -> list[tuple[str, str, str, str]]:
    return [
        (row.identifier, row.last_name, row.first_name, row.email) for row in read_roster(text).rows
    ]


def problems(row: RosterRow) -> list[tuple[str, str]]:
    return [(problem.column, problem.message) for problem in row.problems]


AWA = ("20230417A", "DIOP", "Awa", "awa@esp.sn")


@pytest.mark.parametrize(
    "text",
    [
        "Matricule;Nom;Prénom;E-mail\n20230417A;DIOP;Awa;awa@esp.sn",
        "\ufeffMATRICULE,NOM,PRÉNOMS,Courriel\r\n20230417A,DIOP,Awa,awa@esp.sn\r\n",
        "Nom\tPrénom\tMatricule\tAdresse e-mail\nDIOP\tAwa\t20230417A\tawa@esp.sn",
        "Student number;Surname;First name;Email address\n20230417A;DIOP;Awa;awa@esp.sn",
        "N° étudiant;Nom et prénoms;Mail\n20230417A;DIOP Awa;awa@esp.sn",
        "Identifiant;Nom et prénoms;Mail\n20230417A;Awa DIOP;awa@esp.sn",
        'Matricule;Nom;Prénom;E-mail\n"2023 0417A";" DIOP ";Awa;awa@esp.sn',
        "20230417A;DIOP;Awa;awa@esp.sn",
    ],
)
def test_one_student_in_the_ways_offices_write_her(text: str) -> None:
    assert people(text) == [AWA]


def test_only_the_matricule_and_a_name_are_needed() -> None:
    assert people("Matricule;Nom\n17;SARR") == [("17", "SARR", "", "")]
    assert read_roster("Matricule;Nom\n17;SARR").rows[0].problems == ()


def test_columns_without_a_use_are_named() -> None:
    roster = read_roster("Matricule;Nom;Né le\n17;SARR;2003-05-04")
    assert roster.ignored == ("Né le",)


def test_each_cell_has_its_problem() -> None:
    roster = read_roster(
        "Matricule;Nom;Prénom;E-mail\n"
        ";DIOP;Awa;awa@esp.sn\n"
        "17;;Ali;\n"
        "18;NDIAYE;Ali;ali at esp\n"
        "19 bis?;FALL;Mor;\n"
        "18;SOW;Binta;\n"
    )
    assert [problems(row) for row in roster.rows] == [
        [("identifier", "The matricule is missing.")],
        [("last_name", "The name is missing.")],
        [("email", "This is not an e-mail address.")],
        [("identifier", "A matricule is made of letters, digits and . - _ / only.")],
        [("identifier", "This matricule stands twice in the list.")],
    ]
    assert [row.line for row in roster.rows] == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_list_is_refused(text: str) -> None:
    assert read_roster(text).refusal == "The list is empty: paste one student per line."


def test_headings_without_a_matricule_are_refused() -> None:
    assert read_roster("Nom;Prénom\nDIOP;Awa").refusal == NO_IDENTIFIER


def test_a_french_spreadsheet_in_windows_1252_keeps_its_accents() -> None:
    assert decode_roster("Prénom;Élodie".encode("cp1252")) == "Prénom;Élodie"
    assert decode_roster("\ufeffPrénom".encode()) == "Prénom"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_gives_rows_or_a_refusal(text: str) -> None:
    roster = read_roster(text)
    assert bool(roster.rows) <= (not roster.refusal)
    for row in roster.rows:
        assert bool(row.identifier) or problems(row)[0][0] == "identifier"
        assert all(problem.column in COLUMNS for problem in row.problems)


def test_an_address_for_two_students_is_told_of_the_second() -> None:
    roster = read_roster("matricule;nom;email\n1;Diop;a@x.sn\n2;Ba;A@X.sn\n")
    assert [problems(row) for row in roster.rows] == [
        [],
        [("email", "This address stands twice in the list.")],
    ]


def test_a_line_as_long_as_a_book_is_refused() -> None:
    assert read_roster("a" * 200_000).refusal == (
        "A line is too long to be a student: put one student on a line."
    )


def test_columns_may_be_said_whatever_their_headings() -> None:
    text = "Carte;Qui;Groupe\n17;DIOP Awa;A\n18;SARR Ali;B"
    assert read_roster(text).has_header is False
    read = read_roster(text, chosen=["identifier", "full_name", ""], has_header=True)
    assert [(row.identifier, row.last_name, row.first_name) for row in read.rows] == [
        ("17", "DIOP", "Awa"),
        ("18", "SARR", "Ali"),
    ]
    assert read.meanings == {"carte": "identifier", "qui": "full_name", "groupe": ""}
    assert read_roster(text, known=read.meanings) == read


def test_one_column_holds_one_thing() -> None:
    read = read_roster("1;2", chosen=["identifier", "identifier"], has_header=False)
    assert (read.refusal, read.rows) == (TWICE, ())


TITLES = "ÉCOLE SUPÉRIEURE POLYTECHNIQUE;;\nListe de la classe : DIC1;;\n\n"
HEADED = "N°;N° Matricule;NOM;PRÉNOM(S)\n1;20240001;DIOP;Awa\n"


@pytest.mark.parametrize(
    ("over", "above"), [("", 0), (TITLES, 2), ("sep=;\n", 1), ("Nom de la classe;DIC1\n", 1)]
)
def test_lines_over_the_headings_are_not_students(over: str, above: int) -> None:
    roster = read_roster(over + HEADED)
    rows = [(row.identifier, row.last_name, row.first_name, row.problems) for row in roster.rows]
    assert (rows, roster.above) == ([("20240001", "DIOP", "Awa", ())], above)
    assert roster.rows[0].line == (over + HEADED).count("\n")


def test_without_headings_each_line_is_a_student() -> None:
    read = read_roster(TITLES + HEADED, chosen=["identifier"], has_header=False)
    assert (len(read.rows), read.above) == (4, 0)


@pytest.mark.parametrize("written", ["2.02401E+11", "2,02401E+11", "2e+11"])
def test_a_number_that_a_spreadsheet_rounded_is_no_matricule(written: str) -> None:
    row = read_roster(f"matricule;nom\n{written};Diop\n").rows[0]
    assert [each.message for each in row.problems] == [ROUNDED_BY_EXCEL]


def test_a_code_with_an_e_is_a_matricule() -> None:
    rows = read_roster("matricule;nom\n12E5;Diop\nE+2;Fall\n").rows
    assert [row.problems for row in rows] == [(), ()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_in_each_way_excel_writes_it(encoding: str) -> None:
    text = "matricule\tnom\tprénom\n1\tDiédhiou\tAïda\n"
    row = read_roster(decode_roster(text.encode(encoding))).rows[0]
    assert (row.last_name, row.first_name) == ("Diédhiou", "Aïda")
