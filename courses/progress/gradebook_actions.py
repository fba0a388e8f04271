"""How a course is marked, and totals that a teacher decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from courses.accounts.audit import Change, course_scope, named, record_changes
from courses.accounts.models import AuditEvent, User
from courses.content.models import Course
from courses.progress.gradebook_log import differences, settings_in_words
from courses.progress.gradebook_queries import course_gradebook
from courses.progress.models import Gradebook, GradeItem, GradeOverride
from elearning.number_tags import mark_text


class DecidedMeanwhile(Exception):
    """Another total was decided after the one its author looked at."""


@dataclass(frozen=True)
class Counted:
    """A quiz that counts: among what, and how much."""

    quiz: int
    category: str
    weight: Decimal


@transaction.atomic
def save_gradebook(
    *,
    course: Course,
    dropped_exams: int,
    dropped_quizzes: int,
    is_published: bool,
    counted: Sequence[Counted],
    by: User,
    now: datetime,
) -> Gradebook:
    """Counts these quizzes of the course and no other; quizzes in the bin stay as they were.

    Totals follow at once, so the log of the course tells what changed.
    """
    standing = Gradebook.objects.select_for_update().filter(course=course).first()
    before = settings_in_words(standing)
    settings, _made = Gradebook.objects.update_or_create(
        course=course,
        defaults={
            "dropped_exams": dropped_exams,
            "dropped_quizzes": dropped_quizzes,
            "is_published": is_published,
        },
    )
    kept = course.quizzes.filter(pk__in=[each.quiz for each in counted]).in_bulk()
    settings.items.filter(quiz__archived_at=None).exclude(quiz__in=kept).delete()
    for each in counted:
        if each.quiz in kept:
            GradeItem.objects.update_or_create(
                quiz=kept[each.quiz],
                defaults={
                    "gradebook": settings,
                    "category": each.category,
                    "weight": each.weight,
                },
            )
    record_changes(
        by=by,
        action=AuditEvent.Action.COUNTING,
        scope=course_scope(course.pk),
        changes=differences(before, settings_in_words(settings)),
        now=now,
    )
    return settings


@transaction.atomic
def decide_total(
    *,
    course: Course,
    student: User,
    total: Decimal | None,
    reason: str,
    author: User,
    known: int,
    now: datetime,
) -> GradeOverride | None:
    """Adds a signed total in place of what stands; None gives back the computed one.

    `known` is the id of the decision its author saw, 0 for none. What stands already adds
    nothing and returns it. Raises DecidedMeanwhile where another decision stands.
    """
    settings = Gradebook.objects.select_for_update().get(course=course)
    standing = settings.overrides.filter(user=student).first()
    if total == (standing.after if standing else None):
        return standing
    if (standing.pk if standing else 0) != known:
        raise DecidedMeanwhile
    before = standing.after if standing else None
    if before is None:
        before = _computed(course, student, now)
    override = GradeOverride.objects.create(
        gradebook=settings,
        user=student,
        before=before,
        after=total,
        reason=reason,
        author=author,
        created_at=now,
    )
    after = _computed(course, student, now) if total is None else total
    change = Change(named(student), _out_of_20(before), f"{_out_of_20(after)} – {reason}")
    record_changes(
        by=author,
        action=AuditEvent.Action.MARK,
        scope=course_scope(course.pk),
        changes=[change],
        now=now,
    )
    return override


def _computed(course: Course, student: User, now: datetime) -> Decimal | None:
    book = course_gradebook(course, [student], now)
    return book.rows[0].computed.value if book.rows else None


def _out_of_20(total: Decimal | None) -> str:
    return "–" if total is None else f"{mark_text(total)} / 20"
