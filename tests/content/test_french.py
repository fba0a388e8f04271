import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.french import chains, fold, index_terms, stem, words


def terms(text: str) -> list[str]:
    return index_terms(text).split()


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Réseaux", "reseaux"),
        ("ŒUVRE", "oeuvre"),
        ("œuvre", "oeuvre"),
        ("æquo", "aequo"),
        ("garçon", "garcon"),
        ("Straße", "strasse"),
        ("e\u0301te\u0301", "ete"),
        ("m²", "m2"),
        ("C#", "cx23x"),
        ("802.11", "802x2ex11"),
        ("λ", "x3bbx"),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("réseau", "reseaux"),
        ("œuvre", "oeuvres"),
        ("l’hyperviseur", "hyperviseurs"),
        ("l'hyperviseur", "Hyperviseur"),
        ("d’isolation", "isolations"),
        ("qu’isoler", "isolée"),
        ("jusqu’ici", "ici"),
        ("été", "e\u0301te\u0301"),
    ],
)
def test_same_stem_whatever_the_spelling(one, other):
    assert [word.stem for word in words(one)] == [word.stem for word in words(other)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IEEE 802.11", ["iee", "ieee", "802x2ex11"]),
        ("802.11ac", ["802x2ex11ac"]),
        ("C# et C++", ["cx23x", "et", "cx2bxx2bx"]),
        ("type 1", ["typ", "type", "1"]),
        ("192.168.0.1.", ["192x2ex168x2ex0x2ex1"]),
        ("aujourd’hui", ["aujourd", "hui"]),
        ("page_size", ["pag", "page", "siz", "size"]),
        ("", []),
        ("« … » \x00 — !", []),
    ],
)
def test_terms_of_the_index(text, expected):
    assert terms(text) == expected


def test_a_compound_is_found_in_one_word_too():
    assert terms("para-virtuel") == ["par", "para", "virtuel", "paravirtuel"]
    assert terms("para virtuel") == ["par", "para", "virtuel"]


def test_an_elision_without_a_word_after_it_is_a_letter():
    assert terms("le point d’") == ["le", "point", "d"]


def test_words_know_their_place():
    text = "L’été, les réseaux-clés"
    assert [(text[word.start : word.end], word.folded) for word in words(text)] == [
        ("été", "ete"),
        ("les", "les"),
        ("réseaux", "reseaux"),
        ("clés", "cles"),
        ("réseaux-clés", "reseauxcles"),
    ]
    assert [len(chain) for chain in chains(text)] == [1, 1, 2]


def test_codes_are_not_stemmed():
    assert [stem(word) for word in ("x86", "raid5", "machines")] == ["x86", "raid5", "machin"]


@given(st.text())
def test_terms_are_safe_for_every_index(text):
    found = terms(text)
    assert [term for term in found if not re.fullmatch(r"[a-z0-9]{1,320}", term)] == []


@given(st.text(alphabet="aéœç'’-. 1l", max_size=30))
def test_case_and_form_of_the_accents_change_nothing(text):
    assert terms(text.upper()) == terms(text)
    assert terms(unicodedata.normalize("NFD", text)) == terms(text)
