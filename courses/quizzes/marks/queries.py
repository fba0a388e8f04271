"""What waits for a person's mark, and the answers to one question of one quiz.

Students come in as rows that the caller may see: who teaches whom is ruled elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from courses.accounts.models import User
from courses.content.models import Course
from courses.quizzes.actions.marking import rubric_of
from courses.quizzes.grading import describe
from courses.quizzes.marks.anonymous import answer_key, first_handed_in, to_mark
from courses.quizzes.messages import Message
from courses.quizzes.models import Attempt, Mark, Question, Quiz, Response
from courses.quizzes.placeholders import numbered, stem_to_read
from courses.quizzes.text.stems import stem_text


@dataclass(frozen=True)
class Waiting:
    """The answers to one question of one quiz that wait, since when.

    `oldest` of them was handed in; where they are marked without names, the first of the quiz was.
    """

    question: Question
    quiz: Quiz
    count: int
    oldest: datetime

    @property
    def stem(self) -> str:
        return stem_text(self.question.newest) if self.question.newest else ""


def waiting(course: Course, students: QuerySet[User]) -> list[Waiting]:
    """What waits in a course, the oldest first, in three queries, four if some has no names."""
    groups = list(
        to_mark(students)
        .filter(question__course=course)
        .values("question", "attempt__quiz")
        .annotate(count=Count("pk"), oldest=Min("attempt__submitted_at"))
    )
    questions = Question.objects.select_related("newest").in_bulk(
        [group["question"] for group in groups]
    )
    quizzes = Quiz.objects.in_bulk([group["attempt__quiz"] for group in groups])
    hidden = first_handed_in((pk for pk in quizzes if quizzes[pk].marks_anonymously), students)
    rows = [
        Waiting(
            questions[group["question"]],
            quizzes[group["attempt__quiz"]],
            group["count"],
            hidden.get(group["attempt__quiz"], group["oldest"]),
        )
        for group in groups
    ]
    return sorted(rows, key=lambda row: (row.oldest, row.question.pk, row.quiz.pk))


@dataclass(frozen=True)
class AnswerToMark:
    """One answer for the person who marks it. `key` names it without telling whose it is."""

    key: str
    response: Response
    standing: Mark
    pieces: Sequence[str]
    rubric: Sequence[Any]

    @property
    def student(self) -> User:
        return self.response.attempt.user

    @property
    def waits(self) -> bool:
        return bool(self.standing.verdict["state"] == "manual")

    @property
    def criteria(self) -> list[SafeString]:
        """What each criterion asks, as HTML."""
        texts = self.response.revision.answer_key.key["html"].get("criteria", [])
        values = self.response.values
        return [mark_safe(numbered(each["html"], values)) for each in texts]  # noqa: S308 - by courses.markup

    @property
    def stem(self) -> str:
        """What the student read, with the numbers drawn for them."""
        return stem_to_read(self.response.revision.html["stem"], self.response.values)


def answer_keys(
    quiz: Quiz, question: Question, students: QuerySet[User], *, only_waiting: bool, anonymous: bool
) -> dict[str, int]:
    """The answers to mark, in the order of their page: ids of responses by key, in one query.

    Anonymous answers come in the order of their keys, others by name.
    """
    found = to_mark(students) if only_waiting else _handed_in(students)
    found = found.filter(question=question, attempt__quiz=quiz)
    names = [f"attempt__user__{name}" for name in ("last_name", "first_name")]
    ids = found.order_by(*names, "attempt", "pk").values_list("pk", flat=True)
    keys = {answer_key(pk): pk for pk in ids}
    return dict(sorted(keys.items())) if anonymous else keys


def _handed_in(students: QuerySet[User]) -> QuerySet[Response]:
    """Answers that a person marks or marked."""
    by_person = Mark.objects.filter(
        response=OuterRef("pk"), origin=Mark.Origin.AUTOMATIC, verdict__state="manual"
    )
    handed_in = Response.objects.filter(
        Exists(by_person), attempt__state=Attempt.State.SUBMITTED, attempt__user__in=students
    )
    return handed_in.exclude(attempt__kind=Attempt.Kind.PREVIEW)


def answers_to_mark(keys: dict[str, int]) -> list[AnswerToMark]:
    """The answers of these keys, in their order, in two queries."""
    newest = Mark.objects.filter(response=OuterRef("pk")).order_by("-id")
    responses: dict[int, Any] = (
        Response.objects.select_related("attempt__user", "revision__answer_key")
        .annotate(standing_id=Subquery(newest.values("pk")[:1]))
        .in_bulk(list(keys.values()))
    )
    marks = Mark.objects.select_related("author").in_bulk(
        [response.standing_id for response in responses.values()]
    )
    return [
        AnswerToMark(
            key,
            responses[pk],
            marks[responses[pk].standing_id],
            in_words(responses[pk]),
            rubric_of(responses[pk]),
        )
        for key, pk in keys.items()
    ]


def in_words(response: Response) -> list[str]:
    """An answer as its student gave it, as plain text, a piece a line."""
    revision = response.revision
    pieces = describe(revision.kind, revision.public, response.answer)
    return [piece.text(gettext) if isinstance(piece, Message) else piece for piece in pieces]
