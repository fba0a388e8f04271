"""Moodle XML, read: its types of question, what it loses, and what is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from courses.exchange.moodle_reader import read_moodle_xml
from courses.quizzes.kinds.cloze import Gaps, WrongGap
from courses.quizzes.kinds.gaps import Gap
from courses.quizzes.kinds.matching import Pair, Pairs
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.kinds.numeric import Numbers
from courses.quizzes.kinds.open import Rubric
from courses.quizzes.kinds.options import Option, Options
from courses.quizzes.kinds.ordering import Order
from courses.quizzes.kinds.rules import Answers, Rule
from courses.quizzes.kinds.true_false import Statement

EXAMPLES = Path(__file__).parents[1] / "data/quiz/exemples.moodle.xml"
BODIES = {
    "v1-role": Options((Option("L'hyperviseur", True, "Oui."), Option("Le pare-feu", False))),
    "Partage": Options(
        (Option("Le noyau", True), Option("Les appels", True), Option("Le BIOS", False))
    ),
    "VM": Statement(True, "Exact.", "Relisez."),
    "Appel": Answers(("hyper*",), (Rule(("trap",), "Presque."), Rule((), "Non."))),
    "Puissance": Numbers((Expected("1500", Decimal(15), units=("W", "kW")),)),
    "Types": Pairs(
        (Pair("Type 1", "sur le matériel"), Pair("Type 2", "sur un système")),
        ("dans un navigateur",),
    ),
    "Trajet": Order(("Application", "Noyau", "Disque")),
    "Choix": Rubric(()),
    "Migration": Gaps(
        (
            Gap(number=Expected("2", Decimal("0.1"))),
            Gap(("inférieur", "plus petit")),
            Gap(("fini",)),
        ),
        (
            WrongGap(1, Gap(number=Expected("8", Decimal(0))), "C'est le total."),
            WrongGap(2, Gap(("supérieur",)), "Non."),
        ),
    ),
}


def examples():
    return read_moodle_xml(EXAMPLES.read_text(encoding="utf-8"))


def quiz(question: str) -> str:
    return f"<quiz>\n{question}\n</quiz>"


def essay(stem: str, format_: str = "html", more: str = "") -> str:
    return quiz(
        f'<question type="essay"><questiontext format="{format_}"><text><![CDATA[{stem}]]></text>'
        f"</questiontext>{more}</question>"
    )


def test_every_type_of_question() -> None:
    assert {each.id: each.body for each in examples().questions} == BODIES


def test_what_surrounds_a_question() -> None:
    question = examples().questions[0]
    found = (question.stem, question.points, question.fixed_order, question.hints[0].text)
    assert found == ("Qui partage le **matériel**\u00a0?", Decimal(2), True, "Sous les VM.")
    assert (question.lesson, question.bloom) == ("role-de-hyperviseur", "remember")


def test_what_is_lost_is_listed_with_its_line() -> None:
    read = examples()
    assert ([(each.line, each.message.text()) for each in read.warnings], read.errors) == (
        [
            (3, "The category “$course$/top/Chapitre 1” is not kept."),
            (4, "The feedback common to all right, or all wrong, answers is left out."),
            (4, "What a second try costs is not kept: these hints cost nothing."),
            (4, "Tags without a meaning here are left out: examen."),
            (34, "Capitals counted in the answer: here they do not."),
            (38, "“hyper*” has a wildcard: here it is compared letter for letter."),
            (39, "“trap” was worth 50 % of the points: here it is wrong."),
            (42, "Units that do not convert by themselves are left out: cheval."),
            (60, "This order was marked another way."),
            (70, "The text an answer began with is left out."),
            (70, "The notes for those who mark are left out."),
            (76, "The wrong answer “infini” has no feedback: it is left out."),
            (76, "The choices offered in a gap are not kept: the answer is to be typed."),
            (80, "“Calcul”: questions of the type “calculated” are not imported."),
            (84, "“Avant”: questions of the type “description” are not imported."),
        ],
        (),
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>un</p><p>deux</p>", "un\n\ndeux"),
        ("un<br/>deux", "un<br>\ndeux"),
        ("<b>a</b> <em>b</em> <code>c*d</code>", "**a** *b* `c*d`"),
        ("<pre>if a:\n    b</pre>", "```\nif a:\n    b\n```"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>", "1. a\n2. b\n\n    - c"),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ('<a href="https://exemple.fr/a">ici</a>', "[ici](https://exemple.fr/a)"),
        ('<a href="javascript:x">ici</a>', "ici"),
        ("2 &lt; 3 &amp;&amp; a_b", "2 < 3 && a_b"),
        ("&lt;script&gt;x", "&lt;script>x"),
        ("<script>alert(1)</script>a", "a"),
        ("\\(x^2\\) et $$y$$", "$x^2$ et $$y$$"),
        ("<!-- a -->b", "b"),
        ("# a", "\\# a"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    (question,) = read_moodle_xml(essay(html)).questions
    assert question.stem == markdown


@pytest.mark.parametrize(
    ("stem", "names"),
    [
        ('a <img src="data:image/png;base64,AAAA">', "img"),
        ('a <img src="@@PLUGINFILE@@/b.png"><video src="c.mp4"></video>', "img b.png, video c.mp4"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "table"),
    ],
)
def test_images_and_tables_are_listed(stem: str, names: str) -> None:
    warnings = read_moodle_xml(essay(stem)).warnings
    assert [each.message.text() for each in warnings] == [f"Not kept of the HTML: {names}."]


def test_files_are_listed() -> None:
    text = essay("a").replace("</questiontext>", '<file name="b.png">AAAA</file></questiontext>')
    warnings = read_moodle_xml(text).warnings
    assert [each.message.text() for each in warnings] == ["Files are not kept: b.png."]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (1, 1), "The XML is not well formed here."),
        ("<quiz>\n  <question>\n</quiz>", (3, 3), "The XML is not well formed here."),
        ("<html></html>", (1, 1), "This XML begins with <html>, a file of questions with <quiz>."),
        ("<quiz></quiz>", (1, 1), "No question of this file can be imported."),
        (
            quiz('<question type="multichoice"><answer fraction="0"/></question>'),
            (2, 1),
            "This question has fewer than two options.",
        ),
        (
            quiz(
                '<question type="numerical"><questiontext><text>a</text></questiontext>\n'
                '<answer fraction="100"><text>b</text></answer></question>'
            ),
            (3, 1),
            "This answer is no number, or its tolerance is none.",
        ),
        (
            quiz(
                '<question type="truefalse"><answer fraction="100"><text>true</text></answer>'
                "</question>"
            ),
            (2, 1),
            "Whether the statement is true is not said, or not clearly.",
        ),
        (
            quiz('<question type="cloze"><questiontext><text>a</text></questiontext></question>'),
            (2, 1),
            "This question has no gap that can be read.",
        ),
        (
            quiz(
                '<question type="matching"><questiontext><text>a</text></questiontext></question>'
            ),
            (2, 1),
            "This question has fewer than two pairs.",
        ),
        (
            quiz(
                '<question type="ordering"><questiontext><text>a</text></questiontext></question>'
            ),
            (2, 1),
            "This question has fewer than two items to order.",
        ),
    ],
)
def test_errors_have_their_line_and_column(text: str, place, message: str) -> None:
    errors = read_moodle_xml(text).errors
    assert [((e.line, e.column), e.message.text()) for e in errors] == [(place, message)]


def test_a_rubric_travels_in_the_notes_of_those_who_mark() -> None:
    notes = "<graderinfo format='markdown'><text>~ 2 : a\n~ 1,5 : b</text></graderinfo>"
    more = f"<defaultgrade>3.5</defaultgrade>{notes}"
    (question,) = read_moodle_xml(essay("a", more=more)).questions
    assert [(each.points, each.text) for each in question.body.criteria] == [
        (Decimal(2), "a"),
        (Decimal("1.5"), "b"),
    ]


@pytest.mark.parametrize(
    ("grade", "points"), [("1.0000000", "1"), ("0", "1"), ("2.345", "2.34"), ("5000", "999.99")]
)
def test_points(grade: str, points: str) -> None:
    read = read_moodle_xml(essay("a", more=f"<defaultgrade>{grade}</defaultgrade>"))
    kept = Decimal(grade) == Decimal(points)
    assert (read.questions[0].points, len(read.warnings)) == (Decimal(points), 0 if kept else 1)


def test_blanks_before_the_declaration_do_not_shift_lines() -> None:
    text = '\n\n<?xml version="1.0" encoding="UTF-8"?>' + essay("a")
    assert read_moodle_xml(text).questions[0].line == 4
