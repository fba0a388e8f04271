import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.figure_marks import Mark, fill_mark, is_empty, missing_marks


def test_marks_are_found_with_line_text_and_caption() -> None:
    source = 'Avant\n\n![Une pile](figure:missing "Type 2")\n\n- ![](figure:missing)\n'
    assert missing_marks(source) == [
        Mark(3, "Une pile", "Type 2", 7, 43),
        Mark(5, "", "", 47, 66),
    ]


def test_marks_inside_code_are_text() -> None:
    source = "```\n![](figure:missing)\n```\n\n`![](figure:missing)`\n\n~~~\n![](figure:missing)"
    assert missing_marks(source) == []


def test_a_lone_backtick_hides_nothing_beyond_its_paragraph() -> None:
    source = "un ` seul\n\n![](figure:missing)\n\nun autre ` seul"
    assert [mark.line for mark in missing_marks(source)] == [3]


def test_other_figures_are_not_missing() -> None:
    assert missing_marks("![a](figure:12) ![b](figure:missingno) [c](figure:missing)") == []


def test_filling_replaces_that_very_mark() -> None:
    source = "![](figure:missing)\n\n![](figure:missing)\n"
    second = missing_marks(source)[1]
    assert fill_mark(source, second, name="7", alt="Deux hôtes", caption="Le réseau") == (
        '![](figure:missing)\n\n![Deux hôtes](figure:7 "Le réseau")\n'
    )


def test_filling_escapes_what_would_end_the_text() -> None:
    source = "![](figure:missing)"
    filled = fill_mark(
        source, missing_marks(source)[0], name="7", alt='un [b] \\ `c`\nd "e"', caption='dit "oui"'
    )
    assert filled == '![un \\[b\\] \\\\ ’c’ d "e"](figure:7 "dit ’oui’")'


@pytest.mark.parametrize(
    "source", ["", " \n", "![](figure:missing)", "![Une pile](figure:missing)\n\n- \n\n---\n"]
)
def test_a_lesson_of_missing_figures_only_is_empty(source: str) -> None:
    assert is_empty(source)


@pytest.mark.parametrize("source", ["x", "![](figure:7)", "$$1$$", "![](figure:missing) Oui."])
def test_a_lesson_with_text_or_a_figure_is_not_empty(source: str) -> None:
    assert not is_empty(source)


@given(st.text(alphabet='`~ \n![]()figure:mns"\\', max_size=60), st.text(max_size=20))
def test_filling_leaves_everything_else_to_the_letter(noise: str, alt: str) -> None:
    source = f"{noise}\n\n![](figure:missing)\n{noise}"
    for mark in missing_marks(source):
        filled = fill_mark(source, mark, name="1", alt=alt)
        assert filled.startswith(source[: mark.start])
        assert filled.endswith(source[mark.end :])
        assert len(missing_marks(filled)) == len(missing_marks(source)) - 1
