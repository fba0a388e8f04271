"""Formulas: where they begin and end, what they become, when they are refused."""

import pytest
from math_core import LatexToMathML

from courses.markup.formulas import STYLE_CLASSES, nesting
from courses.markup.page import Message
from courses.markup.render import render


def mathml(inner: str, latex: str, *, display: bool = False) -> str:
    shown = ' display="block"' if display else ""
    return (
        f"<math{shown}><semantics>{inner}"
        f'<annotation encoding="application/x-tex">{latex}</annotation></semantics></math>'
    )


X = mathml("<mi>x</mi>", "x")
SHOWN = (
    '<div class="formula scroll" tabindex="0" role="region" aria-label="Formule 1">'
    + mathml("<mi>x</mi>", "x", display=True)
    + "</div>"
)


@pytest.mark.parametrize("source", ["$x$", r"\(x\)"])
def test_in_a_line(source):
    assert render(f"a {source}, b").html == f"<p>a {X}, b</p>"


@pytest.mark.parametrize("source", ["$$x$$", "$$\nx\n$$", r"\[x\]", "\\[\nx\n\\]", " $$ x $$ "])
def test_on_show(source):
    assert render(source).html.strip() == SHOWN


def test_on_show_inside_a_paragraph_splits_it():
    assert render("a $$x$$ b").html.replace("\n", "") == f"<p>a </p>{SHOWN}<p> b</p>"


@pytest.mark.parametrize(
    "source",
    [
        "5 $ ou 3 $",
        "5$ ou 3$ (TTC)",
        "$5 et $10",
        "$ x$",
        "$x $",
        "$x$5",
        r"\$x\$",
        "de 2$/mois à 3$/an",
        "`$x$`",
        "$$ $$",
    ],
)
def test_no_formula(source):
    assert "<math" not in render(source).html


def test_lines_of_a_formula_are_no_markdown():
    latex = "a\n- b\n> c\n= e"
    html = render(f"$$\n{latex}\n$$").html
    assert f">{latex.replace('>', '&gt;')}</annotation>" in html


def test_row_spacing_does_not_end_a_display():
    html = render(r"\[\begin{matrix}a\\[2pt]b\end{matrix}\]").html
    assert html.count("<mtr>") == 2


def test_underscores_and_stars_are_no_emphasis():
    assert "<em>" not in render("$a_1$ et $b_1$ puis $c*d*e$").html


def test_styles_become_classes():
    html = render(r"$$\begin{array}{r|l}a&b\end{array}$$").html
    assert " style=" not in html
    assert '<mtd class="m-right m-line-right"><mi>a</mi></mtd><mtd class="m-left">' in html


def test_every_declaration_the_classes_name_is_still_made():
    """The converter may change its wording: a class nobody gets would be a silent loss."""
    latex = [
        r"\begin{align}a&=b\\c&=d\end{align}",
        r"\begin{cases}1&2\end{cases}",
        r"\begin{array}{|l|r|}\hline a&b\\\hline c&d\\\hline\end{array}",
        r"\begin{array}{:l:r:}\hdashline a&b\\\hdashline\end{array}",
        r"a\!b",
        r"\begin{subarray}{l}a\\b\end{subarray}",
        r"\begin{multline}a\\b\\c\end{multline}",
    ]
    html = "".join(render(f"$${formula}$$").html for formula in latex)
    assert [name for name in STYLE_CLASSES.values() if name not in html] == []


def test_equations_are_numbered_through_the_lesson():
    source = "$$\\begin{align}a&=b\\end{align}$$\n\ntexte\n\n$$\\begin{align}c&=d\\end{align}$$"
    html = render(source).html
    assert [html.count(f"<mtext>({n})</mtext>") for n in (1, 2, 3)] == [1, 1, 0]


def refused(source: str) -> Message:
    page = render(source)
    assert "<math" not in page.html
    assert "<code>" in page.html
    return page.problems[0].message


@pytest.mark.parametrize(
    ("latex", "sentence"),
    [
        (r"\bad x", r"In a formula, the command \bad is not known."),
        (r"\frac{a", "This formula stops too early: something is not closed."),
        ("x^2^3", "This formula is not understood from “^3” on."),
        ("x" * 1501, "This formula is longer than 1500 characters."),
        ("{" * 41 + "x" + "}" * 41, "This formula is nested more than 40 levels deep."),
        (r"\sqrt" * 41 + " x", "This formula is nested more than 40 levels deep."),
        (r"\def\a{xx}\a\a", r"In a formula, the command \def is not known."),
        (r"\newcommand{\a}{xx}\a", r"In a formula, the command \newcommand is not known."),
        (r"\href{javascript:alert(1)}{x}", r"In a formula, the command \href is not known."),
    ],
)
def test_refused(latex, sentence):
    assert str(refused(f"$${latex}$$")).startswith(sentence)
    assert str(refused(f"a ${latex}$ b")).startswith(sentence)


def test_refused_formula_is_shown_as_code():
    page = render("ok\n\nsoit $\\bad<$ ici")
    assert page.html == "<p>ok</p>\n<p>soit <code>\\bad&lt;</code> ici</p>"
    assert page.problems[0].line == 3


@pytest.mark.parametrize("latex", [r"a \equiv b \pmod{n}", r"\lim_{x \to 0} f(x)", r"a \bmod b"])
def test_commands_made_from_others(latex):
    assert render(f"${latex}$").problems == ()


def test_number_of_formulas_is_limited():
    page = render("$x$ " * 302)
    assert page.html.count("<math>") == 300
    assert page.html.count("<code>x</code>") == 2
    assert page.problems[0].message.params == {"most": 300}


@pytest.mark.parametrize(
    ("latex", "depth"),
    [
        ("x", 0),
        (r"\alpha", 1),
        ("{{x}}", 2),
        (r"\left(\left[x\right]\right)", 3),
        (r"\sqrt\sqrt\sqrt{x}", 3),
        (r"\alpha + \beta + \gamma", 1),
        (r"\begin{matrix}\{a\}\end{matrix}", 2),
        ("}}}{", 1),
    ],
)
def test_nesting(latex, depth):
    assert nesting(latex) == depth


@pytest.mark.parametrize(
    "latex", [r"\frac1" * 250 + "x", r"\overset x" * 150 + "x", "x" + "'" * 1499]
)
def test_longest_nesting_without_braces_converts(latex):
    """The limit on length is what bounds these: they must be far from the converter's crash."""
    assert LatexToMathML().convert_with_local_state(latex, displaystyle=True).startswith("<math")
