"""The rows of quizzes: questions, what asks them, attempts, and marks."""

from courses.quizzes.models.attempts import Attempt, Response
from courses.quizzes.models.marks import Mark, Regrade
from courses.quizzes.models.questions import AnswerKey, DraftDecision, Question, QuestionRevision
from courses.quizzes.models.quizzes import Quiz, QuizItem

__all__ = [
    "AnswerKey",
    "Attempt",
    "DraftDecision",
    "Mark",
    "Question",
    "QuestionRevision",
    "Quiz",
    "QuizItem",
    "Regrade",
    "Response",
]
