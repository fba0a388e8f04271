"""Writes on courses."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from courses.accounts.audit import Change, course_scope, named, record_changes
from courses.accounts.models import AuditEvent, User
from courses.content.models import Course
from courses.content.slugs import create_with_free_slug
from courses.content.titles import typeset


@transaction.atomic
def create_course(*, title: str, language: str, teacher: User, now: datetime) -> Course:
    """A course with nothing in it, taught by `teacher`."""
    course = create_with_free_slug(
        lambda slug: Course.objects.create(
            title=typeset(title), slug=slug, language=language, created_at=now
        ),
        title,
        Course.objects.all(),
        fallback="cours",
    )
    course.teachers.add(teacher)
    return course


@transaction.atomic
def edit_course(*, course: Course, title: str, language: str) -> None:
    """Title and language; the address stays, links go on working."""
    course.title = typeset(title)
    course.language = language
    course.save(update_fields=["title", "language"])


class LastTeacher(Exception):
    """Nobody would be left to teach the course."""


@transaction.atomic
def add_teacher(*, course: Course, user: User, by: User, now: datetime) -> bool:
    """The person may change everything in the course; False when they could already."""
    Course.objects.select_for_update().get(pk=course.pk)
    if course.teachers.filter(pk=user.pk).exists():
        return False
    course.teachers.add(user)
    _tell(course, Change(named(user), after=_("teacher")), by, now)
    return True


@transaction.atomic
def remove_teacher(*, course: Course, user: User, by: User, now: datetime) -> None:
    """The person no longer teaches the course. Raises LastTeacher."""
    Course.objects.select_for_update().get(pk=course.pk)
    if not course.teachers.filter(pk=user.pk).exists():
        return
    if not course.teachers.filter(is_active=True).exclude(pk=user.pk).exists():
        raise LastTeacher
    course.teachers.remove(user)
    _tell(course, Change(named(user), before=_("teacher")), by, now)


def _tell(course: Course, change: Change, by: User, now: datetime) -> None:
    scope = course_scope(course.pk)
    record_changes(by=by, action=AuditEvent.Action.ROLE, scope=scope, changes=[change], now=now)
