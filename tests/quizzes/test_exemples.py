"""The sample of the format: twelve questions that show all eleven kinds."""

from fractions import Fraction
from itertools import permutations, product
from pathlib import Path

import pytest

from courses.quizzes.grading import grade
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.question import QuestionText
from courses.quizzes.split import key_part, public_part
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import write_file

SAMPLE = Path(__file__).parent.parent / "data" / "quiz" / "exemples.quiz.md"
TEXT = SAMPLE.read_text(encoding="utf-8")
FILE = read_quiz(TEXT)
QUESTIONS = {question.id: question for question in FILE.questions}


def mark(question: QuestionText, answer: object) -> Fraction:
    public, key = public_part(question), key_part(question)
    return grade(question.kind, public, key, answer).fraction


def test_it_is_read_without_an_error_or_a_warning() -> None:
    assert (FILE.errors, FILE.warnings) == ((), ())
    assert len(FILE.questions) == 12
    assert {question.kind for question in FILE.questions} == set(KINDS)


def test_it_is_written_back_as_it_stood_but_for_the_points_its_rubric_adds_up_to() -> None:
    assert write_file(FILE) == TEXT.replace(" · points: 6", "")


@pytest.mark.parametrize("id_", [id_ for id_ in QUESTIONS if id_ != "v4-choix"])
def test_each_question_gives_its_own_key_full_marks_and_no_answer_none(id_: str) -> None:
    question = QUESTIONS[id_]
    nothing = grade(question.kind, public_part(question), key_part(question), None)
    assert (nothing.state, nothing.fraction) == ("blank", 0)
    assert mark(question, nothing.right) == 1


@pytest.mark.parametrize("id_", ["v1-cloisonnement", "v4-technique"])
def test_each_distractor_is_worth_nothing(id_: str) -> None:
    options = public_part(QUESTIONS[id_])["options"]
    assert sorted(mark(QUESTIONS[id_], option["id"]) for option in options) == [0, 0, 1]


def test_every_way_of_ticking_but_the_right_one_is_worth_less() -> None:
    question = QUESTIONS["v2-vdi-lien"]
    ids = [option["id"] for option in public_part(question)["options"]]
    marks = [
        mark(question, [id_ for id_, tick in zip(ids, ticks, strict=True) if tick])
        for ticks in product([False, True], repeat=4)
    ]
    assert sorted(marks) == [0] * 11 + [Fraction(1, 2)] * 4 + [1]


def test_every_order_but_the_right_one_is_worth_less() -> None:
    question = QUESTIONS["v3-ecriture"]
    ids = [item["id"] for item in public_part(question)["items"]]
    marks = [mark(question, list(order)) for order in permutations(ids)]
    # How many of the 120 orders have a longest rising run of 1, 2, 3, 4 and 5.
    counts = {fraction: marks.count(fraction) for fraction in sorted(set(marks))}
    assert counts == {
        Fraction(0): 1,
        Fraction(2, 5): 41,
        Fraction(3, 5): 61,
        Fraction(4, 5): 16,
        Fraction(1): 1,
    }


def test_every_matching_but_the_right_one_is_worth_less() -> None:
    question = QUESTIONS["v2-types"]
    public = public_part(question)
    lefts = [item["id"] for item in public["lefts"]]
    marks = [
        mark(question, dict(zip(lefts, rights, strict=True)))
        for rights in permutations([item["id"] for item in public["rights"]], 4)
    ]
    assert marks.count(Fraction(1)) == 1
    assert set(marks) == {Fraction(n, 4) for n in range(5)}


@pytest.mark.parametrize(
    ("id_", "answer", "told"),
    [
        (
            "v1-puissance",
            "12,6 W",
            "Vous avez compté 2000 serveurs par baie ; c'est 2000 en tout.",
        ),
        ("v1-puissance", "10,1 kW", "Vous avez divisé par un an au lieu de dix."),
        (
            "v2-volume-fin",
            "true",
            "Seuls les blocs écrits consomment le pool ; d'où le risque de saturation.",
        ),
        ("v3-os-hote", "g1", "C'est un SE invité : il s'exécute dans la VM."),
        ("v4-hypercall", "Un appel-système", "Celui-ci va d'une application à son noyau."),
        (
            "v4-pid",
            "4242",
            "C'est peut-être le PID vu de l'hôte ; placez-vous dans le nouvel espace de noms.",
        ),
    ],
)
def test_a_wrong_answer_foreseen_is_told_why(id_: str, answer: str, told: str) -> None:
    question = QUESTIONS[id_]
    key = key_part(question)
    verdict = grade(question.kind, public_part(question), key, answer)
    assert verdict.state == "wrong"
    assert [key["feedback"][ref.index] for ref in verdict.feedback] == [told]
