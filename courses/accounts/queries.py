"""Reads of people, made for pages."""

from django.db.models import Q, QuerySet

from courses.accounts.models import User

WORDS = 5


def find_people(words: str) -> QuerySet[User]:
    """People whose names, identifier or address hold every word; without words, the staff."""
    found = User.objects.order_by("last_name", "first_name", "identifier")
    if not words.split():
        return found.filter(Q(is_teacher=True) | Q(is_manager=True) | Q(is_superuser=True))
    for word in words.split()[:WORDS]:
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(identifier__icontains=word)
            | Q(email__icontains=word)
        )
    return found
