"""A grid of criteria in the notes Moodle shows to those who mark."""

from courses.quizzes.kinds.open import Rubric
from courses.quizzes.question import QuestionText
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import write_question


def write_rubric(rubric: Rubric) -> str:
    """The criteria as the format of questions writes them; "" for none."""
    points = sum(each.points for each in rubric.criteria)
    if not points:
        return ""
    text = write_question(QuestionText("q", "open", "q", rubric, points=points))
    return text.partition("\nq\n")[2].strip("\n")


def read_rubric(text: str) -> Rubric | None:
    """The criteria in `text`, None if it is something else."""
    if not text.startswith("~"):
        return None
    file = read_quiz(f"### open q\nq\n{text}\n")
    found = file.questions[0].body if len(file.questions) == 1 and not file.errors else None
    return found if isinstance(found, Rubric) and found.criteria else None
