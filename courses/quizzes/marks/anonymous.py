"""Answers marked without names: what names them, and until when names are kept away.

Ids of rows follow the order in which students handed in, which pages tell beside their names;
so where names are hidden neither a page nor the log shows an id.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Min, QuerySet
from django.utils.crypto import salted_hmac

from courses.accounts.models import User
from courses.quizzes.models import Attempt, Quiz, Response

CODE = 4


def answer_key(response: int) -> str:
    """Names an answer on its page, by the id of its response; says nothing of who gave it."""
    return _opaque("answer", response)


def answer_code(response: int) -> str:
    """The beginning of its key, as it is read aloud."""
    return answer_key(response)[:CODE].upper()


def mark_token(mark: int) -> str:
    """Names the mark that a page showed, by its id."""
    return _opaque("mark", mark)


def _opaque(what: str, pk: int) -> str:
    return salted_hmac(f"courses.quizzes.marking.{what}", str(pk)).hexdigest()[:16]


def to_mark(students: QuerySet[User] | Sequence[int]) -> QuerySet[Response]:
    """Answers that wait for a person's mark, in attempts that `students` (or ids) handed in."""
    return waiting_answers().filter(attempt__user__in=students)


def waiting_answers() -> QuerySet[Response]:
    """The same, whoever gave them."""
    return (
        Response.objects.filter(
            points=None, out_of__isnull=False, attempt__state=Attempt.State.SUBMITTED
        )
        .exclude(attempt__kind=Attempt.Kind.PREVIEW)
        .order_by()
    )


def first_handed_in(
    quizzes: Iterable[int], students: QuerySet[User] | Sequence[int]
) -> dict[int, datetime]:
    """When the first of `students` handed in each of the quizzes, in one query; none asks nothing.

    Told of what is marked without names in place of the oldest answer that waits: when that moment
    moves, its answer was just marked, and pages tell beside names who handed in when.
    """
    if not (asked := list(quizzes)):
        return {}
    attempts = Attempt.objects.filter(
        quiz__in=asked, user__in=students, state=Attempt.State.SUBMITTED
    ).exclude(kind=Attempt.Kind.PREVIEW)
    rows = attempts.order_by().values_list("quiz").annotate(at=Min("submitted_at"))
    return {quiz: at for quiz, at in rows if at is not None}


def hides_names(quiz: Quiz, students: QuerySet[User]) -> bool:
    """Whether the quiz is marked without names: until nothing of it waits."""
    return quiz.marks_anonymously and waits_in(quiz, students)


def hides_answers(attempt: Attempt, students: QuerySet[User]) -> bool:
    """Whether what a person marks in the attempt is kept from who reads its student's name.

    Also while it is under way: who had read an answer would know it again when marking it.
    """
    if not attempt.quiz.marks_anonymously:
        return False
    return attempt.state == Attempt.State.OPEN or waits_in(attempt.quiz, students)


def waits_in(quiz: Quiz, students: QuerySet[User]) -> bool:
    return to_mark(students).filter(attempt__quiz=quiz).exists()
