"""Rules 11 to 13: titles."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import TITLE, titles


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("TCP (1/2)", "TCP (2/2)"), ["TCP"]),
        (("TCP 1/2", "TCP 2/2"), ["TCP"]),
        (("TCP 1 of 2", "TCP 2 of 2"), ["TCP"]),
        (("TCP", "TCP (suite)", "TCP (suite et fin)"), ["TCP"]),
        (("TCP", "TCP (cont.)"), ["TCP"]),
        (("TCP", "TCP (cont'd)", "TCP (cont’d)"), ["TCP"]),
        (("TCP", "TCP (continued)"), ["TCP"]),
        (("TCP", "TCP - suite", "(suite)"), ["TCP"]),
        (("TCP", "TCP (2)"), ["TCP"]),
        (("Ratio 1/2", "Format 16/9"), ["Ratio 1/2", "Format 16/9"]),
        (
            ("Le bit (FIN)", "La suite", "Layer 2 of 7"),
            ["Le bit (FIN)", "La suite", "Layer 2 of 7"],
        ),
        (("TCP 3/45", "UDP 4/45", "IP 5/45"), ["TCP", "UDP", "IP"]),
    ],
)
def test_rule_11_continuations_are_one_lesson(names, expected):
    assert titles(*names) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("TCP", "tcp", "UDP", "TCP"), ["TCP", "UDP", "TCP"]),
        (("Émulation", "EMULATION"), ["Émulation"]),
        (("C", "C#", "C++"), ["C", "C#", "C++"]),
    ],
)
def test_rule_12_neighbours_with_one_title_are_one_lesson(names, expected):
    assert titles(*names) == expected


def test_rule_12_the_same_title_further_on_has_its_own_address():
    tree = read_deck(TITLE + "# L'œuvre\n- a\n# X\n- b\n# L'œuvre\n- c\n")
    assert [lesson.slug for lesson in tree.sections[0].lessons] == ["l-oeuvre", "x", "l-oeuvre-2"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("1 Rappels", "2 Protocoles", "2.1 TCP"), ["Rappels", "Protocoles", "TCP"]),
        (("1. Alpha", "2) Beta", "3 - Gamma"), ["Alpha", "Beta", "Gamma"]),
        (("I. Alpha", "II. Beta"), ["Alpha", "Beta"]),
        (("A. Alpha", "B. Beta"), ["Alpha", "Beta"]),
        (("❶ Alpha", "➢ Beta"), ["Alpha", "Beta"]),
        (("802.11", "3 ways to fail"), ["802.11", "3 ways to fail"]),
        (("C# avancé", "2.4 GHz"), ["C# avancé", "2.4 GHz"]),
        (("7 couches", "10 Gigabit"), ["7 couches", "10 Gigabit"]),
        (("C. elegans", "2024 : bilan"), ["C. elegans", "2024 : bilan"]),
        (("2.0 et après", "3-way handshake"), ["2.0 et après", "3-way handshake"]),
    ],
)
def test_rule_13_numbers_go_and_meaning_stays(names, expected):
    assert titles(*names) == expected
