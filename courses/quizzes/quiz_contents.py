"""What a quiz asks and what that is worth, for the pages of its teacher."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value

from courses.content.models import Course
from courses.quizzes.filters import matching_questions
from courses.quizzes.models import Attempt, Quiz, QuizItem
from courses.quizzes.text.stems import stem_text

ZERO = Decimal(0)


@dataclass(frozen=True)
class Matching:
    """How many published questions a draw may take; `points`: how many there are of each worth.

    Those the quiz names, and those that an earlier draw by the same filters takes, are not left to
    take. What draws by other filters take is not known before they are made.
    """

    count: int = 0
    points: tuple[tuple[Decimal, int], ...] = ()

    def least(self, questions: int) -> Decimal:
        """The points of that many questions, if they are those worth least."""
        return _sum(sorted(self.points), questions)

    def most(self, questions: int) -> Decimal:
        return _sum(sorted(self.points, reverse=True), questions)


@dataclass(frozen=True)
class Worth:
    """How many questions, and how many points: from `low` to `high` where questions are drawn."""

    questions: int = 0
    low: Decimal = ZERO
    high: Decimal = ZERO

    def __add__(self, other: "Worth") -> "Worth":
        return Worth(self.questions + other.questions, self.low + other.low, self.high + other.high)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class ItemRow:
    """A row of a quiz: a question (`stem`, `state`), or a draw (`filters`, `matching`).

    `state` of a question: "asked", "draft" or "archived"; only the first reaches students.
    """

    id: int
    question_id: int | None
    slug: str
    stem: str
    state: str
    filters: tuple[tuple[str, str], ...]
    count: int | None
    matching: Matching
    worth: Worth

    @property
    def lacks(self) -> bool:
        """Whether a draw finds fewer questions than it asks for, or none."""
        return self.question_id is None and self.matching.count < (self.count or 1)


@dataclass(frozen=True)
class QuizSummaryRow:
    """A quiz in the list of its course."""

    quiz: Quiz
    worth: Worth
    attempts: int
    people: int

    @property
    def state(self) -> str:
        """ "archived", "published" or "draft"."""
        if self.quiz.archived_at is not None:
            return "archived"
        return "published" if self.quiz.is_published else "draft"


def quiz_contents(quiz: Quiz) -> list[ItemRow]:
    """The rows of a quiz in their order, in two queries."""
    items = list(
        quiz.items.select_related("question__newest", "question__published").order_by("position")
    )
    matching = _left_to_take(items, _matching(quiz.course, items))
    return [_row(item, matching) for item in items]


def total(rows: Iterable[ItemRow]) -> Worth:
    """What the rows are worth together."""
    return sum((row.worth for row in rows), Worth())


def course_quizzes(course: Course) -> list[QuizSummaryRow]:
    """The quizzes of a course but reviews, in four queries; previews are no attempts."""
    quizzes = list(
        course.quizzes.exclude(kind=Quiz.Kind.REVIEW)
        .select_related("lesson__section", "section")
        .order_by("lesson__section__position", "lesson__position", "section__position", "pk")
    )
    worths = _worths(course)
    counted = (
        Attempt.objects.filter(quiz__course=course)
        .exclude(kind=Attempt.Kind.PREVIEW)
        .order_by()
        .values("quiz")
        .annotate(attempts=Count("pk"), people=Count("user", distinct=True))
    )
    done = {row["quiz"]: row for row in counted}
    return [
        QuizSummaryRow(
            quiz=quiz,
            worth=worths.get(quiz.pk, Worth()),
            attempts=done.get(quiz.pk, {}).get("attempts", 0),
            people=done.get(quiz.pk, {}).get("people", 0),
        )
        for quiz in quizzes
    ]


def _worths(course: Course) -> dict[int, Worth]:
    """What each quiz is worth, by its id."""
    asked = Q(question__published__isnull=False, question__archived_at=None)
    fixed = (
        QuizItem.objects.filter(asked, quiz__course=course)
        .order_by()
        .values("quiz")
        .annotate(questions=Count("pk"), points=Sum("question__published__points"))
    )
    worths = {row["quiz"]: Worth(row["questions"], row["points"], row["points"]) for row in fixed}
    draws = list(QuizItem.objects.filter(quiz__course=course, question=None))
    matching = _left_to_take(draws, _matching(course, draws))
    for item in draws:
        drawn = _drawn(item, matching.get(item.pk, Matching()))
        worths[item.quiz_id] = worths.get(item.quiz_id, Worth()) + drawn
    return worths


def matching_now(quiz: Quiz, filters: Iterable[tuple[str, str]]) -> Matching:
    """What a draw by these filters, added at the end of a quiz, may take now."""
    added = QuizItem(pk=0, quiz=quiz, filters=[list(pair) for pair in filters])
    items = [*quiz.items.filter(question=None), added]
    return _left_to_take(items, _matching(quiz.course, items)).get(0, Matching())


def _left_to_take(
    items: Iterable[QuizItem], matching: Mapping[int, Matching]
) -> dict[int, Matching]:
    """What each draw may take once the draws before it, by the same filters, have taken theirs."""
    left: dict[int, Matching] = {}
    taken: dict[tuple[Any, ...], int] = {}
    for item in items:
        if item.question_id is not None:
            continue
        same = (item.quiz_id, *sorted(map(tuple, item.filters)))
        found = matching.get(item.pk, Matching())
        left[item.pk] = replace(found, count=max(0, found.count - taken.get(same, 0)))
        taken[same] = taken.get(same, 0) + _drawn(item, left[item.pk]).questions
    return left


def _matching(course: Course, items: Iterable[QuizItem]) -> dict[int, Matching]:
    """What the filters of each draw among `items` keep, by its id, in one query for them all."""
    draws = [_counted(course, item) for item in items if item.question_id is None]
    if not draws:
        return {}
    rows: QuerySet[Any] = draws[0].union(*draws[1:], all=True) if draws[1:] else draws[0]
    kept: dict[int, Matching] = {}
    for row in rows:
        before = kept.get(row["item"], Matching())
        kept[row["item"]] = Matching(
            before.count + row["found"], (*before.points, (row["worth"], row["found"]))
        )
    return kept


def _counted(course: Course, item: QuizItem) -> QuerySet[Any]:
    drawable = matching_questions(course, item.filters).filter(published__isnull=False)
    named = QuizItem.objects.filter(quiz=item.quiz_id).exclude(question=None)
    return (
        drawable.exclude(pk__in=named.order_by().values("question"))
        .order_by()
        .annotate(item=Value(item.pk), worth=F("published__points"))
        .values("item", "worth")
        .annotate(found=Count("pk"))
    )


def _drawn(item: QuizItem, matching: Matching) -> Worth:
    count = matching.count if item.count is None else min(item.count, matching.count)
    return Worth(count, matching.least(count), matching.most(count))


def _sum(points: Iterable[tuple[Decimal, int]], questions: int) -> Decimal:
    """The points of the first `questions` of these: (points each, how many)."""
    sum_ = ZERO
    for each, count in points:
        taken = min(count, questions)
        sum_, questions = sum_ + each * taken, questions - taken
    return sum_


def _row(item: QuizItem, matching: Mapping[int, Matching]) -> ItemRow:
    question, found = item.question, matching.get(item.pk, Matching())
    if question is None:
        filters = tuple((name, value) for name, value in item.filters)
        worth = _drawn(item, found)
        return ItemRow(item.pk, None, "", "", "asked", filters, item.count, found, worth)
    shown = question.published or question.newest
    state = "draft" if question.published is None else "asked"
    state = "archived" if question.archived_at is not None else state
    points = question.published.points if question.published and state == "asked" else ZERO
    return ItemRow(
        id=item.pk,
        question_id=question.pk,
        slug=question.slug,
        stem=stem_text(shown) if shown else question.slug,
        state=state,
        filters=(),
        count=None,
        matching=Matching(),
        worth=Worth(int(state == "asked"), points, points),
    )
