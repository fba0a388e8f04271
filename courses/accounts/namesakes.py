"""People whom a name does not tell apart: flagged wherever one could be taken for the other.

They are never merged: the identifier says who is who.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable

from courses.accounts.models import User


def name_key(name: str) -> tuple[str, ...]:
    """The same for names that read alike: whatever their accents, capitals and order."""
    apart = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return tuple(sorted(bare.casefold().replace("-", " ").split()))


def namesakes(people: Iterable[User]) -> frozenset[int]:
    """The ids of those of `people` who share their name with another of them."""
    keys = {person.pk: name_key(f"{person.first_name} {person.last_name}") for person in people}
    counts = Counter(keys.values())
    return frozenset(pk for pk, key in keys.items() if key and counts[key] > 1)
