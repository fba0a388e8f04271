"""The questions a teacher takes out of the bank, and what a format does not say of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.content.models import Course
from courses.exchange.question_file import Loss
from courses.quizzes.bank import BankSearch, find_questions
from courses.quizzes.models import Question
from courses.quizzes.question import QuestionText
from courses.quizzes.text_format import read_quiz


@dataclass(frozen=True)
class LossView:
    """A question and what is lost of it, in words; `whole` if it is left out."""

    id: str
    whole: bool
    said: tuple[tuple[str, str], ...]  # message, mend


def bank_questions(course: Course, search: BankSearch) -> tuple[QuestionText, ...]:
    """The newest texts of the questions that `search` keeps, in its order, in two queries."""
    order = list(find_questions(course, search).values_list("pk", flat=True))
    rows = Question.objects.filter(course=course, newest__isnull=False).values_list(
        "pk", "newest__answer_key__source"
    )
    sources = dict(rows)
    texts = (read_quiz(sources[pk] or "") for pk in order if pk in sources)
    return tuple(question for file in texts for question in file.questions)


def loss_views(losses: Iterable[Loss]) -> list[LossView]:
    """The losses, those of one question together, those left out first."""
    said = dict[str, list[Loss]]()
    for loss in losses:
        said.setdefault(loss.question.id, []).append(loss)
    views = [
        LossView(
            id_,
            any(loss.whole for loss in found),
            tuple((loss.message.text(_), loss.mend.text(_)) for loss in found),
        )
        for id_, found in said.items()
    ]
    return sorted(views, key=lambda view: not view.whole)
