"""Writes on courses."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
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
def edit_course(*, course: Course, title: str, language: str, teachers: Iterable[User]) -> None:
    """Title, language and teachers (at least one); the address stays, links go on working."""
    kept = list(teachers)
    if not kept:
        raise ValueError("a course keeps at least one teacher")
    course.title = typeset(title)
    course.language = language
    course.save(update_fields=["title", "language"])
    course.teachers.set(kept)
