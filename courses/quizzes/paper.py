"""Questions on paper: what a student fills in by pen and, for the teacher alone, what is right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from courses.quizzes.cards.making import Asked, marked_card, open_card
from courses.quizzes.cards.views import QuestionCard
from courses.quizzes.drawing import drawn_values
from courses.quizzes.grading import grade
from courses.quizzes.marks.automatic import shown
from courses.quizzes.models import QuestionRevision, QuizItem

SEED = "paper"  # every copy of a handout shows the same numbers, in the same order


@dataclass(frozen=True)
class PaperQuestion:
    """A question; `answers` (HTML) say what is right, empty where that is not asked for."""

    card: QuestionCard
    answers: tuple[str, ...] = ()
    explanation: str = ""


def paper_checks(lessons: Iterable[int], *, answers: bool) -> dict[int, list[PaperQuestion]]:
    """The questions at the end of each lesson, by its id, in one query.

    Without `answers` no key is read.
    """
    items: Any = QuizItem.objects.filter(
        quiz__lesson__in=list(lessons),
        question__published__isnull=False,
        question__archived_at=None,
    ).select_related("question__published", "quiz")
    if answers:
        items = items.select_related("question__published__answer_key")
    by_lesson: defaultdict[int, list[QuestionRevision]] = defaultdict(list)
    for item in items.order_by("quiz", "position"):
        by_lesson[item.quiz.lesson_id].append(item.question.published)
    return {
        lesson: [
            _question(number, len(revisions), revision, answers)
            for number, revision in enumerate(revisions, 1)
        ]
        for lesson, revisions in by_lesson.items()
    }


def _question(number: int, total: int, revision: QuestionRevision, answers: bool) -> PaperQuestion:
    values = drawn_values(revision.public, SEED)
    asked = Asked(revision, revision.question_id, SEED, values)
    card = open_card(number, total, asked, f"{SEED}:{revision.pk}")
    if not answers:
        return PaperQuestion(card)
    key = revision.answer_key.key
    right = grade(revision.kind, revision.public, key, None, values).right
    verdict = grade(revision.kind, revision.public, key, right, values)
    told = shown(verdict, key)
    marked = marked_card(card, asked, told, revision.points, key["html"].get("criteria", ()))
    return PaperQuestion(card, tuple(_answers(marked)), marked.explanation)


def _answers(card: QuestionCard) -> Iterator[str]:
    """What is right: the options to tick, what stands in each place, what a text must say."""
    yield from (option.html for option in card.options if option.right)
    if card.kind == "ordering":
        yield from (field.label for field in card.in_order)
    elif card.right_answer:
        yield card.right_answer
    else:
        yield from (
            f"{field.label} → {field.right}" if field.label else field.right
            for field in card.fields
            if field.right
        )
    yield from (criterion.html for criterion in card.criteria)
