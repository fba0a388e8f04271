"""Which short answers are the same answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.normalise import likeness, one_edit

LETTERS = st.text("abcdefgh", min_size=5, max_size=12)


@pytest.mark.parametrize(
    ("given_text", "accepted"),
    [
        ("HYPERCALL", "hypercall"),
        ("Réseau", "reseau"),
        ("re\u0301seau", "réseau"),
        ("cœur", "coeur"),
        ("hyper-appel", "hyperappel"),
        ("hyper appel", "hyper-appel"),
        ("appel à l'hyperviseur", "appel à l’hyperviseur"),
        ("l’hyperviseur", "hyperviseur"),
        ("L' hyperviseur", "hyperviseur"),
        ("un hyperviseur", "l'hyperviseur"),
        ("the kernel", "kernel"),
        ("  le  noyau. ", "noyau"),
        ("« noyau »", "noyau"),
        ("type-1", "Type 1"),
        ("1,5", "1.5"),
        ("?", "?"),
        ("C++", "c++"),
    ],
)
def test_what_does_not_count(given_text: str, accepted: str) -> None:
    assert likeness(given_text, accepted) == "same"


@pytest.mark.parametrize(
    ("given_text", "accepted", "expected"),
    [
        ("hypercal", "hypercall", "typo"),
        ("hypercalll", "hypercall", "typo"),
        ("hyperkall", "hypercall", "typo"),
        ("hypecrall", "hypercall", "typo"),
        ("hipercal", "hypercall", "other"),
        ("ROM", "RAM", "other"),
        ("work", "fork", "other"),
        ("type 2", "type 1", "other"),
        ("hyperviseur de type 2", "hyperviseur de type 1", "other"),
        ("hyperviseur de type", "hyperviseur de type 1", "other"),
        ("hypervizeur de type 1", "hyperviseur de type 1", "typo"),
        ("10 hyperviseurs", "1 hyperviseurs", "other"),
        ("1 0", "10", "other"),
        ("-5", "5", "other"),
        ("x²", "x2", "other"),
        ("?", "!", "other"),
        ("c", "c++", "other"),
    ],
)
def test_a_typo_is_one_slip_in_a_word_long_enough_and_never_in_a_number(
    given_text: str, accepted: str, expected: str
) -> None:
    assert likeness(given_text, accepted) == expected


@given(LETTERS, st.data())
def test_every_single_slip_is_one_edit(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    slips = {
        word[:at] + word[at + 1 :],
        word[:at] + "z" + word[at:],
        word[:at] + "z" + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    } - {word}
    assert all(one_edit(word, slip) and one_edit(slip, word) for slip in slips)


@given(LETTERS, st.data())
def test_two_slips_are_not_one_edit(word: str, data: st.DataObject) -> None:
    first, second = data.draw(st.lists(st.integers(0, len(word)), min_size=2, max_size=2))
    first, second = sorted((first, second))
    two = word[:first] + "y" + word[first:second] + "z" + word[second:]
    assert not one_edit(word, two)
    assert not one_edit(word, word)


@given(LETTERS, st.integers(0, 99), st.integers(0, 99))
def test_another_number_is_never_a_typo(word: str, one: int, other: int) -> None:
    expected = "same" if one == other else "other"
    assert likeness(f"{word} {one}", f"{word} {other}") == expected
