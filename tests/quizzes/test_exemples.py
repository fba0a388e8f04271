"""The sample of the format: twelve questions that show all eleven kinds."""

from pathlib import Path

from courses.quizzes.text_format import read_quiz

SAMPLE = Path(__file__).parent.parent / "data" / "quiz" / "exemples.quiz.md"


def test_each_readable_question_is_read_by_its_line() -> None:
    file = read_quiz(SAMPLE.read_text(encoding="utf-8"))
    assert file.title == "Chapitre 1 — échantillon"
    assert [(q.id, q.line) for q in file.questions if q.kind == "choice"] == [
        ("v1-cloisonnement", 3),
        ("v4-technique", 71),
    ]
