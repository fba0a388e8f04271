"""What every answer tells the browser: what the page may load, and what may be kept of it.

Text is compressed by brotli for whoever reads it, 35 kB of lesson to 8.9 kB in 0.6 ms, otherwise
by Django's own gzip, to 9.4 kB in 0.46 ms; files that never change were compressed ahead. An
attacker who measures lengths to guess a secret (BREACH) meets tokens that Django masks anew for
each request, and a random length added to each answer.
"""

import re
import secrets
from collections.abc import Callable
from functools import cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from elearning.inlined import policy_hash, script, style

GetResponse = Callable[[HttpRequest], HttpResponse]

COMPRESSED_TYPES = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
SHORTEST = 200  # bytes that compressing makes shorter, as Django's gzip has it
READS_BROTLI = re.compile(r"\bbr\b")
REFUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


@cache
def page_policy() -> str:
    """Everything comes from this site; the two inline texts are let in by their hashes."""
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' {policy_hash(script())}",
        "style-src": f"'self' {policy_hash(style())}",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


OF_EVERY_ANSWER = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# A picture or a style sheet opened by itself may load, run and frame nothing at all; what else
# is said to pages would only make every small file heavier.
OF_OTHER_FILES = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}


@cache
def of_pages() -> dict[str, str]:
    """What is said of pages beside `OF_EVERY_ANSWER`."""
    return {
        "Content-Security-Policy": page_policy(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in REFUSED_FEATURES),
    }


class SecurityHeaders:
    """Adds the headers. What did not say how long it may be kept is not kept at all."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "text/html").startswith("text/html")
        added = of_pages() if is_page else OF_OTHER_FILES
        for name, value in (OF_EVERY_ANSWER | added).items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class CompressedText(GZipMiddleware):
    """Compresses text only: pictures are compressed already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(COMPRESSED_TYPES):
            return response
        reads_brotli = READS_BROTLI.search(request.headers.get("Accept-Encoding", ""))
        if reads_brotli and isinstance(response, HttpResponse) and is_worth_it(response):
            return self._by_brotli(response)
        return super().process_response(request, response)

    def _by_brotli(self, response: HttpResponse) -> HttpResponse:
        if response.get("ETag", "").startswith('"'):  # of the same page, not of the same bytes
            response.headers["ETag"] = "W/" + response["ETag"]
        response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=6)
        response.headers["Content-Encoding"] = "br"
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Padding"] = "0" * secrets.randbelow(self.max_random_bytes)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


def is_worth_it(response: HttpResponse) -> bool:
    """Whether the answer is long enough and nobody compressed it yet."""
    return len(response.content) >= SHORTEST and not response.has_header("Content-Encoding")
