"""What the address of a page says beside its path."""

from django.http import HttpRequest


def in_query(request: HttpRequest, name: str) -> str:
    """The value of `name` in the query, or ""; without NUL, which PostgreSQL cannot compare."""
    value: str = request.GET.get(name, "")
    return value.replace("\0", "")


def as_id(text: str) -> int:
    """The id that a form sent, 0 where it is none (0 is nobody's, and more would overflow)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
