"""The request as a view gets it once its rule has let the person in."""

from typing import Any

from django.http import HttpRequest

from courses.accounts.models import User


class PersonRequest(HttpRequest):
    """`entered` is what the page's rule found: the course, lesson, cohort… it is about."""

    user: User
    entered: Any
