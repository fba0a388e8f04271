"""The questions a teacher takes out of the bank, and what a format does not say of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.content.models import Course
from courses.exchange.question_file import Loss
from courses.progress.nameless import nameless
from courses.quizzes.bank import BankSearch, find_questions
from courses.quizzes.models import Question
from courses.quizzes.question import QuestionText
from courses.quizzes.text.reading import read_quiz


@dataclass(frozen=True)
class LossView:
    """Something lost, in words, and the ids of the questions it is lost of.

    `whole` if these questions are left out for it.
    """

    whole: bool
    message: str
    mend: str
    ids: tuple[str, ...]


def bank_questions(course: Course, search: BankSearch) -> tuple[QuestionText, ...]:
    """The newest texts of the questions that `search` keeps, in its order, in two queries."""
    order = list(find_questions(course, search, nameless([course])).values_list("pk", flat=True))
    rows = Question.objects.filter(course=course, newest__isnull=False).values_list(
        "pk", "newest__answer_key__source"
    )
    sources = dict(rows)
    texts = (read_quiz(sources[pk] or "") for pk in order if pk in sources)
    return tuple(question for file in texts for question in file.questions)


def loss_views(losses: Iterable[Loss]) -> list[LossView]:
    """The losses, each said once for all its questions, those that leave questions out first."""
    said = dict[tuple[bool, str, str], list[str]]()
    for loss in losses:
        words = (loss.whole, loss.message.text(_), loss.mend.text(_))
        said.setdefault(words, []).append(loss.question.id)
    views = [LossView(*words, tuple(ids)) for words, ids in said.items()]
    return sorted(views, key=lambda view: not view.whole)
