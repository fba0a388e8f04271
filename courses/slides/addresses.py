"""Addresses of links: a short list of schemes is let through."""

import re

SCHEMES = ("http://", "https://", "mailto:")
_ENCODED = {ord(c): f"%{ord(c):02X}" for c in " \"'()<>[]\\`*_{}|^$~!"}
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]")


def safe_address(address: str) -> str:
    """`address` ready for Markdown when its scheme is allowed, "" otherwise."""
    bare = _UNSEEN.sub("", address)
    scheme = next((s for s in SCHEMES if bare.lower().startswith(s)), "")
    if not scheme or len(bare) == len(scheme) or len(bare) > 2000:
        return ""
    return scheme + bare[len(scheme) :].translate(_ENCODED)
