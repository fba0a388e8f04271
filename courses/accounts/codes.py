"""One-time codes: how they look, and how they are kept.

A code has 10 letters and digits that cannot be taken for one another (about 49 bits),
written in two groups so that it can be copied from a paper slip.
"""

import secrets
from datetime import timedelta
from urllib.parse import quote

from django.urls import reverse
from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
LIFETIME = timedelta(days=30)


def new_code() -> str:
    """A fresh code as it is printed: XXXXX-XXXXX."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def code_digest(code: str) -> str:
    """What is stored of a code, whatever spaces, hyphens or case it is typed with."""
    typed = "".join(character for character in code.upper() if character.isalnum())
    return salted_hmac("accounts.one-time-code", typed, algorithm="sha256").hexdigest()


def link_of(identifier: str, code: str) -> str:
    """The address, on this site, of the page that enters by a code, filled in.

    Who it is and the code follow the `#`: browsers send that part to nobody, so that they stand
    in no log, no preview and no other site's list of referrers (docs/decisions/0009).
    """
    return f"{reverse('code_sign_in')}#{quote(identifier, safe='')}:{quote(code, safe='')}"
