"""What every answer tells the browser: what the page may load, and what may be kept of it.

Pages are compressed by Django's own gzip, 25.7 kB of lesson to 7.8 kB in 0.28 ms; brotli needs
the same time for 7.9 kB and 0.40 ms for 7.4 kB, not enough for a library more. Files that never
change are compressed ahead, by brotli. An attacker who measures lengths to guess a secret (BREACH)
meets tokens that Django masks anew for each request, and a random length added to each page.
"""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from elearning.inlined import policy_hash, script, style

GetResponse = Callable[[HttpRequest], HttpResponse]

COMPRESSED_TYPES = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
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
        return super().process_response(request, response)
