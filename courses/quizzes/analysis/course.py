"""The analysis of a course's questions, or of a quiz's, as its page lists them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from courses.content.models import Course
from courses.quizzes.analysis.durations import in_words
from courses.quizzes.analysis.queries import (
    AnswerRow,
    answer_rows,
    first_attempts,
    revisions_read_alike,
    seconds_taken,
)
from courses.quizzes.analysis.statistics import (
    FEW,
    TICKED_KINDS,
    Reason,
    Sums,
    discrimination,
    facility,
    median,
    option_uses,
    reasons,
)
from courses.quizzes.models import AnswerKey, Question, QuestionRevision, Quiz
from courses.quizzes.text.stems import stem_text

NO_HTML = SafeString("")


@dataclass(frozen=True)
class Doubt:
    """Why a question looks wrong; `option` is the HTML of the option it is about, or ""."""

    code: str
    option: SafeString = NO_HTML


@dataclass(frozen=True)
class Measures:
    """What first answers say of one question.

    `answers` were given to the text students read today, `older` to another one and are left
    out. `facility` lies between 0 and 1, `discrimination` between -1 and 1; both None where
    nothing can be said. `seconds` is the median time of an answer.
    """

    answers: int
    older: int
    facility: float | None
    discrimination: float | None
    seconds: int | None
    doubts: tuple[Doubt, ...]

    @property
    def few(self) -> bool:
        """Whether counts are all that can be shown."""
        return self.answers < FEW

    @property
    def percent(self) -> int | None:
        return None if self.facility is None else round(100 * self.facility)

    @property
    def right_count(self) -> float:
        """The facility as a number of answers, for those shown by counts."""
        return round((self.facility or 0) * self.answers, 1)

    @property
    def time(self) -> str:
        return "" if self.seconds is None else in_words(self.seconds)

    @property
    def coefficient(self) -> str:
        """The discrimination as people write it, with a true minus sign."""
        if self.discrimination is None:
            return ""
        return number_format(self.discrimination, 2).replace("-", "−")

    @property
    def tells_apart(self) -> str:
        """How well the question tells apart: "against", "hardly", "somewhat", "well"; or ""."""
        if self.discrimination is None or self.few:
            return ""
        bounds = ((0.0, "against"), (0.2, "hardly"), (0.3, "somewhat"))
        return next((word for bound, word in bounds if self.discrimination < bound), "well")


@dataclass(frozen=True)
class AnalysedQuestion:
    question: Question
    kind: str
    stem: str
    measures: Measures


@dataclass(frozen=True)
class Analysis:
    """`people` handed in a first attempt; they won `percent` of the points, None without any."""

    rows: tuple[AnalysedQuestion, ...]
    people: int
    percent: int | None

    @property
    def doubtful(self) -> list[AnalysedQuestion]:
        return [row for row in self.rows if row.measures.doubts]


def course_analysis(
    course: Course, quiz: Quiz | None = None, untold: Iterable[int] = ()
) -> Analysis:
    """The questions of a course, or those `quiz` asked, in six queries.

    Answers in the quizzes `untold` are left out: what a mark changes here would tell whose it is.
    """
    asked = Q(quiz__course=course) if quiz is None else Q(quiz=quiz)
    quizzes = asked & ~Q(quiz__in=untold)
    read_alike = revisions_read_alike(course.pk)
    given = by_question(answer_rows(quizzes, answers="ticked"))
    taken = seconds_taken(quizzes, read_alike)
    shown = (
        Q(archived_at=None) if quiz is None else Q(pk__in=list(given)) | Q(quiz_items__quiz=quiz)
    )
    questions = Question.objects.filter(shown, course=course, newest__isnull=False).distinct()
    rows = []
    for question in questions.select_related("published", "newest").order_by("pk"):
        revision = question.published or question.newest
        assert revision is not None
        rows.append((question, revision))
    keys = _ticked_keys(revision for _, revision in rows)
    analysed = tuple(
        AnalysedQuestion(
            question,
            revision.kind,
            stem_text(revision),
            measure(
                revision,
                keys.get(revision.pk),
                given[question.pk],
                read_alike,
                taken.get(question.pk, Counter()),
            ),
        )
        for question, revision in rows
    )
    points = {question.pk: float(revision.points) for question, revision in rows}
    people = first_attempts(quizzes).values("user").distinct().count()
    return Analysis(analysed, people, _percent(analysed, points))


def by_question(rows: Iterable[AnswerRow]) -> defaultdict[int, list[AnswerRow]]:
    found: defaultdict[int, list[AnswerRow]] = defaultdict(list)
    for row in rows:
        found[row.question].append(row)
    return found


def measure(
    revision: QuestionRevision,
    key: Mapping[str, Any] | None,
    rows: Iterable[AnswerRow],
    read_alike: set[int],
    taken: Counter[int],
) -> Measures:
    """What `rows`, the answers to one question, say of it; `key` is that of a ticked kind."""
    counted, older = list[AnswerRow](), 0
    for row in rows:
        if row.revision in read_alike:
            counted.append(row)
        else:
            older += row.sums.answers
    total = sum((row.sums for row in counted), Sums())
    uses = option_uses(rights(key), ((row.answer, row.sums) for row in counted)) if key else ()
    return Measures(
        answers=total.answers,
        older=older,
        facility=facility(total),
        discrimination=discrimination(total),
        seconds=median(taken),
        doubts=tuple(_doubt(each, revision) for each in reasons(revision.kind, total, uses)),
    )


def rights(key: Mapping[str, Any]) -> dict[str, bool]:
    """Which options a key of a ticked kind calls right, in the order of their author."""
    if "options" in key:
        return {option["id"]: option["right"] for option in key["options"]}
    return {answer: key["right"] == answer for answer in ("true", "false")}


def option_html(revision: QuestionRevision, option: str) -> SafeString:
    """An option as students read it, to be quoted in a sentence: without its full stop."""
    if revision.kind == "true-false":
        return format_html("{}", gettext("True") if option == "true" else gettext("False"))
    html = str(revision.html["options"][option])
    return mark_safe(html.removesuffix("."))  # noqa: S308 - made by courses.markup


def _doubt(reason: Reason, revision: QuestionRevision) -> Doubt:
    option = option_html(revision, reason.option) if reason.option else NO_HTML
    return Doubt(reason.code, option)


def _ticked_keys(revisions: Iterable[QuestionRevision]) -> dict[int, dict[str, Any]]:
    wanted = [revision.pk for revision in revisions if revision.kind in TICKED_KINDS]
    keys = AnswerKey.objects.filter(revision__in=wanted)
    return dict(keys.values_list("revision", "key"))


def _percent(rows: Iterable[AnalysedQuestion], points: Mapping[int, float]) -> int | None:
    won = possible = 0.0
    for row in rows:
        weight = points[row.question.pk] * row.measures.answers
        possible += weight
        won += weight * (row.measures.facility or 0)
    return round(100 * won / possible) if possible else None
