"""GIFT, read: every form of the format, and what is wrong with a file."""

from decimal import Decimal
from pathlib import Path

import pytest

from courses.exchange.gift_reader import read_gift
from courses.quizzes.kinds.matching import Pair, Pairs
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.kinds.numeric import Numbers, WrongNumber
from courses.quizzes.kinds.open import Rubric
from courses.quizzes.kinds.options import Option, Options
from courses.quizzes.kinds.rules import Answers, Rule
from courses.quizzes.kinds.true_false import Statement

EXAMPLES = Path(__file__).parents[1] / "data/quiz/exemples.gift"


def body(text: str):
    (question,) = read_gift(text).questions
    return question.body


def said(problems) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.message.text()) for each in problems]


def test_every_form_of_the_format() -> None:
    read = read_gift(EXAMPLES.read_text(encoding="utf-8"))
    assert [(each.line, each.kind, each.id) for each in read.questions] == [
        (5, "choice", "v1-hyperviseur"),
        (11, "multiple", "deux-bonnes"),
        (19, "choice", "Partiel"),
        (21, "true-false", "Vrai"),
        (23, "true-false", "Faux"),
        (25, "short", "Courte"),
        (27, "choice", "Manquant"),
        (29, "matching", "Paires"),
        (35, "numeric", "Nombre"),
        (37, "numeric", "Plage"),
        (39, "numeric", "Plusieurs"),
        (45, "open", "Libre"),
        (47, "true-false", "une-page-fait-4-kio-et-a-b-vaut-6-7-ou-un-schema"),
        (49, "choice", "accolades-litterales-ici-et"),
    ]
    assert said(read.errors) == []
    assert said(read.warnings) == [
        (2, 1, "The category “$course$/Chapitre 1” is not kept."),
        (19, 1, "The weights of the options are not kept: 100\u00a0% · 50\u00a0% · 0\u00a0%."),
        (40, 1, "A right answer of this kind has no feedback of its own."),
        (41, 1, "“4:1” was worth 50 % of the points: here it is wrong."),
        (41, 1, "The wrong answer “4:1” has no feedback: it is left out."),
        (47, 1, "Not kept of the HTML: img schema.png."),
        (51, 1, "This text asks nothing: a description is not imported."),
    ]


def test_a_comment_says_the_id_and_the_tags() -> None:
    (question, *_) = read_gift(EXAMPLES.read_text(encoding="utf-8")).questions
    assert (question.lesson, question.bloom, question.notions) == (
        "role-de-hyperviseur",
        "remember",
        ("hyperviseur",),
    )
    assert question.body == Options(
        (
            Option("L'hyperviseur", True, "Oui."),
            Option("Le pare-feu", False, "Non : il filtre."),
            Option("Le BIOS", False),
        )
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {T}", Statement(True)),
        ("a {FALSE#non#oui}", Statement(False, "non", "oui")),
        ("a {TRUE##oui}", Statement(True, "oui", "")),
        ("a {=b =c}", Answers(("b", "c"))),
        ("a {b}", Answers(("b",))),
        ("a {=b =%0%c#d =%0%e#d =%0%*#f}", Answers(("b",), (Rule(("c", "e"), "d"), Rule((), "f")))),
        ("a {= b -> c = d -> e}", Pairs((Pair("b", "c"), Pair("d", "e")))),
        ("a {#5}", Numbers((Expected("5", Decimal(0)),))),
        ("a {#-5,5:0.25}", Numbers((Expected("−5,5", Decimal("0.25")),))),
        ("a {#1..5}", Numbers((Expected("3", Decimal(2)),))),
        ("a {#=1e3:2 ~#b}", Numbers((Expected("1000", Decimal(2)),), (WrongNumber(None, "b"),))),
        (
            "a {#=5 ~6#b}",
            Numbers((Expected("5", Decimal(0)),), (WrongNumber(Expected("6", Decimal(0)), "b"),)),
        ),
        ("a {}", Rubric(())),
        ("a {b =c ~d}", Options((Option("b", False), Option("c", True), Option("d", False)))),
        ("a {=b\n\n~c}", Options((Option("b", True), Option("c", False)))),
        ("a {=\\{b\\} ~c\\=d}", Options((Option("{b}", True), Option("c=d", False)))),
        ("[html]a {=<i>b</i> ~2&lt;3}", Options((Option("*b*", True), Option("2<3", False)))),
        (
            "[plain]a {=*b* ~[markdown]*c*}",
            Options((Option("\\*b\\*", True), Option("*c*", False))),
        ),
    ],
)
def test_answers(text: str, expected) -> None:
    assert body(text) == expected


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("La {=RAM ~ROM} est vive.", "La _____ est vive."),
        ("l'{=hôte ~invité}.", "l'_____."),
        ("un\\ndeux {T}", "un\n\ndeux"),
        ("[markdown]un\\ndeux {T}", "un\ndeux"),
        ("2*3*4 {T}", "2\\*3\\*4"),
        ("::t:: \\:\\: a {T}", ":: a"),
        ("[html]<p>a</p><ul><li>b<li>c</ul> {T}", "a\n\n- b\n- c"),
    ],
)
def test_stems(text: str, stem: str) -> None:
    (question,) = read_gift(text).questions
    assert question.stem == stem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a {=b", (1, 3, "This brace has no other half.")),
        ("a\n\nb }", (3, 3, "This brace has no other half.")),
        ("a {T}\nb {F}", (2, 3, "A second answer begins here.")),
        ("a {~b ~c}", (1, 1, "No option of this question is right.")),
        ("a {=b =c ~%0%d =-> e}", None),
        ("a {=b -> c\n= d}", (2, 1, "This line is no pair: “->” is missing.")),
        ("a {#b}", (1, 1, "This answer is no number.")),
        ("a {#=%0%4}", (1, 1, "No answer of this question is worth all the points.")),
        ("a {>3 ALL b}", (1, 1, "Questions to put in order are not read from GIFT.")),
        ("{T}", (1, 1, "This question has no stem.")),
        ("a {=b ~b}", (1, 1, "Two texts of this question are the same.")),
        ("", (1, 1, "No question of this file can be imported.")),
    ],
)
def test_errors_have_their_line_and_column(text: str, problem) -> None:
    read = read_gift(text)
    assert (read.outcome, said(read.errors)[-1:]) == (
        ("reject", [problem]) if problem else ("import", [])
    )


def test_titles_and_stems_give_ids_of_their_own() -> None:
    read = read_gift("::Été::a{T}\n\n::été !::b{T}\n\n::ok.1::c{T}\n\nŒuvre ?{T}\n\n?{T}\n\n?{F}")
    assert [each.id for each in read.questions] == [
        "ete",
        "ete-2",
        "ok.1",
        "oeuvre",
        "question",
        "question-2",
    ]


def test_a_wrong_question_does_not_take_its_neighbours_away() -> None:
    read = read_gift("a {T}\n\nb {=c\n\nd {F}")
    assert ([each.stem for each in read.questions], read.outcome) == (["a", "d"], "reject")
