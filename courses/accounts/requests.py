"""The request as a view gets it once its rule has let the person in."""

from typing import Any

from django.http import HttpRequest

from courses.accounts.models import User
from courses.accounts.view_as import View


class PersonRequest(HttpRequest):
    """`entered` is what the page's rule found: the course, lesson, cohort… it is about.

    `view_as`: the view of a teacher who sees a course as `user`, known once `user` is.
    """

    user: User
    view_as: View | None
    entered: Any
