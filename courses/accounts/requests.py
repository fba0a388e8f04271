"""The request as a view gets it once its rule has let the person in, and ids it holds."""

from typing import Any

from django.http import HttpRequest

from courses.accounts.models import User
from courses.accounts.view_as import View

LONGEST_WORDS = 100


class PersonRequest(HttpRequest):
    """`entered` is what the page's rule found: the course, lesson, cohort… it is about.

    `view_as`: the view of a teacher who sees a course as `user`, known once `user` is.
    """

    user: User
    view_as: View | None
    entered: Any


def as_id(text: str) -> int:
    """The id that a form sent, 0 where it is none (0 is nobody's, and more would overflow)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def searched_words(request: HttpRequest) -> str:
    """What a list is searched for: `q` of the address, as short as its field takes it.

    No NUL, which PostgreSQL cannot compare, and no text so long that SQLite refuses its pattern.
    """
    return str(request.GET.get("q", "")).replace("\0", "").strip()[:LONGEST_WORDS]
