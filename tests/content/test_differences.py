import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.differences import Kind, Line, compare
from tests.timing import processor_seconds

TEXT = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=30).map("\n".join)


def test_equal_texts_have_no_difference() -> None:
    assert compare("un\ndeux", "un\ndeux\n") == []


def test_a_changed_line_is_removed_then_added() -> None:
    assert compare("un\ndeux\ntrois", "un\nDEUX\ntrois") == [
        Line(Kind.SAME, 1, "un"),
        Line(Kind.REMOVED, 2, "deux"),
        Line(Kind.ADDED, 2, "DEUX"),
        Line(Kind.SAME, 3, "trois"),
    ]


def test_unchanged_lines_far_away_are_counted_not_shown() -> None:
    old = "\n".join(str(n) for n in range(1, 21))
    assert compare(old, f"{old}\nfin") == [
        Line(Kind.SKIPPED, 17),
        Line(Kind.SAME, 18, "18"),
        Line(Kind.SAME, 19, "19"),
        Line(Kind.SAME, 20, "20"),
        Line(Kind.ADDED, 21, "fin"),
    ]
    assert compare(f"début\n{old}", old)[-1] == Line(Kind.SKIPPED, 17)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_difference(old: str, new: str) -> None:
    lines = compare(old, new)
    for kind, text in ((Kind.REMOVED, old), (Kind.ADDED, new)):
        numbered = dict(enumerate(text.splitlines(), start=1))
        listed = [line for line in lines if line.kind == kind]
        assert [numbered[line.number] for line in listed] == [line.text for line in listed]
    count = {kind: sum(line.kind == kind for line in lines) for kind in Kind}
    assert count[Kind.ADDED] - count[Kind.REMOVED] == (
        len(new.splitlines()) - len(old.splitlines())
    )
    assert (lines == []) == (old.splitlines() == new.splitlines())


@pytest.mark.timed
def test_two_long_hostile_texts_are_compared_in_time() -> None:
    old, new = "a\nb\n" * 16_000, "b\nb\na\n" * 10_000
    assert processor_seconds(lambda: compare(old, new)) < 1


@pytest.mark.timed
def test_texts_of_a_thousand_lines_are_compared_in_time() -> None:
    old = "\n".join(f"ligne {n % 120}" for n in range(1000))
    new = "\n".join(f"ligne {n * 7 % 120}" for n in range(1000))
    assert any(line.kind == Kind.SAME for line in compare(old, new))
    assert processor_seconds(lambda: compare(old, new)) < 2
