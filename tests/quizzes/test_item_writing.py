"""Advice on how questions are written: what it says, and that it never blocks."""

import pytest

from courses.quizzes.text.reading import read_quiz

HEAD = "objectif: V1.2 · bloom: comprendre\n"
GOOD = f"""\
### choix a
{HEAD}Que fait le noyau ?
- (x) Il ordonnance les processus.
  > Oui.
- ( ) Il compile les programmes.
  > Non.
"""


def warnings(text: str) -> list[tuple[int, str]]:
    file = read_quiz(text)
    assert (file.errors, len(file.questions)) == ((), 1)
    return [(each.line, each.message.text()) for each in file.warnings]


def test_a_question_well_written_gets_no_advice() -> None:
    assert warnings(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("objectif: V1.2 · ", "", 1, "This question says no objective."),
        (" · bloom: comprendre", "", 1, "This question says no Bloom level."),
        ("  > Non.\n", "", 6, "This option has no feedback."),
        (
            "Il compile les programmes",
            "Toutes ces réponses",
            6,
            "“All of the above” or “none of the above” can be guessed.",
        ),
        (
            "Il compile les programmes",
            "Aucun des choix",
            6,
            "“All of the above” or “none of the above” can be guessed.",
        ),
        (
            "Il compile les programmes",
            "None of the above",
            6,
            "“All of the above” or “none of the above” can be guessed.",
        ),
        (
            "Il compile les",
            "Il compile toujours les",
            6,
            "“toujours” in an option gives away that it is wrong.",
        ),
        (
            "Que fait le noyau",
            "Que ne fait pas le noyau",
            1,
            "The stem asks by a negation, which is easily overlooked.",
        ),
        (
            "Que fait le noyau",
            "Le noyau fait tout, sauf",
            1,
            "The stem asks by a negation, which is easily overlooked.",
        ),
        (
            "Il ordonnance les processus.",
            "Il ordonnance les processus, gère la mémoire et les périphériques.",
            4,
            "The right option is clearly the longest.",
        ),
    ],
)
def test_advice_says_where_and_why(old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD
    assert warnings(GOOD.replace(old, new)) == [(line, message)]


@pytest.mark.parametrize(
    "stem",
    [
        "B ralentit sans que A ne soit touchée. Il n'est pas arrêté. Que se passe-t-il ?",
        "Un noyau non modifiable : que convient-il ?",
        "Que nécessite le noyau ?",
    ],
)
def test_a_negation_outside_the_question_asked_is_fine(stem: str) -> None:
    assert warnings(GOOD.replace("Que fait le noyau ?", stem)) == []


def test_a_statement_wants_feedback_for_the_wrong_answer_and_no_absolute() -> None:
    text = f"### vrai-faux a\n{HEAD}Un noyau est toujours monolithique.\n= faux\n"
    assert warnings(text) == [
        (1, "The wrong answer has no feedback."),
        (1, "“toujours” in a statement gives away that it is false."),
    ]
    assert read_quiz(text).warnings[0].mend.text() == "Write “> si vrai : …”."


def test_other_kinds_are_asked_for_their_tags_only() -> None:
    text = "### courte a\nQue n'est-il pas ?\n= toujours\n"
    assert [message for _, message in warnings(text)] == [
        "This question says no objective.",
        "This question says no Bloom level.",
    ]


def test_a_rubric_and_known_units_are_asked_for() -> None:
    assert warnings(f"### ouverte a\n{HEAD}Pourquoi ?\n") == [(1, "This question has no rubric.")]
    assert warnings(f"### numérique a\n{HEAD}Combien ?\n= 3 ± 0 [GO]\n") == [
        (4, "“GO” is no unit known here: it is compared as a word.")
    ]
