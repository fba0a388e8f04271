"""What is written is read again, equal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quizzes.text_format import read_quiz
from courses.quizzes.writing import write_question
from tests.quizzes.quiz_strategies import BODIES, questions


@pytest.mark.parametrize("kind", [*BODIES, "cloze"])
@settings(max_examples=50)
@given(data=st.data())
def test_a_question_written_is_read_again_equal(kind: str, data: st.DataObject) -> None:
    question = data.draw(questions(kind))
    file = read_quiz(write_question(question))
    assert ([problem.message.text() for problem in file.errors], file.questions) == (
        [],
        (question,),
    )
