"""What a person should meet again today, why, and which questions ask it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from courses.accounts.models import User
from courses.content.models import Course, Notion
from courses.progress.models import ReviewCard
from courses.progress.reserved import reserved_questions
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.models import Attempt, Question, Quiz, QuizItem, Response

DAILY = 15  # notions asked in a day and a course, at most
KINDS_ASKED = [kind for kind in KINDS if kind != "open"]  # a person marks that one, later


@dataclass(frozen=True)
class DueNotion:
    """A notion to meet again: `missed` at its last answer, `days` ago."""

    notion: Notion
    missed: bool
    answered_at: datetime
    days: int


@dataclass(frozen=True)
class ReviewDay:
    """Today's review of one course.

    `due` is what it asks, at most DAILY less `done`, the questions answered already; `waiting`
    are due too, and come on other days. `next_at`: when something is due again, if nothing is.
    """

    due: tuple[DueNotion, ...]
    waiting: int
    done: int
    running: Attempt | None
    next_at: datetime | None


@dataclass(frozen=True)
class CourseReview:
    """A course with `count` notions to review today."""

    course: Course
    count: int


def reviewable_questions(reserved: Collection[int]) -> QuerySet[Question]:
    """Questions a review may ask: met in lessons and practice, of lessons that students read.

    None of the `reserved` ones (see `progress.reserved`), none that a person must mark.
    """
    items = QuizItem.objects.filter(question=OuterRef("pk"), quiz__archived_at=None)
    practised = items.filter(
        quiz__is_published=True,
        quiz__kind__in=[Quiz.Kind.CHECK, Quiz.Kind.SECTION, Quiz.Kind.PRACTICE],
    )
    read = Q(lesson=None) | Q(lesson__published__isnull=False, lesson__archived_at=None)
    return (
        Question.objects.current()
        .filter(read, Exists(practised), published__kind__in=KINDS_ASKED)
        .exclude(pk__in=reserved)
    )


def review_day(*, course: Course, user: User, now: datetime) -> ReviewDay:
    """Today's review, in four queries where no exam is to come, otherwise in seven."""
    return _review_day(course, user, now, reserved_questions(user, [course], now))


def _review_day(course: Course, user: User, now: datetime, reserved: Collection[int]) -> ReviewDay:
    cards = list(_cards(user, reserved).filter(notion__course=course).select_related("notion"))
    due = [card for card in cards if card.due_at <= now]
    done = _answered_today(user, now).filter(attempt__quiz__course=course).count()
    today = due[: max(0, DAILY - done)]
    attempts = Attempt.objects.filter(
        user=user, quiz__course=course, quiz__kind=Quiz.Kind.REVIEW, state=Attempt.State.OPEN
    )
    return ReviewDay(
        due=tuple(_due(card, now) for card in today),
        waiting=len(due) - len(today),
        done=done,
        running=attempts.first(),
        next_at=min((card.due_at for card in cards if card.due_at > now), default=None),
    )


def questions_to_review(*, course: Course, user: User, now: datetime) -> list[Question]:
    """A question for each notion of today's review, with its published revision.

    One never answered before if there is one, otherwise that answered longest ago: never the
    last one while there is another. A question about two of the notions is asked once.
    """
    reserved = reserved_questions(user, [course], now)
    due = [each.notion.pk for each in _review_day(course, user, now, reserved).due]
    answered = Response.objects.filter(
        question=OuterRef("pk"), attempt__user=user, released_at__isnull=False
    ).exclude(attempt__kind=Attempt.Kind.PREVIEW)
    last = answered.order_by().values("question").annotate(at=Max("released_at")).values("at")
    questions = (
        reviewable_questions(reserved)
        .filter(notions__in=due)
        .annotate(answered_at=Subquery(last), about=F("notions"))
        .select_related("published")
        .order_by(F("answered_at").asc(nulls_first=True), "pk")
    )
    by_notion: defaultdict[int, list[Any]] = defaultdict(list)
    for question in questions:
        by_notion[question.about].append(question)
    return _one_each([by_notion[notion] for notion in due])


def courses_to_review(courses: QuerySet[Course], user: User, now: datetime) -> list[CourseReview]:
    """The courses with something to review today.

    In one query where nothing is due, in two where no exam is to come, otherwise in six.
    """
    found = _to_review(courses, user, now, reserved=())
    reserved = reserved_questions(user, [each.course for each in found], now) if found else ()
    return _to_review(courses, user, now, reserved) if reserved else found


def _to_review(
    courses: QuerySet[Course], user: User, now: datetime, reserved: Collection[int]
) -> list[CourseReview]:
    due = _cards(user, reserved).filter(due_at__lte=now, notion__course=OuterRef("pk")).order_by()
    done = _answered_today(user, now).filter(attempt__quiz__course=OuterRef("pk")).order_by()
    rows = courses.annotate(
        due=_counted(due, "notion__course"), done=_counted(done, "attempt__quiz__course")
    ).filter(due__gt=0, done__lt=DAILY)
    return [CourseReview(row, min(row.due, DAILY - row.done)) for row in rows]


def _cards(user: User, reserved: Collection[int]) -> QuerySet[ReviewCard]:
    """The person's cards that a question can ask, those missed first, then the longest due."""
    askable = reviewable_questions(reserved).filter(notions=OuterRef("notion"))
    cards = ReviewCard.objects.filter(Exists(askable), user=user)
    return cards.order_by(F("state__missed").desc(nulls_last=True), "due_at", "pk")


def _answered_today(user: User, now: datetime) -> QuerySet[Response]:
    """What the person answered in reviews since midnight where they are."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Response.objects.filter(
        attempt__user=user,
        attempt__kind=Attempt.Kind.REVIEW,
        released_at__gte=midnight,
    )


def _counted(rows: QuerySet[Any], group: str) -> Coalesce:
    counts = rows.values(group).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def _due(card: ReviewCard, now: datetime) -> DueNotion:
    days = (timezone.localtime(now).date() - timezone.localtime(card.reviewed_at).date()).days
    return DueNotion(card.notion, card.state["missed"], card.reviewed_at, days)


def _one_each(choices: Sequence[Sequence[Question]]) -> list[Question]:
    """The first question of each choice, unless one of it is asked already."""
    asked: dict[int, Question] = {}
    for questions in choices:
        if questions and not any(question.pk in asked for question in questions):
            asked[questions[0].pk] = questions[0]
    return list(asked.values())
