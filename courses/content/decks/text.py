"""A deck's text as it is kept: what a database can hold, and its digest (pure)."""

import re
from hashlib import sha256

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def storable(source: str) -> str:
    """The text with `\\n` line ends, without what PostgreSQL cannot store; lines stay lines."""
    source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return source.replace("\x00", "").encode("utf-8", "replace").decode()


def digest(source: str) -> str:
    """SHA-256 of the stored text, in hexadecimal."""
    return sha256(source.encode()).hexdigest()


def without_addresses(text: str) -> str:
    """The text as pages show it: e-mail addresses, often an author's own, made unreadable."""
    return _ADDRESS.sub("…@…", text)
