"""The analysis of one question: who chose what, which mistakes come back, how long it takes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from courses.quizzes.analysis.course import NO_HTML, Measures, measure, option_html, rights
from courses.quizzes.analysis.mistakes import Mistake, mistakes
from courses.quizzes.analysis.queries import (
    AnswerRow,
    answer_rows,
    revisions_read_alike,
    seconds_taken,
)
from courses.quizzes.analysis.statistics import TICKED_KINDS, Sums, option_uses
from courses.quizzes.models import AnswerKey, Question, QuestionRevision, Quiz
from courses.quizzes.placeholders import stem_to_read
from courses.quizzes.text.reading import read_quiz


@dataclass(frozen=True)
class OptionLine:
    """An option, who chose it, and what the question tells them."""

    html: SafeString
    feedback: SafeString
    right: bool
    chosen: int
    percent: int


@dataclass(frozen=True)
class QuestionAnalysis:
    """`options` for the kinds that tick them, commonest first, otherwise `mistakes`.

    `blank` people left it unanswered. `draws`: each student gets numbers of their own, so that
    mistakes cannot be put together.
    """

    kind: str
    stem: SafeString
    measures: Measures
    options: tuple[OptionLine, ...]
    mistakes: tuple[Mistake, ...]
    blank: int
    draws: bool
    quizzes: tuple[Quiz, ...]


def question_analysis(question: Question, untold: Iterable[int] = ()) -> QuestionAnalysis:
    """What first answers say of a question that was written, in six queries.

    Those in the quizzes `untold` are left out, as in the analysis of a course.
    """
    revisions = QuestionRevision.objects.filter(question=question)
    revision = revisions.get(pk=question.published_id or question.newest_id or 0)
    key = AnswerKey.objects.get(revision=revision)
    asked_in = Q(responses__question=question) & ~Q(quiz__in=untold)
    read_alike = revisions_read_alike(question.course_id)
    rows = list(answer_rows(asked_in, answers="all", question=question.pk))
    taken = seconds_taken(asked_in, read_alike, question.pk).get(question.pk, Counter())
    ticked = key.key if revision.kind in TICKED_KINDS else None
    counted = [row for row in rows if row.revision in read_alike]
    draws = any(each.ranges for each in read_quiz(key.source).questions)
    given = [] if draws else [(row.answer, row.sums.answers) for row in counted]
    return QuestionAnalysis(
        kind=revision.kind,
        stem=mark_safe(stem_to_read(revision.html["stem"])),  # noqa: S308 - made by courses.markup
        measures=measure(revision, ticked, rows, read_alike, taken),
        options=_options(revision, ticked, counted) if ticked else (),
        mistakes=mistakes(revision.kind, revision.public, key.key, given),
        blank=sum(row.sums.answers for row in counted if not row.answer),
        draws=draws,
        quizzes=_quizzes(question),
    )


def _options(
    revision: QuestionRevision, key: Mapping[str, Any], rows: list[AnswerRow]
) -> tuple[OptionLine, ...]:
    total = sum((row.sums for row in rows), Sums()).answers
    uses = option_uses(rights(key), ((row.answer, row.sums) for row in rows))
    return tuple(
        OptionLine(
            html=option_html(revision, use.id),
            feedback=_feedback(key, use.id),
            right=use.right,
            chosen=use.chosen,
            percent=round(100 * use.chosen / total) if total else 0,
        )
        for use in sorted(uses, key=lambda use: -use.chosen)
    )


def _feedback(key: Mapping[str, Any], option: str) -> SafeString:
    if "options" in key:
        told = next(each for each in key["options"] if each["id"] == option)
    else:
        told = key[option]
    if "feedback" not in told:
        return NO_HTML
    return mark_safe(str(key["html"]["feedback"][told["feedback"]]))  # noqa: S308 - as above


def _quizzes(question: Question) -> tuple[Quiz, ...]:
    quizzes = Quiz.objects.filter(items__question=question).select_related("lesson", "section")
    return tuple(quizzes.order_by("pk"))
