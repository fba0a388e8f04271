"""Titles keep their words and get their spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.titles import typeset


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Qu'est-ce que la virtualisation", "Qu’est-ce que la virtualisation"),
        ("Chapitre 1 : Principes", "Chapitre 1\u00a0: Principes"),
        ("voire « bare metal »", "voire «\u00a0bare metal\u00a0»"),
        ("Pourquoi ?", "Pourquoi\u00a0?"),
        ("Des serveurs à 8 %", "Des serveurs à 8\u00a0%"),
        ("TCP: the basics", "TCP: the basics"),
        ("It's 12:30 in 'C'", "It’s 12:30 in 'C'"),
    ],
)
def test_apostrophes_and_spaces(written: str, printed: str) -> None:
    assert typeset(written) == printed


@given(st.text())
def test_nothing_else_changes_and_twice_is_once(title: str) -> None:
    printed = typeset(title)
    assert typeset(printed) == printed
    assert printed.replace("’", "'").replace("\u00a0", " ") == title.replace("’", "'").replace(
        "\u00a0", " "
    )
