"""Which version of the site this is: part of the ETag of pages, so that none outlives it."""

from functools import lru_cache
from hashlib import blake2b

from django.conf import settings

_FOLDERS = ("courses", "elearning", "templates", "static", "locale")
_KINDS = (".py", ".html", ".css", ".js", ".svg", ".mo")


@lru_cache(maxsize=1)
def release() -> str:
    """A digest of all that a page is made with, read once in the life of a process."""
    digest = blake2b(digest_size=8)
    for folder in _FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in _KINDS:
                digest.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
