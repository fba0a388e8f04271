"""A deck's text as it is kept: what a database can hold, and its digest (pure)."""

from hashlib import sha256


def storable(source: str) -> str:
    """The text with `\\n` line ends, without what PostgreSQL cannot store; lines stay lines."""
    source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return source.replace("\x00", "").encode("utf-8", "replace").decode()


def digest(source: str) -> str:
    """SHA-256 of the stored text, in hexadecimal."""
    return sha256(source.encode()).hexdigest()
