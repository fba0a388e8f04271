import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.search_query import Piece, extract, marked, read_query


def found(text: str, query: str) -> list[str]:
    return [piece.text for piece in marked(text, read_query(query).terms) if piece.found]


def test_every_word_is_asked_for_by_stem_or_by_beginning():
    query = read_query("réseaux virtuels")
    assert query.for_sqlite() == ('((("reseau" OR "reseaux"*))) AND ((("virtuel" OR "virtuels"*)))')
    assert query.for_postgresql() == "(((reseau | reseaux:*))) & (((virtuel | virtuels:*)))"


def test_short_words_and_codes_are_asked_for_whole():
    assert read_query("C# 1").for_sqlite() == '((("cx23x" OR "cx23x"*))) AND ((("1")))'


def test_empty_words_count_only_when_there_are_no_others():
    assert (
        read_query("qu’est-ce que la virtualisation").clauses
        == read_query("virtualisation").clauses
    )
    assert len(read_query("que la").clauses) == 2
    assert not read_query(" … ")


def test_a_compound_is_sought_apart_or_in_one_word():
    [alternatives] = read_query("para-virtuel").clauses
    assert [[term.stem for term in terms] for terms in alternatives] == [
        ["par", "virtuel"],
        ["paravirtuel"],
    ]


def test_a_repeated_word_is_asked_for_once_and_a_long_question_is_cut():
    assert len(read_query("tcp TCP tcp").clauses) == 1
    assert len(read_query(" ".join(f"mot{n}" for n in range(100))).clauses) == 16
    assert len(read_query("x" * 10_000).for_sqlite()) < 200


@pytest.mark.parametrize(
    ("text", "query", "marks"),
    [
        ("Les réseaux et le réseau", "reseaux", ["réseaux", "réseau"]),
        ("Une œuvre d’art", "oeuvre", ["œuvre"]),
        ("L’hyperviseur de type 1", "hyperviseurs type 1", ["hyperviseur", "type", "1"]),
        ("La virtualisation", "virtualisat", ["virtualisation"]),
        ("La para-virtualisation", "paravirtualisation", ["para-virtualisation"]),
        ("La paravirtualisation", "para-virtualisation", ["paravirtualisation"]),
        ("Port 80, pas 8080", "80", ["80"]),
        ("Rien de tel", "réseau", []),
    ],
)
def test_marked(text, query, marks):
    assert found(text, query) == marks


def test_found_in():
    assert read_query("type 1").found_in("Hyperviseurs de type 1")
    assert not read_query("type 2").found_in("Hyperviseurs de type 1")
    assert not read_query("").found_in("Hyperviseurs")


def test_extract_stands_where_most_words_are():
    text = (
        "Le réseau. " * 40 + "\nUn réseau virtuel isole les machines.\n" + "Suite du cours. " * 40
    )
    pieces = extract(text, read_query("réseau virtuel").terms, length=120)
    whole = "".join(piece.text for piece in pieces)
    assert "Un réseau virtuel isole" in whole
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert len(whole) <= 124
    assert Piece("virtuel", found=True) in pieces


def test_extract_of_a_short_text_is_the_text():
    assert extract("Un pont.", read_query("tcp").terms) == [Piece("Un pont.", found=False)]
    assert extract("", read_query("tcp").terms) == []


@given(st.text(), st.text(max_size=40))
def test_marks_lose_nothing_of_the_text(text, query):
    assert "".join(piece.text for piece in marked(text, read_query(query).terms)) == text


@given(st.text(), st.text(max_size=40), st.integers(20, 200))
def test_extract_is_no_longer_than_asked(text, query, length):
    pieces = extract(text, read_query(query).terms, length)
    assert sum(len(piece.text) for piece in pieces) <= length + len("…  …")
