"""A question's texts as HTML: what a page will fill in passes unharmed through Markdown."""

import pytest

from courses.markup.page import MarkupRefused
from courses.quizzes.placeholders import gap_pieces, numbered
from courses.quizzes.rendering import RenderedQuestion, render_question
from courses.quizzes.text.reading import read_quiz
from tests.make import make_course

pytestmark = pytest.mark.django_db


def render(text: str) -> RenderedQuestion:
    file = read_quiz(text)
    assert file.errors == ()
    return render_question(make_course(), file.questions[0])


def test_a_number_drawn_is_a_number_in_a_formula_a_word_and_code() -> None:
    made = render(
        "### courte a\nx ∈ 2..9\nSoit {x} VM : $\\frac{x}{2} + y_{x}$ et `top -n {x}`.\n= b\n"
    )
    html = numbered(made.html["stem"], {"x": "7"})
    assert html.startswith("<p>Soit 7 VM")
    assert "<mfrac><mn>7</mn><mn>2</mn></mfrac>" in html
    assert "<msub><mi>y</mi><mn>7</mn></msub>" in html
    assert "<code>top -n 7</code>" in html


def test_a_negative_number_has_its_sign() -> None:
    made = render("### courte a\nx ∈ -9..-2\nIl fait {x} °C.\n= b\n")
    assert numbered(made.html["stem"], {"x": "-4"}) == "<p>Il fait −4 °C.</p>"


def test_braces_that_draw_nothing_stay() -> None:
    made = render("### courte a\nx ∈ 2..9\nL'ensemble {y} et {x}.\n= b\n")
    assert numbered(made.html["stem"], {"x": "7"}) == "<p>L’ensemble {y} et 7.</p>"


def test_gaps_stand_in_sentences_lists_tables_and_code() -> None:
    made = render(
        "### trous a\nUn **{{noyau}}**.\n\n| a | b |\n|---|---|\n| x | {{1}} |\n\n"
        "```sh\nls {{-l}} /tmp\n```\n"
    )
    pieces = gap_pieces(made.html["stem"])
    assert [gap for _, gap in pieces] == ["1", "2", "3", ""]
    assert pieces[0][0] == "<p>Un <strong>"
    assert pieces[1][0].endswith("<td>")


@pytest.mark.parametrize(
    "stem", ["Soit $x = {{2}}$.", "Voir [{{ici}}](https://example.org/).", "```{{sh}}\nls\n```"]
)
def test_a_gap_where_no_field_can_stand_is_refused(stem: str) -> None:
    with pytest.raises(MarkupRefused, match="A gap cannot stand inside a formula"):
        render(f"### trous a\n{stem}\n")


def test_a_list_to_choose_from_holds_words_alone() -> None:
    made = render("### appariement a\nQ\n- b :: le `noyau` & $x^2$\n- c :: **rien**\n")
    assert sorted(made.html["words"].values()) == ["le noyau & x2", "rien"]


def test_the_rubric_is_rendered_with_the_key() -> None:
    made = render("### ouverte a\nQ\n~ 0,5 : le *noyau*\n~ 2 : le reste\n")
    assert made.key["html"]["criteria"] == [
        {"points": "0.5", "html": "le <em>noyau</em>"},
        {"points": "2", "html": "le reste"},
    ]
