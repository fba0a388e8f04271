"""What the address of a page says beside its path."""

from django.http import HttpRequest


def in_query(request: HttpRequest, name: str) -> str:
    """The value of `name` in the query, or ""; without NUL, which PostgreSQL cannot compare."""
    value: str = request.GET.get(name, "")
    return value.replace("\0", "")
