"""Answers added up by the database, for the analysis of questions.

Counted are the first attempts that people handed in at each quiz, previews and reviews apart;
of each answer, what it stands at. An answer that waits for its mark is not counted yet.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from courses.content.models import Course
from courses.quizzes.analysis.statistics import TICKED_KINDS, Facility, Sums, facility
from courses.quizzes.models import Attempt, QuestionRevision, Quiz, Response

Untold = QuerySet[Quiz] | Iterable[int]  # quizzes, as rows or by their ids

# The ORM selects the answers, one a row and in these columns; the statements add them up.
_MARKED = ("question", "revision", "attempt", "answer", "points", "out_of")
_SAVED = ("question", "revision", "attempt", "saved_at", "attempt__started_at")
_SUMS = """
SELECT question, revision, answer, COUNT(*), SUM(score), COUNT(rest),
    COALESCE(SUM(CASE WHEN rest IS NOT NULL THEN score END), 0),
    COALESCE(SUM(CASE WHEN rest IS NOT NULL THEN score * score END), 0),
    COALESCE(SUM(rest), 0), COALESCE(SUM(rest * rest), 0), COALESCE(SUM(rest * score), 0)
FROM (
    SELECT question, revision, {answer} AS answer,
        CAST(points AS double precision) / CAST(out_of AS double precision) AS score,
        CAST(SUM(points) OVER whole - points AS double precision)
            / NULLIF(CAST(SUM(out_of) OVER whole - out_of AS double precision), 0) AS rest
    FROM ({answers}) AS marked WHERE out_of > 0
    WINDOW whole AS (PARTITION BY attempt)
) AS scored WHERE {asked} GROUP BY question, revision, answer
"""
_ANSWER = {
    "none": "NULL",
    "ticked": "CASE WHEN revision__kind IN ({kinds}) THEN answer END".format(
        kinds=", ".join(f"'{kind}'" for kind in TICKED_KINDS)
    ),
    "all": "answer",
}
_SECONDS = """
SELECT question, revision, seconds, COUNT(*) FROM (
    SELECT question, revision,
        ended - COALESCE(LAG(ended) OVER (PARTITION BY attempt ORDER BY ended), began) AS seconds
    FROM (
        SELECT question, revision, attempt, {ended} AS ended, {began} AS began
        FROM ({answers}) AS saved
    ) AS timed
) AS waited WHERE seconds > 0 AND {asked} GROUP BY question, revision, seconds
"""
_EPOCH = {
    "sqlite": "CAST(strftime('%%s', {}) AS INTEGER)",
    "postgresql": "CAST(EXTRACT(EPOCH FROM {}) AS BIGINT)",
}


@dataclass(frozen=True)
class AnswerRow:
    """Who gave the same answer to a revision; `answer` is None where answers are not told apart."""

    question: int
    revision: int
    answer: Any
    sums: Sums


def first_attempts(quizzes: Q) -> QuerySet[Attempt]:
    """Each person's first attempt handed in at each of the quizzes that `quizzes` keeps."""
    counted = Attempt.objects.filter(
        state=Attempt.State.SUBMITTED, kind__in=[Attempt.Kind.PRACTICE, Attempt.Kind.GRADED]
    ).order_by()
    # Looked up for each attempt: where there are many others, the database must not compare all.
    of_person = counted.filter(user=OuterRef("user"), quiz=OuterRef("quiz"))
    first = of_person.order_by("number").values("number")[:1]
    return counted.filter(quizzes, number=Subquery(first))


def answer_rows(
    quizzes: Q, *, answers: str = "none", question: int | None = None
) -> Iterator[AnswerRow]:
    """The answers of first attempts at `quizzes`, added up, in one query.

    `answers`: "none" or "all" told apart, or those of the kinds whose options are "ticked".
    """
    template = _SUMS.replace("{answer}", _ANSWER[answers])
    marked = Response.objects.filter(attempt__in=first_attempts(quizzes), points__isnull=False)
    columns = (*_MARKED, *(["revision__kind"] if answers == "ticked" else []))
    for row in _rows(template, marked.order_by(), columns, question):
        answer = None if row[2] is None else json.loads(row[2])
        yield AnswerRow(row[0], row[1], answer, Sums(*row[3:]))


def seconds_taken(
    quizzes: Q, revisions: set[int], question: int | None = None
) -> dict[int, Counter[int]]:
    """How many answers took how many seconds, by question, in one query.

    The time of an answer is that since the one saved before it in the attempt, or since its
    start: it counts the reading of the question, and whatever else happened meanwhile. What came
    in less than a second was not typed by a person.
    """
    epoch = _EPOCH[connection.vendor]
    template = _SECONDS.replace("{ended}", epoch.format("saved_at"))
    template = template.replace("{began}", epoch.format("attempt__started_at"))
    saved = Response.objects.filter(attempt__in=first_attempts(quizzes), saved_at__isnull=False)
    taken: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for asked, revision, seconds, count in _rows(template, saved.order_by(), _SAVED, question):
        if revision in revisions:
            taken[asked][seconds] += count
    return taken


def revisions_read_alike(course_id: int) -> set[int]:
    """The revisions that say to students what the published one of their question says.

    Answers to another text are answers to another question, and are not counted; a revision
    that only corrects the key is. A question that is not published is read as it was last.
    """
    revisions = QuestionRevision.objects.filter(question__course=course_id).order_by("number")
    rows = revisions.values_list("pk", "question", "public", "question__published")
    newest = {question: pk for pk, question, _, _ in rows}
    public = {pk: text for pk, _, text, _ in rows}
    return {pk for pk, question, text, shown in rows if text == public[shown or newest[question]]}


def facilities(course: Course, untold: Untold) -> dict[int, Facility]:
    """How easy each answered question of a course is, by its id, in two queries.

    Answers in the quizzes `untold` are left out: a share that stays as it was when one of them is
    marked would tell that it is of somebody who tried again.
    """
    read_alike = revisions_read_alike(course.pk)
    sums: defaultdict[int, Sums] = defaultdict(Sums)
    for row in answer_rows(Q(quiz__course=course) & ~Q(quiz__in=untold)):
        if row.revision in read_alike:
            sums[row.question] += row.sums
    return {
        question: Facility(each.answers, share)
        for question, each in sums.items()
        if (share := facility(each)) is not None
    }


def _rows(
    template: str, answers: QuerySet[Any], columns: tuple[str, ...], question: int | None
) -> list[tuple[Any, ...]]:
    """What `template` makes of `answers`, of one question or of all."""
    try:
        selected, parameters = answers.values_list(*columns).query.sql_with_params()
    except EmptyResultSet:  # a class without students
        return []
    asked = "TRUE" if question is None else "question = %s"
    statement = template.replace("{asked}", asked).replace("{answers}", selected)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, *([] if question is None else [question])])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
