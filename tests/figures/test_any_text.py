"""Whatever is written, a figure or an error comes out, soon, and the figure is right."""

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.figures.measure import width, wrapped
from courses.figures.parts import FigureError
from courses.figures.registry import GENERATORS, draw
from courses.figures.shapes import NARROW, WIDE
from tests.figures.geometry import faults

WORDS = st.sampled_from(
    [
        "app", "os", "mat", "cadre", "mur", "1,1", "2,1", "3,3", "1,1..2,2", "#a", "#b", "a", "b",
        "|", "^", ".", "*2", "->", "<->", "--", "==", "/", ":", ">", "[x]", "12", "Hyper~viseur",
    ]
)  # fmt: skip
LINES = st.lists(WORDS, max_size=7).map(" ".join)
TEXTS = st.one_of(
    st.lists(LINES, max_size=9).map("\n".join), st.text(max_size=200), st.just("app a" * 300)
)
LABELS = st.text(
    st.characters(exclude_characters="|#*[]\n\r^~<>&-:/", categories="LNP"), min_size=1
)


@settings(max_examples=50)
@given(st.sampled_from(list(GENERATORS)), TEXTS)
def test_any_text_gives_a_figure_or_an_error_at_a_line(kind: str, text: str) -> None:
    written = f"{kind} x : T\n{text}"
    try:
        html = draw(written, french=True, id_="t-f1")
    except FigureError as error:
        assert 1 <= error.line <= written.count("\n") + 1
        assert error.column >= 1
    else:
        assert len(html) < 80_000


@settings(max_examples=50)
@given(st.lists(st.lists(LABELS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_labels_stay_in_their_boxes(rows: list[list[str]]) -> None:
    layers = "\n".join(" | ".join(f"app {label[:80]}" for label in row) for row in rows)
    for style in (WIDE, NARROW):
        generator = GENERATORS["pile"]
        try:
            pile = generator.read(f"pile x : T\n{layers}")
        except FigureError:
            return
        assert faults(generator.lay(pile, style)) == []


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(1, 4)),
        max_size=8,
    )
)
def test_any_links_find_a_clear_way_or_are_told(links: list[tuple[int, int, int, int]]) -> None:
    grid = [f"{x},{y} app #n{x}{y} Nœud {x}{y}" for x in range(1, 5) for y in range(1, 5, 2)]
    ways = [f"n{a}{b} -> n{c}{d} : dit" for a, b, c, d in links if b % 2 and d % 2]
    generator = GENERATORS["schema"]
    try:
        schema = generator.read("\n".join(["schema x : T", *grid, *ways]))
        for style in (WIDE, NARROW):
            assert faults(generator.lay(schema, style)) == []
    except FigureError as error:
        assert error.line > 1


@given(st.text(), st.floats(20, 300), st.sampled_from([13.0, 14.0]))
@settings(max_examples=50)
def test_lines_fit_and_no_letter_is_lost(text: str, most: float, size: float) -> None:
    lines = wrapped(text, most, size)
    assert all(width(line, size) <= most or len(line) <= 3 for line in lines)
    kept = [letter for letter in "".join(lines) if letter not in (" ", "-")]
    assert kept == [letter for letter in text if letter not in (" ", "-", "\u00ad")]


def test_a_long_word_is_cut_where_its_author_says_so() -> None:
    assert wrapped("con\u00adte\u00adneurs", 60, 14) == ["conte-", "neurs"]
    assert wrapped("con\u00adte\u00adneurs", 200, 14) == ["conteneurs"]
