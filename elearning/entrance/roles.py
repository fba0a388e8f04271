"""Rules about the person alone, whatever the page is about."""

from typing import Any

from django.http import Http404

from courses.accounts.models import User
from courses.cohorts.access import (
    managed_cohorts,
    taught_courses,
)


def anybody(user: Any) -> None:
    """Pages before sign-in."""


def signed_in(user: User, **_: Any) -> None:
    """Pages about the person themself."""


def teacher(user: User) -> None:
    if not (user.is_teacher or user.is_superuser or taught_courses(user).exists()):
        raise Http404


def course_maker(user: User) -> None:
    if not (user.is_teacher or user.is_superuser):
        raise Http404


def manager(user: User) -> None:
    if not (user.is_manager or user.is_superuser or managed_cohorts(user).exists()):
        raise Http404


def cohort_maker(user: User) -> None:
    if not (user.is_manager or user.is_superuser):
        raise Http404


def site_administrator(user: User) -> None:
    if not user.is_superuser:
        raise Http404
