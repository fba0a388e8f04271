"""Merging, splitting and renaming on the check page, and carrying that to a newer deck."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.decks.edits import EditRefused, apply_edit, apply_edits, carry_edits
from courses.content.decks.plan import lesson_at, plan_of
from courses.slides.reader import read_deck

DECK = """# Plan

- Transport
- Noms

# Plan

- **Transport**
- Noms

# TCP

- Trois segments ouvrent.
- Quatre ferment.

## Les fanions

- SYN demande.

# UDP

- Rien n'ouvre.

# Plan

- Transport
- **Noms**

# DNS

- Le résolveur descend.

# Cache

- La réponse vit un temps.
"""
TCP, CLOSING, FLAGS, SYN, UDP, DNS, CACHE = 11, 14, 16, 18, 20, 29, 33


@cache
def plan():
    return plan_of(read_deck(DECK))


def titles(plan):
    return [[lesson.title for lesson in section.lessons] for section in plan.sections]


def after(*edits):
    plan_then, applied = apply_edits(plan(), edits)
    assert applied == list(edits)
    return plan_then


def lesson(plan, key):
    return next(one for one in plan.lessons if one.key == key)


def told(lesson):
    """The source lines of a lesson that have words."""
    lines = DECK.split("\n")
    numbers = (n for first, last in lesson.lines for n in range(first, last + 1))
    return [lines[n - 1] for n in numbers if lines[n - 1]]


def test_the_deck_itself():
    assert titles(plan()) == [["TCP", "UDP"], ["DNS", "Cache"]]
    assert [one.key for one in plan().lessons] == [TCP, UDP, DNS, CACHE]
    assert [section.key for section in plan().sections] == [TCP, DNS]


def test_a_merge_keeps_the_title_as_a_sub_heading():
    merged = lesson(after({"do": "merge", "at": UDP}), TCP)
    assert merged.title == "TCP"
    assert merged.source.endswith("- SYN demande.\n\n## UDP\n\n- Rien n'ouvre.")
    assert merged.points == 4
    assert lesson_at(after({"do": "merge", "at": UDP}), 22) == TCP


def test_a_merge_of_one_title_adds_no_sub_heading():
    twins = after({"do": "rename", "at": UDP, "title": "tcp "}, {"do": "merge", "at": UDP})
    assert lesson(twins, TCP).source.endswith("- SYN demande.\n- Rien n'ouvre.")


def test_the_first_lesson_of_a_section_joins_nothing():
    with pytest.raises(EditRefused):
        apply_edit(plan(), {"do": "merge", "at": DNS})


def test_a_split_at_a_sub_heading_makes_it_the_title():
    split = after({"do": "split", "at": FLAGS, "title": "Les fanions de TCP"})
    assert titles(split)[0] == ["TCP", "Les fanions de TCP", "UDP"]
    assert lesson(split, TCP).source == "- Trois segments ouvrent.\n- Quatre ferment."
    assert lesson(split, FLAGS).source == "- SYN demande."
    assert told(lesson(split, TCP)) == ["# TCP", "- Trois segments ouvrent.", "- Quatre ferment."]
    assert told(lesson(split, FLAGS)) == ["## Les fanions", "- SYN demande."]


def test_a_split_at_a_point_keeps_what_follows():
    split = after({"do": "split", "at": CLOSING, "title": "Fermer"})
    assert lesson(split, CLOSING).source == (
        "- Quatre ferment.\n\n## Les fanions\n\n- SYN demande."
    )
    assert (lesson(split, TCP).points, lesson(split, CLOSING).points) == (1, 2)


@pytest.mark.parametrize(("line", "title"), [(FLAGS, "Les fanions"), (CLOSING, "Quatre ferment.")])
def test_without_a_title_the_first_words_are_the_title(line, title):
    assert lesson(after({"do": "split", "at": line, "title": " "}), line).title == title


def test_first_words_are_cut_between_words():
    deck = "# TCP\n\n- un\n- " + "mot " * 30 + "\n\n# UDP\n\n- deux\n"
    split = apply_edit(plan_of(read_deck(deck)), {"do": "split", "at": 4, "title": ""})
    assert lesson(split, 4).title == " ".join(["mot"] * 15) + "…"


def test_a_merge_can_be_split_again_where_it_was_made():
    again = after({"do": "merge", "at": UDP}, {"do": "split", "at": UDP, "title": "UDP"})
    assert titles(again) == titles(plan())
    assert [told(one) for one in again.lessons] == [told(one) for one in plan().lessons]
    assert [one.source for one in again.lessons] == [one.source for one in plan().lessons]


@pytest.mark.parametrize("line", [TCP, 13, 12, 9999, 0])
def test_there_is_no_split_before_the_first_block_nor_elsewhere(line):
    with pytest.raises(EditRefused):
        apply_edit(plan(), {"do": "split", "at": line, "title": "Ailleurs"})


def test_renaming():
    renamed = after(
        {"do": "rename", "at": DNS, "title": "  Les   noms "},
        {"do": "rename_section", "at": DNS, "title": "Nommer"},
        {"do": "rename_chapter", "at": 0, "title": "Réseaux"},
    )
    assert (renamed.title, renamed.sections[1].title) == ("Réseaux", "Nommer")
    assert titles(renamed)[1] == ["Les noms", "Cache"]


@pytest.mark.parametrize(
    "edit",
    [
        {"do": "rename", "at": DNS, "title": "   "},
        {"do": "rename", "at": DNS, "title": "x" * 201},
        {"do": "rename", "at": 12, "title": "Nulle part"},
        {"do": "rename_section", "at": CACHE, "title": "Pas une section"},
        {"do": "erase", "at": DNS, "title": "DNS"},
    ],
)
def test_what_makes_no_sense_is_refused(edit):
    with pytest.raises(EditRefused):
        apply_edit(plan(), edit)
    assert apply_edits(plan(), [edit]) == (plan(), [])


EDITS = st.fixed_dictionaries(
    {
        "do": st.sampled_from(["merge", "split", "rename", "rename_section"]),
        "at": st.sampled_from([TCP, 13, CLOSING, FLAGS, SYN, UDP, 22, DNS, 31, CACHE, 35]),
        "title": st.sampled_from(["Titre", "Autre titre"]),
    }
)


@given(st.lists(EDITS, max_size=8))
def test_no_edit_loses_a_word_or_a_line(edits):
    edited, _ = apply_edits(plan(), edits)
    for before in plan().lessons:
        for word in ("ouvrent", "ferment", "SYN", "ouvre.", "descend", "temps"):
            assert sum(word in one.source for one in edited.lessons) >= (word in before.source)
    lines = [line for one in edited.lessons for line in told(one)]
    assert lines == [line for one in plan().lessons for line in told(one)]
    keys = [one.key for one in edited.lessons]
    assert len(set(keys)) == len(keys)
    assert all(section.lessons[0].key == section.key for section in edited.sections)


def test_edits_follow_their_lines_into_a_newer_deck():
    edits = [
        {"do": "rename", "at": UDP, "title": "Sans connexion"},
        {"do": "rename_section", "at": DNS, "title": "Nommer"},
        {"do": "rename_chapter", "at": 0, "title": "Réseaux"},
        {"do": "rename", "at": CACHE, "title": "Se souvenir"},
    ]
    newer = DECK.replace("- Quatre ferment.", "- Quatre ferment.\n- Un seul coupe.")
    carried = carry_edits(DECK, newer.replace("# Cache", "# Mémoire"), edits)
    assert carried == [
        {"do": "rename", "at": UDP + 1, "title": "Sans connexion"},
        {"do": "rename_section", "at": DNS + 1, "title": "Nommer"},
        {"do": "rename_chapter", "at": 0, "title": "Réseaux"},
    ]


def test_equal_lines_are_told_apart_by_their_rank():
    old = "# Figure\n\n# Figure\n\n# Autre"
    new = "# Avant\n\n# Figure\n\n# Figure"
    assert carry_edits(old, new, [{"do": "merge", "at": 3}]) == [{"do": "merge", "at": 5}]
