"""French spaces and apostrophes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.markup.render import render
from courses.markup.typography import french

N, W = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Quoi ?", f"Quoi{N}?"),
        ("Quoi?", f"Quoi{N}?"),
        ("Oui ! Non ; si", f"Oui{N}! Non{N}; si"),
        ("Quoi ?!", f"Quoi{N}?!"),
        ("Ceci : cela", f"Ceci{W}: cela"),
        ("Ceci: cela", f"Ceci{W}: cela"),
        ("« mot »", f"«{W}mot{W}»"),
        ("«mot»", f"«{W}mot{W}»"),
        (f"«{W}mot{W}»{W}!", f"«{W}mot{W}»{N}!"),
        ("(oui)?", f"(oui){N}?"),
        ("l'eau d'« ici »", f"l’eau d’«{W}ici{W}»"),
        ("aujourd'hui", "aujourd’hui"),
        ("à 8 % de 92 %", f"à 8{W}% de 92{W}%"),
    ],
)
def test_set(typed, set_):
    assert french(typed) == set_


@pytest.mark.parametrize(
    "text",
    [
        "à 12:30",
        "std::vector",
        "http://a.sn/x?y=l'eau",
        "voir https://a.sn/?q ici",
        "n! = 1",
        "a != b",
        "C:\\x",
        "un :) deux ;-)",
        "5' et 'mot",
        "déjà\u202f! bien\u00a0: « »"[:14],
        "? seul",
        "#!/bin/sh",
        "7 %2 et x % y",
    ],
)
def test_left_alone(text):
    assert french(text) == text


def test_across_the_parts_of_a_line():
    html = render("**Note**: l'*eau* ! `x` ? «`y`» d'**ici**?").html
    assert html.replace("&nbsp;", W) == (
        f"<p><strong>Note</strong>{W}: l’<em>eau</em>{N}! <code>x</code>{N}? "
        f"«{W}<code>y</code>{W}» d’<strong>ici</strong>{N}?</p>"
    )


def test_nothing_carries_over_from_one_block_to_the_next():
    assert render("- mot\n- ! non").text == "mot\n! non"
    assert "\u202f" not in render("- mot\n- ! non").html


def test_code_keyboard_formulas_and_addresses_are_verbatim():
    html = render("`a ?` <kbd>! ;</kbd> $a : b$ [x](/l'eau?a=b) <https://a.sn/l'eau>").html
    assert N not in html
    assert "&nbsp;" not in html
    assert "’" not in html


def test_english_is_left_alone():
    assert render("Really ? It's : « so »!", language="en").html == (
        "<p>Really ? It's : « so »!</p>"
    )


MARKS = st.text(alphabet="abé '’«»;:!?.)(/ \u00a0\u202f-5", max_size=40)


@given(MARKS, MARKS)
def test_only_spaces_and_apostrophes_change(text, before):
    def bare(value: str) -> str:
        return re.sub(r"[ \u00a0\u202f]", "", value).replace("'", "’")

    assert bare(french(text, before)) == bare(text)


@given(MARKS)
def test_setting_twice_changes_nothing_more(text):
    assert french(french(text)) == french(text)
