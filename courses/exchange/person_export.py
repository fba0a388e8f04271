"""All the site holds about a person, as JSON, written piece by piece.

A mark is told as soon as its quiz tells it to the student, no earlier.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch, QuerySet

from courses.accounts.audit import events_about
from courses.accounts.models import AuditEvent, User
from courses.content.models import Course
from courses.progress.quiz_page import is_withheld
from courses.progress.terms import course_terms
from courses.quizzes.models import Attempt, Mark, Response

Row = dict[str, Any]
AT_ONCE = 100


def person_json(user: User, now: datetime) -> Iterator[str]:
    """The text of one JSON object; memory does not grow with what the person did."""
    yield "{" + f'"account": {_text(_account(user))}'
    lists: dict[str, Iterable[Row]] = {
        "cohorts": _cohorts(user),
        "lessons": _rows(user.lesson_progress, "lesson__title", "visited_at", "completed_at"),
        "attempts": _attempts(user, now),
        "reviews": _rows(user.review_cards, "notion__term", "due_at", "reviewed_at", "state"),
        "explorations": _rows(
            user.explorations,
            "lesson__title",
            "place",
            "case",
            "given",
            "prediction",
            "answer",
            "choice",
            "result",
            "created_at",
            "updated_at",
            "seen_at",
        ),
        "dates": _rows(
            user.schedules, "course__title", "quiz", "opens", "due", "closes", "time_zone"
        ),
        "granted": _rows_of_granted(user),
        "decided_totals": _rows(user.grade_overrides, "before", "after", "reason", "created_at"),
        "sign_ins": _rows(user.sessions, "expire_date"),
        "log": _log(user),
    }
    for name, rows in lists.items():
        yield f',\n"{name}": ['
        for place, row in enumerate(rows):
            yield f"{',' if place else ''}\n{_text(row)}"
        yield "]"
    yield "}\n"


def _text(value: Row) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def _account(user: User) -> Row:
    names = ("identifier", "email", "first_name", "last_name", "date_joined", "last_login")
    roles = ("is_teacher", "is_manager", "is_superuser", "single_key_shortcuts")
    return {name: getattr(user, name) for name in (*names, *roles)}


def _rows(related: Any, *fields: str) -> Iterator[Row]:
    rows: QuerySet[Any, Row] = related.order_by("pk").values(*fields)
    return rows.iterator(AT_ONCE)


def _cohorts(user: User) -> Iterator[Row]:
    return _rows(user.memberships, "cohort__name", "role", "joined_at", "left_at")


def _rows_of_granted(user: User) -> list[Row]:
    granted = getattr(user, "accommodation", None)
    if granted is None:
        return []
    names = ("time_factor", "extra_attempts", "set_at")
    return [{name: getattr(granted, name) for name in names}]


def _attempts(user: User, now: datetime) -> Iterator[Row]:
    held_back = _held_back(user, now)
    responses = Response.objects.select_related("question").prefetch_related("marks")
    attempts = user.attempts.select_related("quiz__course").order_by("pk")
    whole = attempts.prefetch_related(Prefetch("responses", responses))
    for attempt in whole.iterator(AT_ONCE):
        tells = attempt.quiz_id not in held_back and (
            attempt.state == Attempt.State.SUBMITTED or attempt.quiz.answers_at_once
        )
        yield {
            "course": attempt.quiz.course.title,
            "quiz": attempt.quiz.title,
            "kind": attempt.kind,
            "state": attempt.state,
            "started_at": attempt.started_at,
            "submitted_at": attempt.submitted_at,
            "reopening": attempt.reopening,
            "answers": [_answer(response, tells) for response in attempt.responses.all()],
        }


def _held_back(user: User, now: datetime) -> set[int]:
    """The quizzes whose marks wait until they have closed for everybody."""
    waiting = user.attempts.filter(quiz__waits_for_closing=True)
    held: set[int] = set()
    for course in Course.objects.filter(quizzes__attempts__in=waiting).distinct():
        terms = course_terms(user, course)
        quizzes = course.quizzes.filter(waits_for_closing=True)
        held.update(quiz.pk for quiz in quizzes if is_withheld(quiz, terms.of(quiz.slug), now))
    return held


def _answer(response: Response, tells: bool) -> Row:
    return {
        "question": response.question.slug,
        "answer": response.answer,
        "saved_at": response.saved_at,
        "marks": [_mark(mark) for mark in response.marks.all()] if tells else None,
    }


def _mark(mark: Mark) -> Row:
    told = {"comment": mark.verdict.get("comment", ""), "reason": mark.reason}
    points = {"points": mark.points, "out_of": mark.out_of, "origin": mark.origin}
    return {**points, **told, "at": mark.created_at}


def _log(user: User) -> Iterator[Row]:
    """What the log tells of the person; marks stand with their answers."""
    for event in events_about(user):
        if event.action != AuditEvent.Action.MARK:
            about = {"at": event.at, "what": event.action, "about": event.subject}
            yield {**about, "before": event.before, "after": event.after}
