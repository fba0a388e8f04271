"""Terms and objectives read from a file, with what is wrong by line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.entry_text import MOST, Entry, EntryError, read_entries
from courses.quizzes.text.reading import read_quiz

MATERIAL = Path("courses/material/virtualisation")


def test_terms_with_and_without_a_slug() -> None:
    read = read_entries(
        "# Lexique\n\n### OS hôte {hote}\nUn système.\n\n- un\n### Œuvre\nUn mot.\n"
    )
    assert read.errors == ()
    assert read.entries == (
        Entry("OS hôte", "hote", "Un système.\n\n- un", 3),
        Entry("Œuvre", "oeuvre", "Un mot.", 7),
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Un texte perdu.", EntryError(1, "outside")),
        ("# Titre\nUn texte perdu.", EntryError(1, "outside")),
        ("\n## Terme\nTexte.", EntryError(2, "name")),
        ("### Terme {Mal écrit}\nTexte.", EntryError(1, "slug")),
        ("### ???\nTexte.", EntryError(1, "slug")),
        ("### Terme\n\n", EntryError(1, "empty")),
    ],
)
def test_what_is_wrong(text, error) -> None:
    assert read_entries(text).errors == (error,)
    assert read_entries(text).entries == ()


def test_a_slug_stands_once() -> None:
    read = read_entries("### Terme\nUn.\n### Autre {terme}\nDeux.\n")
    assert ([each.text for each in read.entries], read.errors) == (
        ["Un."],
        (EntryError(3, "twice"),),
    )


def test_a_file_has_an_end() -> None:
    read = read_entries("".join(f"### t{n}\nx\n" for n in range(MOST + 1)))
    assert (len(read.entries), read.errors) == (MOST, (EntryError(2 * MOST + 1, "too-many"),))


@given(st.text(alphabet="# {}ab\né-"))
def test_any_text_can_be_read(text) -> None:
    read = read_entries(text)
    assert len({each.slug for each in read.entries}) == len(read.entries)


def shipped(name: str) -> tuple[Entry, ...]:
    read = read_entries((MATERIAL / name).read_text(encoding="utf-8"))
    assert read.errors == ()
    return read.entries


def test_the_course_that_ships_says_what_its_questions_are_about() -> None:
    notions = {entry.slug for entry in shipped("notions.md")}
    objectives = {entry.name for entry in shipped("objectives.md")}
    assert len(notions) >= 40
    for path in sorted(MATERIAL.glob("*.quiz.md")):
        for question in read_quiz(path.read_text(encoding="utf-8")).questions:
            assert set(question.notions) - notions == set(), question.id
            assert question.objective in objectives, question.id
