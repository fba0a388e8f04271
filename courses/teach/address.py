"""What the address of a page says beside its path."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from courses.content.models import Lesson


def in_query(request: HttpRequest, name: str) -> str:
    """The value of `name` in the query, or ""; without NUL, which PostgreSQL cannot compare."""
    value: str = request.GET.get(name, "")
    return value.replace("\0", "")


def explorable_address(lesson: Lesson, info: str, text: str, case: int = 1) -> str:
    """Where the author of a block of the lesson tries it, before it is saved."""
    page = reverse("explorable", args=[lesson.course.slug, lesson.slug])
    return f"{page}?{urlencode({'bloc': info, 'texte': text, 'cas': case})}"
