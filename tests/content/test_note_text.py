from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.note_text import KINDS, NoteEntry, NoteError, read_notes, write_notes

FILE = """# Notes de relecture

### erreur avantages 84
> - 80 Baies de 2000 Serveurs
> - et 177 GWh
2000 en tout, ou 2000 par baie ?
~~~remplacement
- 2000 serveurs en tout

~~~

### lacune assistance
état: écartée 2026-11-22T18:05:00+00:00
Pas de diapositive.

### Imprecis reseau 3-5
Un *mot*.
"""


def test_a_file_of_notes() -> None:
    error, gap, imprecise = read_notes(FILE).entries
    assert error == NoteEntry(
        kind="error",
        lesson="avantages",
        text="2000 en tout, ou 2000 par baie ?",
        first_line=84,
        last_line=84,
        quote="- 80 Baies de 2000 Serveurs\n- et 177 GWh",
        wording="- 2000 serveurs en tout\n",
        line=3,
    )
    at = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
    assert (gap.kind, gap.first_line, gap.status, gap.decided_at) == ("gap", None, "dismissed", at)
    assert (imprecise.kind, imprecise.first_line, imprecise.last_line) == ("imprecise", 3, 5)


@pytest.mark.parametrize(
    "text, error",
    [
        ("bonjour", NoteError(1, "outside")),
        ("### erreur Leçon 84\nx", NoteError(1, "heading")),
        ("### faute lecon 84\nx", NoteError(1, "kind")),
        ("\n### erreur lecon\nétat: perdue\nx", NoteError(2, "state")),
        ("### erreur lecon\nétat: acceptée hier\nx", NoteError(1, "state")),
        ("### erreur lecon\nétat: acceptée 2026-11-22T18:05:00\nx", NoteError(1, "state")),
        ("### erreur lecon\n> a", NoteError(1, "empty")),
        ("### erreur lecon\nx\n~~~remplacement\ny\n### erreur lecon", NoteError(1, "fence")),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, error: NoteError) -> None:
    assert read_notes(text).errors == (error,)


def test_a_file_without_end_is_cut() -> None:
    file = read_notes("### erreur a\nx\n" * 1001)
    assert (len(file.entries), file.errors) == (1000, (NoteError(2001, "too-many"),))


line = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
NOTES = st.builds(
    NoteEntry,
    kind=st.sampled_from(sorted(KINDS)),
    lesson=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True),
    text=line.map(lambda said: f"a{said}"),
    first_line=st.just(7),
    last_line=st.integers(7, 9),
    quote=st.lists(line).map("\n".join),
    wording=st.lists(line | st.sampled_from(["~~~", "~~~~remplacement", "### x", "  - a"])).map(
        "\n".join
    ),
    status=st.sampled_from(["open", "accepted", "dismissed"]),
)


@given(st.lists(NOTES, max_size=4))
def test_what_is_written_is_read_again(notes: list[NoteEntry]) -> None:
    file = read_notes(write_notes(notes))
    assert file.errors == ()
    again = [NoteEntry(**{**vars(entry), "line": 0}) for entry in file.entries]
    assert again == notes


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    file = read_notes(text)
    assert write_notes(file.entries) == write_notes(read_notes(write_notes(file.entries)).entries)
