"""The bank of a course: its questions, searched, sorted and listed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from courses.content.french import index_terms, words
from courses.content.models import Course
from courses.quizzes.analysis.queries import Untold, facilities
from courses.quizzes.analysis.statistics import Facility
from courses.quizzes.filters import matching_questions
from courses.quizzes.labels import BLOOM_LABELS, KIND_LABELS
from courses.quizzes.models import Question, Quiz
from courses.quizzes.split import public_texts
from courses.quizzes.text.stems import stem_text

MOST_WORDS = 12

STATES: Mapping[str, Q] = {
    "draft": Q(archived_at=None, published=None),
    "published": Q(archived_at=None, published=F("newest")),
    "modified": Q(archived_at=None, published__isnull=False) & ~Q(published=F("newest")),
    "archived": Q(archived_at__isnull=False),
}
# The share of points won on first attempts: from (included) and to (excluded, but for 1).
BANDS: Mapping[str, tuple[float, float]] = {
    "very-hard": (0.0, 0.3),
    "hard": (0.3, 0.5),
    "medium": (0.5, 0.8),
    "easy": (0.8, 0.95),
    "very-easy": (0.95, 1.01),
}
UNMEASURED = "unmeasured"
ORDERS: Mapping[str, tuple[Any, ...]] = {
    "": (
        F("section__chapter__position").asc(nulls_last=True),
        F("section__position").asc(nulls_last=True),
        F("lesson__position").asc(nulls_last=True),
        "pk",
    ),
    "id": ("slug", "pk"),
    "newest": ("-newest__created_at", "-pk"),
}


@dataclass(frozen=True)
class BankSearch:
    """What the questions of a bank are reduced to; "" asks for nothing.

    `lesson` and `notion` are slugs, `section` a rank in the course, `objective` a code, `bloom`
    and `kind` English names; `state` is one of STATES, `difficulty` one of BANDS or UNMEASURED,
    `order` one of ORDERS.
    """

    words: str = ""
    lesson: str = ""
    section: str = ""
    notion: str = ""
    objective: str = ""
    bloom: str = ""
    kind: str = ""
    state: str = ""
    difficulty: str = ""
    order: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves questions out of the list."""
        return any(getattr(self, each.name) for each in fields(self) if each.name != "order")

    @property
    def filters(self) -> list[tuple[str, str]]:
        """Its part that a quiz can draw by, under the names of quizzes.words.FILTERS."""
        names = ("lesson", "section", "objective", "bloom", "notion", "kind")
        return [(name, getattr(self, name)) for name in names if getattr(self, name)]


@dataclass(frozen=True)
class QuestionRow:
    """A question in its course's bank; `state` is one of STATES."""

    question: Question
    kind: str
    stem: str
    points: Decimal
    bloom: str
    state: str
    facility: Facility | None = None

    @property
    def kind_label(self) -> str:
        return str(KIND_LABELS[self.kind])

    @property
    def bloom_label(self) -> str:
        return str(BLOOM_LABELS[self.bloom]) if self.bloom else ""

    @property
    def percent(self) -> int | None:
        """Of the points, the share won on first attempts."""
        return None if self.facility is None else round(100 * self.facility.facility)


def find_questions(course: Course, search: BankSearch, untold: Untold) -> QuerySet[Question]:
    """The questions of a course that `search` keeps, in its order; the bin only if it says so.

    How difficult they are is said without the answers in the quizzes `untold`.
    """
    found = Question.objects.filter(course=course, newest__isnull=False)
    found = found.filter(STATES[search.state] if search.state else Q(archived_at=None))
    for stem in _stems(search.words):
        found = found.filter(terms__contains=f" {stem}")
    if search.filters:
        kept = matching_questions(course, search.filters, bin_too=search.state == "archived")
        found = found.filter(pk__in=kept.values("pk"))
    if search.difficulty:
        found = found.filter(_as_difficult(course, search.difficulty, untold))
    return found.order_by(*ORDERS[search.order])


def question_rows(
    ids: Iterable[int], measured: Mapping[int, Facility] | None = None
) -> list[QuestionRow]:
    """The questions with these ids as a page lists them, in this order, in one query."""
    known = measured or {}
    order = {pk: place for place, pk in enumerate(ids)}
    questions = Question.objects.filter(pk__in=order).select_related(
        "lesson", "section", "objective", "newest"
    )
    return [
        QuestionRow(
            question=row,
            kind=row.newest.kind,
            stem=stem_text(row.newest),
            points=row.newest.points,
            bloom=row.newest.bloom,
            state=_state(row),
            facility=known.get(row.pk),
        )
        for row in sorted(questions, key=lambda each: order[each.pk])
        if row.newest is not None
    ]


def search_terms(slug: str, public: Mapping[str, Any]) -> str:
    """What the search of the bank looks through: a question's id, stem and options."""
    texts = (slug, public["stem"], *public_texts(public).values())
    return "".join(f" {term}" for text in texts for term in index_terms(text).split())


def askable(quiz: Quiz) -> QuerySet[Question]:
    """Published questions a quiz may ask: of its lesson, of its section, or of its course."""
    published = Question.objects.current().filter(course=quiz.course_id, published__isnull=False)
    if quiz.lesson_id or quiz.section_id:
        place = Q(lesson=quiz.lesson_id) if quiz.lesson_id else Q(section=quiz.section_id)
        published = published.filter(place)
    return published.select_related("published", "lesson").order_by("lesson__position", "pk")


def _stems(text: str) -> Iterable[str]:
    return list(dict.fromkeys(word.stem for word in words(text)))[:MOST_WORDS]


def _as_difficult(course: Course, band: str, untold: Untold) -> Q:
    measured = facilities(course, untold)
    if band == UNMEASURED:
        return ~Q(pk__in=list(measured))
    low, high = BANDS[band]
    return Q(pk__in=[pk for pk, each in measured.items() if low <= each.facility < high])


def _state(row: Question) -> str:
    if row.archived_at is not None:
        return "archived"
    if row.published_id is None:
        return "draft"
    return "published" if row.published_id == row.newest_id else "modified"
