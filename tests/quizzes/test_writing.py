"""What is written is read again, equal."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quizzes.kinds.gaps import write_gaps
from courses.quizzes.question import QuizEntry, QuizFile, QuizText
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import write_file, write_question
from tests.quizzes.quiz_strategies import BODIES, questions


@pytest.mark.parametrize("kind", [*BODIES, "cloze"])
@settings(max_examples=settings.default.max_examples // 2)
@given(data=st.data())
def test_a_question_written_is_read_again_equal(kind: str, data: st.DataObject) -> None:
    question = data.draw(questions(kind))
    file = read_quiz(write_question(question))
    assert ([problem.message.text() for problem in file.errors], file.questions) == (
        [],
        (question,),
    )


FILTERS = st.sampled_from(
    [
        ("lesson", "noyau-et-modes"),
        ("section", "2"),
        ("objective", "V1.2"),
        ("bloom", "analyse"),
        ("notion", "SE invité"),
        ("kind", "true-false"),
    ]
)
ENTRIES = st.builds(
    QuizEntry,
    st.from_regex(r"[a-z0-9.-]{1,9}", fullmatch=True).filter(lambda id_: id_[0].isalnum()),
) | st.builds(
    QuizEntry,
    filters=st.lists(FILTERS, min_size=1, max_size=3).map(tuple),
    count=st.none() | st.integers(1, 99),
)
QUIZZES = st.builds(
    QuizText,
    st.sampled_from(["s2", "controle-1"]),
    title=st.sampled_from(["", "Contrôle : section 2"]),
    section=st.none() | st.integers(0, 9),
    entries=st.lists(ENTRIES, min_size=1, max_size=4, unique=True).map(tuple),
)


@settings(max_examples=settings.default.max_examples // 2)
@given(st.sampled_from(["", "Chapitre 1"]), st.lists(questions(), max_size=2), QUIZZES)
def test_a_file_written_is_read_again_equal(title, found, quiz) -> None:
    unique = tuple({question.id: question for question in found}.values())
    file = read_quiz(write_file(QuizFile(title, unique, (quiz,), (), ())))
    assert (file.title, file.questions, file.quizzes, file.errors) == (title, unique, (quiz,), ())


def test_a_quiz_of_a_lesson() -> None:
    text = "## quiz v\ntitre: Noyau · leçon: noyau-et-modes\n- 2 parmi genre: choix\n"
    assert write_file(read_quiz(text)) == text


def test_a_mark_without_a_gap_is_left_as_it_is() -> None:
    assert write_gaps("a ⟦1⟧ \\⟦2⟧", ()) == "a ⟦1⟧ \\⟦2⟧"


@pytest.mark.parametrize("size", range(5))
def test_any_braces_and_backslashes_around_a_gap_are_read_again(size: int) -> None:
    (question,) = read_quiz("### trous a\nx {{0}} y\n").questions
    for pieces in product(["{", "\\", "}", "a"], repeat=size):
        for place in range(size + 1):
            text = "".join([*pieces[:place], "⟦1⟧", *pieces[place:]])
            asked = replace(question, stem=f"x{text}y")
            read = read_quiz(write_question(asked))
            assert [each.stem for each in read.questions] == [asked.stem]
