"""What a file of questions says, and what is wrong with it: each error with its place."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.kinds.options import Option, Options
from courses.quizzes.question import Hint, QuestionText, QuizEntry, QuizText, Range
from courses.quizzes.text.reading import read_quiz
from tests.quizzes.quiz_strategies import LOOKALIKES
from tests.timing import processor_seconds

CHOICE = "### choix a\nQ ?\n- (x) oui\n- ( ) non\n"


def errors(text: str) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.message.text()) for each in read_quiz(text).errors]


def only(text: str) -> QuestionText:
    file = read_quiz(text)
    assert file.errors == ()
    assert len(file.questions) == 1
    return file.questions[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("### chox a\nQ", (1, 5, "“chox” is no kind of question.")),
        ("### choix\nQ\n- (x) a\n- ( ) b", (1, 10, "An id is missing here.")),
        ("### choix é\nQ\n- (x) a\n- ( ) b", (1, 11, "“é” cannot be an id.")),
        ("### choix a b\nQ\n- (x) a\n- ( ) b", (1, 11, "“a b” cannot be an id.")),
        ("### choix a\n- (x) a\n- ( ) b", (1, 1, "This question has no stem.")),
        ("### choix a\nQ", (1, 1, "This question has fewer than two options.")),
        ("### choix a\nQ\n- ( ) a\n- ( ) b", (3, 1, "No option is marked as right.")),
        (
            "### choix a\nQ\n- (x) a\n- (x) b",
            (4, 1, "A second option is marked as right; the first is on line 3."),
        ),
        ("### choix a\nQ\n- (x) a\n- (y) b", (4, 3, "“y” says neither right nor wrong.")),
        (
            "### choix a\nQ\n- (x) a\n- [ ] b",
            (4, 3, "“- [ ]” is not how this kind marks an option."),
        ),
        ("### choix a\nQ\n- (x)\n- ( ) b", (3, 1, "This option is empty.")),
        (
            "### choix a\nQ\n- (x) b\n- ( ) b",
            (4, 1, "This option says the same as the one on line 3."),
        ),
        (
            "### choix a\nQ\n- (x) a\n- ( ) b\nc",
            (5, 1, "This line belongs neither to the stem nor to an answer."),
        ),
        (
            "### multiple a\nQ\n- [x] a\n- [x] b",
            (1, 1, "This question has no wrong option: ticking all would do."),
        ),
        ("### multiple a\nQ\n- [ ] a\n- [ ] b", (1, 1, "This question has no right option.")),
        (
            "### vrai-faux a\nQ\n= peut-être",
            (3, 1, "Whether the statement is true is not said, or not clearly."),
        ),
        (
            "### vrai-faux a\nQ\n= vrai\n= faux",
            (4, 1, "Whether the statement is true is not said, or not clearly."),
        ),
        (
            "### numérique a\nQ\n= 12",
            (3, 3, "This number has no tolerance, or one that cannot be read."),
        ),
        (
            "### numérique a\nQ\n= 12 ± trois",
            (3, 3, "This number has no tolerance, or one that cannot be read."),
        ),
        ("### numérique a\nQ\n= douze ± 0", (3, 3, "“douze” is drawn nowhere.")),
        ("### numérique a\nQ\n= 1 + ± 0", (3, 3, "“1 +” is no number.")),
        ("### numérique a\nQ\n= 1 ÷ 0 ± 0", (3, 3, "“1 ÷ 0” is no number.")),
        (
            "### numérique a\nQ\n= 1 ± 0 [W, s]",
            (3, 3, "These units do not convert into one another: W, s."),
        ),
        ("### courte a\nQ", (1, 1, "This question accepts no answer.")),
        ("### courte a\nQ\n= a |  | b", (3, 1, "An answer is empty here.")),
        ("### courte a\nQ\n= a\n≠ À > non", (4, 1, "“À” is both right and wrong.")),
        ("### courte a\nQ\n= a\n≠ b", (4, 1, "This wrong answer has no feedback.")),
        (
            "### courte a\nQ\n= a\n  > bravo",
            (3, 1, "A right answer has no feedback of its own."),
        ),
        (
            "### appariement a\nQ\n- a :: b",
            (1, 1, "This question has fewer than two pairs."),
        ),
        (
            "### appariement a\nQ\n- a :: b\n- a :: c",
            (4, 1, "“a” stands twice on the left."),
        ),
        (
            "### appariement a\nQ\n- a :: b\n- c :: d\n- (leurre) :: b",
            (1, 1, "The decoy “b” is the right answer of a pair."),
        ),
        (
            "### appariement a\nQ\n- a :: b\n- c :: d\n≠ a :: e > non",
            (5, 1, "“a :: e” joins no left item to a wrong right one."),
        ),
        ("### appariement a\nQ\n- a :: b\n- c :: d\n- e ::", (5, 1, "This line is no pair.")),
        (
            "### ordre a\nQ\n1. a",
            (1, 1, "This question has fewer than two items to order."),
        ),
        (
            "### ordre a\nQ\n1. a\n3. b",
            (4, 1, "This item has number 3 where 2 is expected."),
        ),
        ("### ordre a\nQ\n1. a\n2. a", (4, 1, "This item says the same as the one on line 3.")),
        (
            "### ordre a\nQ\n1. a\n2. b\n≠ 1 avant 2 > non",
            (5, 1, "“1 avant 2” is no wrong order of two items."),
        ),
        ("### trous a\nQ", (1, 1, "This question has no gap.")),
        ("### trous a\nle {{mot", (2, 4, "This gap is not closed on its line.")),
        (
            "### trous a\nle {{a||b}}",
            (2, 6, "This gap accepts nothing, or an empty text, or too many."),
        ),
        (
            "### trous a\nle {{=2 [Go]}}",
            (2, 6, "This number has no tolerance, or one that cannot be read."),
        ),
        (
            "### trous a\nle {{a}}\n≠ 2 :: b > non",
            (3, 1, "“2 :: b” names no gap and a wrong answer."),
        ),
        (
            "### trous a\nle ⟦1⟧ {{a}}",
            (2, 1, "⟦ and ⟧ cannot stand in the text of a question with gaps."),
        ),
        (
            "### zone a\nQ\n= b",
            (1, 1, "This question has no figure to select in, or an unknown one."),
        ),
        ("### zone a\nfigure: pile:type2\nQ\n= b", (1, 1, "The figure has no part “b”.")),
        (
            "### ouverte a\npoints: 5\nQ\n~ 2 : b\n~ 2 : c",
            (1, 1, "The criteria add up to 4 points, the question to 5."),
        ),
        ("### ouverte a\nQ\n~ clair", (3, 1, "This criterion cannot be read.")),
        (
            "### numérique a\nQ\n= 1 ± 0 [serveurs, VM]",
            (3, 3, "These units do not convert into one another: serveurs, VM."),
        ),
        (
            "### courte a\nQ\n= a" + " | b" * 100,
            (3, 1, "A question has at most 100 answers after “=” or “≠”."),
        ),
        (
            "### choix a\nQ\n- (x) a\n" + "".join(f"- ( ) {n}\n" for n in range(50)),
            (53, 1, "A question has at most 50 options, items or gaps."),
        ),
        (
            "### ordre a\nQ\n1. a\n2.",
            (4, 1, "This item is empty, or has feedback of its own."),
        ),
        (
            "### ouverte a\nQ\n" + "~ 1 : b\n" * 31,
            (33, 1, "A rubric has at most 30 criteria."),
        ),
        ("## quiz a\ntitre:\n- b", (2, 1, "“” does not suit “titre”.")),
        ("## quiz a\npoints: 2\n- b", (2, 1, "“points” is no attribute.")),
        (CHOICE + "> Indise : b", (5, 3, "“Indise” is no word for a note.")),
        (CHOICE + "> Indice :", (5, 1, "Nothing is written after this colon.")),
        (CHOICE + "> Indice (deux) : b", (5, 1, "“deux” is no cost.")),
        (
            CHOICE + "> Indice (coût : 2) : b",
            (5, 1, "This hint costs more than the question is worth."),
        ),
        (CHOICE + "> Explication (coût : 1) : b", (5, 1, "Only a hint has a cost.")),
        (
            CHOICE + "> Explication : b\n> Explication : c",
            (6, 1, "This note stands twice in the question."),
        ),
        (
            CHOICE + "> si vrai : b",
            (1, 1, "“> si vrai :” and “> si faux :” are for true-false questions."),
        ),
        (CHOICE + CHOICE, (5, 11, "The id “a” is already that of line 1.")),
        (CHOICE + "# T", (5, 1, "A title stands here, but the file has begun.")),
        (CHOICE + "## Partie", (5, 1, "This heading starts neither a question nor a quiz.")),
        ("Bonjour", (1, 1, "This text belongs to no question.")),
        ("### choix a\n```\nQ\n", (2, 1, "The code that starts here has no end.")),
        (CHOICE + "\x07", (5, 1, "An invisible control character stands here.")),
        (CHOICE + "a" * 20_001, (5, 20_001, "This line is longer than 20000 characters.")),
        ("a" * 2_000_001, (1, 1, "This file is longer than 2000000 characters.")),
        ("## quiz a", (1, 1, "This quiz has no question.")),
        ("## quiz a\n- b\n- b", (1, 1, "A line of this quiz stands twice.")),
        ("## quiz a\n- b c", (2, 3, "“b c” chooses no question.")),
        ("## quiz a\n- b\n- 0 parmi section: 2", (3, 11, "This line draws no question.")),
        ("## quiz a\n- 2 parmi bloom: lire", (2, 11, "“bloom: lire” chooses no question.")),
        (
            "## quiz a\n- b\nc",
            (3, 1, "This line is neither a question of the quiz nor an attribute."),
        ),
    ],
)
def test_an_error_says_where_it_is(text: str, expected: tuple[int, int, str]) -> None:
    assert expected in errors(text)


@pytest.mark.parametrize(
    ("attributes", "column", "message", "mend"),
    [
        (
            "bloom: comprendre · objectf: V1",
            21,
            "“objectf” is no attribute.",
            "Write “objectif”, or \\ before the line if it belongs to the stem.",
        ),
        (
            "leson: a",
            1,
            "“leson” is no attribute.",
            "Write “lesson”, or \\ before the line if it belongs to the stem.",
        ),
        (
            "auteur: moi · note: 3",
            1,
            "“auteur” is no attribute.",
            "Write one of: leçon, section, objectif, bloom, points, notion, ordre, figure; "
            "or \\ before the line if it is the stem.",
        ),
        ("bloom: lire", 1, "“lire” does not suit “bloom”.", None),
        ("points: 0", 1, "“0” does not suit “points”.", None),
        ("points: beaucoup", 1, "“beaucoup” does not suit “points”.", None),
        ("section: deux", 1, "“deux” does not suit “section”.", None),
        ("leçon: deux mots", 1, "“deux mots” does not suit “leçon”.", None),
        ("ordre: libre", 1, "“libre” does not suit “ordre”.", None),
        ("notion: a,,b", 1, "“a,,b” does not suit “notion”.", None),
        ("points: 2 · points: 3", 13, "“points” is given twice.", None),
        ("leçon: a · section: 2", 1, "A question belongs to a lesson or a section.", None),
        ("x ∈ 9..2", 1, "This range cannot be read.", None),
        ("x ∈ 0..1 · x ∈ 2..3", 12, "“x” is given twice.", "Keep one of the two."),
    ],
)
def test_an_attribute_is_checked(
    attributes: str, column: int, message: str, mend: str | None
) -> None:
    problem = read_quiz(CHOICE.replace("\n", f"\n{attributes}\n", 1)).errors[0]
    assert (problem.line, problem.column, problem.message.text()) == (2, column, message)
    assert mend is None or problem.mend.text() == mend


def test_an_unknown_kind_proposes_the_nearest() -> None:
    (problem,) = read_quiz("### multipel a\nQ").errors
    assert problem.mend.text() == "Write “multiple”."
    (problem,) = read_quiz("### sondage a\nQ").errors
    assert problem.mend.text() == (
        "Write one of: choix, multiple, vrai-faux, numérique, courte, appariement, ordre, trous, "
        "zone, sortie, ouverte."
    )


def test_every_error_is_found_in_one_pass_in_the_order_of_the_file() -> None:
    text = "### chox a\nQ\n\n### choix b\npoint: x\nQ\n- ( ) a\n- ( ) a\n\n### trous c\n{{a"
    assert [line for line, _, _ in errors(text)] == [1, 5, 7, 8, 10, 11]


def test_a_question_with_an_error_is_left_out_and_the_others_kept() -> None:
    file = read_quiz(CHOICE + "### choix b\n```\nQ\n### choix c\nQ ?\n- (x) a\n- ( ) b\n")
    assert [question.id for question in file.questions] == ["a", "c"]


def test_what_a_question_says() -> None:
    text = """\
### choice v1-q
lesson: noyau · objective: V1.2 · bloom: understand · points: 1,5 · notion: VM, SE invité
order: fixed
figure: pile:type2
x ∈ 2..9 · y in 0,5..2,5 pas 0,5

Premier alinéa.

- une liste

- (x) juste
  sur deux lignes
  > Oui.
  > Vraiment.
* ( ) faux
> Non.
> Hint (cost: 20 %): relisez
> la page 3
> Explanation: voilà
"""
    assert only(text) == QuestionText(
        id="v1-q",
        kind="choice",
        stem="Premier alinéa.\n\n- une liste",
        body=Options(
            (
                Option("juste\nsur deux lignes", right=True, feedback="Oui.\nVraiment."),
                Option("faux", right=False, feedback="Non."),
            )
        ),
        lesson="noyau",
        objective="V1.2",
        bloom="understand",
        notions=("VM", "SE invité"),
        points=Decimal("1.5"),
        fixed_order=True,
        figure="pile:type2",
        ranges=(
            Range("x", Decimal(2), Decimal(9), Decimal(1)),
            Range("y", Decimal("0.5"), Decimal("2.5"), Decimal("0.5")),
        ),
        hints=(Hint("relisez\nla page 3", Decimal("0.3")),),
        explanation="voilà",
    )


def test_a_run_of_stray_lines_is_reported_once() -> None:
    assert errors(CHOICE + "b\nc\n\nd\n- ( ) e\nf\n") == [
        (5, 1, "This line belongs neither to the stem nor to an answer."),
        (10, 1, "This line belongs neither to the stem nor to an answer."),
    ]


def test_a_long_unknown_word_has_no_nearest() -> None:
    (problem,) = read_quiz(f"### {'multiple' * 3} a\nQ").errors
    assert problem.mend.text().startswith("Write one of: choix, ")


def test_lines_of_the_stem_that_look_like_the_format() -> None:
    text = "### choix a\n\\Section : où ?\n\\- (x) b\n\\# c\n\\> Indice : d\n- (x) e\n- ( ) f\n"
    assert only(text).stem == "Section : où ?\n- (x) b\n# c\n> Indice : d"


def test_code_hides_what_looks_like_the_format() -> None:
    code = "```sh\n# commentaire\n- (x) a\n### section\n```"
    assert only(f"### choix a\n{code}\nQ ?\n- (x) b\n- ( ) c\n").stem == f"{code}\nQ ?"


def test_the_heading_of_a_question_ends_even_code() -> None:
    file = read_quiz("### choix a\n```\nQ\n" + CHOICE.replace("choix a", "choix b"))
    assert [question.id for question in file.questions] == ["b"]


def test_the_source_is_the_text_of_the_question_alone() -> None:
    first, second = read_quiz(CHOICE + "\n" + CHOICE.replace("choix a", "choix b")).questions
    assert (first.source, first.line) == (CHOICE.strip(), 1)
    assert (second.source, second.line) == (CHOICE.replace("choix a", "choix b").strip(), 6)


def test_windows_lines_and_a_byte_order_mark() -> None:
    assert only("\ufeff" + CHOICE.replace("\n", "\r\n")) == only(CHOICE)


def test_a_title_or_else_the_name_of_the_file() -> None:
    assert read_quiz("# Chapitre 1\n" + CHOICE, name="c1").title == "Chapitre 1"
    assert read_quiz(CHOICE, name="c1").title == "c1"


def test_a_quiz_lists_questions_and_filters() -> None:
    text = """\
## quiz s2
titre: Section 2 · section: 2
- v2-types
- 3 parmi section: 2 · bloom: comprendre · genre: choix
- notion: hyperviseur de type 2
"""
    assert read_quiz(text).quizzes == (
        QuizText(
            "s2",
            title="Section 2",
            section=2,
            entries=(
                QuizEntry("v2-types"),
                QuizEntry(
                    filters=(("section", "2"), ("bloom", "understand"), ("kind", "choice")),
                    count=3,
                ),
                QuizEntry(filters=(("notion", "hyperviseur de type 2"),)),
            ),
        ),
    )


@given(
    st.text()
    | st.lists(st.sampled_from([*LOOKALIKES, "\n", "\n", "### choix a", "### trous b"])).map(
        "\n".join
    )
)
def test_any_text_is_read(text: str) -> None:
    file = read_quiz(text)
    count = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= problem.line <= count and problem.column >= 1 for problem in file.errors)
    for problem in file.errors + file.warnings:
        assert problem.message.text()
        assert problem.mend.text()


def _lines(line: str, count: int = 100_000) -> str:
    """`line`, numbered where it has `{n}`, over and over for `count` characters."""
    return "".join(line.replace("{n}", str(n)) + "\n" for n in range(count // (len(line) + 1)))


HOSTILE = {
    "backslashes": ("### choix a\n", "\\" * 19_000),
    "braces": ("### trous a\n", "{{" * 9_000),
    "bars": ("### courte a\nQ\n", "= " + "|" * 19_000),
    "many answers": ("### courte a\nQ\n= a\n", "≠ {n}x > y"),
    "many options": ("### choix a\nQ\n", "- ( ) o{n}"),
    "many pairs": ("### appariement a\nQ\n", "- l{n} :: r{n}"),
    "many ranges": ("### choix a\n", "x{n} ∈ 1..9"),
    "misspelt": ("### choix a\n", "leson: b{n} · " * 1_300),
    "headings": ("", "### choix a"),
    "open fences": ("", "### choix a{n}\n```a"),
    "spaces": ("### choix a\n", "> indice" + " " * 19_000 + "x"),
    "accents": ("### courte a\nQ\n", "= " + "\u0301\u0316" * 9_000),
    "parentheses": ("### numérique a\nQ\n", "= " + "(" * 19_000 + " ± 0"),
    "digits": ("### numérique a\nQ\n", "= " + "1" * 19_000 + " ± 0"),
    "empty lines": ("", ""),
}


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.parametrize("name", HOSTILE)
def test_reading_takes_time_in_proportion_to_the_text(name: str) -> None:
    """Four times the text costs about four times the work, where a square would cost sixteen."""
    head, line = HOSTILE[name]
    short = processor_seconds(lambda: read_quiz(head + _lines(line, 25_000)), tries=2)
    long = processor_seconds(lambda: read_quiz(head + _lines(line, 100_000)), tries=2)
    assert long < 10 * short + 0.2
