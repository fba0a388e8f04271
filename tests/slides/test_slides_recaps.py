"""Rules 7 to 10: recaps and sections."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import BODY, TALK, TITLE, recap, shape, texts

SECTIONS = ["§ Alpha", "l1 1/0", "§ Beta", "l2 1/0", "§ Gamma", "l3 1/0"]


@pytest.mark.parametrize(
    "shown",
    [
        ("Alpha", "Beta", "Gamma"),
        ("**Alpha**", "Beta", "Gamma"),
        ("Alpha**", "Beta", "Gamma"),
        ("**Alpha", "Beta", "Gamma"),
        ("→ Alpha", "Beta", "Gamma"),
        ("Alpha ←", "Beta", "Gamma"),
        ("=> Alpha", "Beta", "Gamma"),
        ("Alpha\n  - a1\n  - a2", "Beta", "Gamma"),
        ("Alpha\n  - **a1**\n  - a2", "Beta", "Gamma"),
        ("1 Alpha", "2 Beta", "3 Gamma"),
        ("<b>Alpha</b>", "Beta", "Gamma"),
    ],
)
@pytest.mark.parametrize("name", ["Plan", "Sommaire", "Outline", "Agenda", "Table des matières"])
def test_rule_8_a_recap_opens_the_section_it_marks_or_the_next(shown, name):
    def turn(n: int) -> str:
        """The same way of marking, on entry `n`."""
        plain = [text.split("\n")[0].strip("*→←=>/<b ") for text in shown]
        names = ["Alpha", "Beta", "Gamma"]
        marked = shown[0].replace(names[0], names[n])
        if plain[0][0].isdigit():
            return recap(name, *shown)
        return recap(name, *[marked if k == n else names[k] for k in range(3)])

    deck = TITLE + recap("Plan du chapitre")
    deck += "".join(turn(n) + f"# l{n + 1}\n\n- {n}\n\n" for n in range(3))
    assert shape(read_deck(deck)) == SECTIONS


@pytest.mark.parametrize(
    "recap_of",
    [
        lambda one, two: f"# Agenda\n\nToday we will see:\n\n- {one}\n- {two}\n\n",
        lambda one, two: f"# Sommaire\n\n| 1 | {one} |\n|---|---|\n| 2 | {two} |\n\n",
        lambda one, two: f"# Sommaire\n\n1 {one}\n\n2 {two}\n\n",
        lambda one, two: f"# Plan\n\n{one}\n{two}\n\n",
        lambda one, two: f"## PLAN :\n* {one}\n* {two}\n\n",
        lambda one, two: f"# Plan\n\n\n\n- {one}\n- {two}\n\n\n\n",
    ],
)
def test_rule_8_a_recap_may_be_laid_out_in_many_ways(recap_of):
    deck = TITLE + recap_of("Les bases", "La suite de tout") + "# l1\n\n- a\n\n"
    deck += recap_of("Les bases", "**La suite de tout**") + "# l2\n\n- b\n"
    assert shape(read_deck(deck)) == ["§ Les bases", "l1 1/0", "§ La suite de tout", "l2 1/0"]


def test_rule_8_an_outline_may_take_two_slides():
    deck = TITLE + "# Plan (1/2)\n\n- A\n- B\n\n# Plan (2/2)\n\n- C\n- D\n\n# l1\n\n- a\n\n"
    deck += "# Plan\n\n- A\n- B\n- **C**\n- D\n\n# l2\n\n- b\n\n"
    deck += "# Plan\n\n- A\n- B\n- C\n- **D**\n\n# l3\n\n- c\n"
    tree = read_deck(deck)
    assert shape(tree) == ["§ A", "l1 1/0", "§ C", "l2 1/0", "§ D", "l3 1/0"]


def test_rule_7_a_page_that_begins_with_the_word_is_a_recap():
    pages = ["Sommaire\n\n- A\n- B", "# l1\n\n- a", "**Sommaire**\n\n- A\n- **B**", "# l2\n\n- b"]
    deck = TITLE + "".join(f"---\n\n{page}\n\n" for page in pages)
    assert shape(read_deck(deck)) == ["§ A", "l1 1/0", "§ B", "l2 1/0"]


def test_rule_8_sub_entries_may_have_lost_their_indent():
    deck = TITLE + recap("Plan") + "# l1\n\n- a\n\n# Plan\n\n- Alpha\n- Beta\n- b1\n- Gamma\n\n"
    assert shape(read_deck(deck + "# l2\n\n- b\n")) == ["§ Alpha", "l1 1/0", "§ Beta", "l2 1/0"]


def test_rule_8_a_slide_that_repeats_the_title_of_its_section_announces_it():
    deck = TITLE + recap("Plan", "**Alpha**") + "# Alpha\n\n# l1\n\n- a\n\n"
    deck += recap("Plan", two="**Beta**") + "# Beta\n\n- b\n\n"
    assert shape(read_deck(deck)) == ["§ Alpha", "l1 1/0", "§ Beta", "Beta 1/0"]


def test_rule_7_a_title_that_only_begins_like_a_recap_is_a_lesson():
    deck = TITLE + recap("Plan") + "# l1\n\n- a\n\n# Plan de reprise d'activité\n\n- b\n\n"
    deck += (
        recap("Plan", two="**Beta**") + "# Outline of a proof\n\n- c\n\n# Plan\n\n- Faire\n- Voir\n"
    )
    assert shape(read_deck(deck)) == [
        "§ Alpha",
        "l1 1/0",
        "Plan de reprise d'activité 1/0",
        "§ Beta",
        "Outline of a proof 1/0",
        "Plan 2/0",
    ]


def test_rule_8_a_mark_wins_over_the_order():
    deck = TITLE + recap("Plan") + "# l1\n\n- a\n\n" + recap("Plan", three="**Gamma**")
    tree = read_deck(deck + "# l3\n\n- c\n")
    assert shape(tree) == ["§ Alpha", "l1 1/0", "§ Gamma", "l3 1/0"]
    assert "“Beta”" in str(tree.warnings[0].message)


def test_rule_9_a_bullet_that_lost_half_its_bold_is_an_ordinary_one():
    deck = TITLE + BODY + "# Trois\n\n- un **mot\n- deux**\n- **trois\n"
    tree = read_deck(deck)
    assert shape(tree) == ["Un 1/0", "Deux 1/0", "Trois 3/0"]
    assert texts(tree)[2:] == ["un mot", "deux", "trois"]


@pytest.mark.parametrize(
    "course",
    [
        recap("Plan du cours", "Chapitre 1", "**Chapitre 2**", "Chapitre 3"),
        recap("Course outline", "Week 1", "Week 2", "Week 3"),
    ],
)
def test_rule_10_the_outline_of_a_whole_course_makes_no_section(course):
    tree = read_deck(TITLE + course + BODY)
    assert shape(tree) == ["Un 1/0", "Deux 1/0"]
    assert tree.sections[0].implicit
    assert [warning.line for warning in tree.warnings] == [7]


def test_rule_10_an_outline_shown_once_is_followed_by_the_titles():
    deck = TALK + recap("Agenda", "Basics", "TCP", "UDP")
    deck += "# Basics\n\n- a\n\n# History\n\n- b\n\n# TCP\n\n# Handshake\n\n- c\n\n# UDP\n\n- d\n"
    assert shape(read_deck(deck)) == [
        "§ Basics",
        "Basics 1/0",
        "History 1/0",
        "§ TCP",
        "Handshake 1/0",
        "§ UDP",
        "UDP 1/0",
    ]


def test_rule_20_empty_sections_are_told():
    deck = TITLE + recap("Plan", "**Alpha**") + "# l1\n\n- a\n\n" + recap("Plan", two="**Beta**")
    deck += recap("Plan", three="**Gamma**") + "# l3\n\n- c\n"
    tree = read_deck(deck)
    assert shape(tree) == ["§ Alpha", "l1 1/0", "§ Gamma", "l3 1/0"]
    assert [str(w.message) for w in tree.warnings] == [
        "The section “Beta” is announced and holds no lesson; it was left out (empty section)."
    ]
