"""The bank of a course: its questions, searched and listed."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.content.models import Course
from courses.quizzes.models import Question, QuestionRevision, Quiz


@dataclass(frozen=True)
class QuestionRow:
    """A question in its course's bank. `state`: "draft", "published" or "modified"."""

    question: Question
    kind: str
    stem: str
    state: str


def question_rows(questions: QuerySet[Question]) -> list[QuestionRow]:
    """The bank's questions with their newest revision, in one query."""
    rows = questions.select_related("lesson", "section", "newest").order_by(
        "lesson__section__position", "lesson__position", "section", "pk"
    )
    return [
        QuestionRow(row, row.newest.kind, row.newest.public["stem"], _state(row))
        for row in rows
        if row.newest is not None
    ]


def bank(course: Course, words: str = "") -> QuerySet[Question]:
    """The questions of a course; only those whose id or text says `words`, if any."""
    questions = Question.objects.current().filter(course=course)
    if not words:
        return questions
    said = QuestionRevision.objects.filter(question=OuterRef("pk"), public__stem__icontains=words)
    return questions.filter(Q(slug__icontains=words) | Exists(said))


def askable(quiz: Quiz) -> QuerySet[Question]:
    """Published questions a quiz may ask: of its lesson, or of its section and its lessons."""
    place = Q(lesson=quiz.lesson_id) if quiz.lesson_id else Q(section=quiz.section_id)
    published = Question.objects.current().filter(place, published__isnull=False)
    return published.select_related("published", "lesson").order_by("lesson__position", "pk")


def _state(row: Question) -> str:
    if row.published_id is None:
        return "draft"
    return "published" if row.published_id == row.newest_id else "modified"
