"""Pages a browser may keep and must ask about: 304 when nothing it shows has changed."""

from collections.abc import Callable, Iterable
from hashlib import blake2b

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from courses.accounts.requests import PersonRequest
from elearning.release import release


def fresh(
    request: PersonRequest, version: Iterable[object], make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The page, or 304 if the browser holds the same one.

    `version` is all that decides what the page shows besides the person, the language and
    the site's own version. The body itself cannot be compared: its tokens change each time.
    A page that carries a message ("saved") is shown once, so it is not kept at all; nor is
    any while the site is being written, when templates change under a running server.
    """
    if settings.DEBUG or len(get_messages(request)):
        return make()
    etag = _etag(request, version)
    response = get_conditional_response(request, etag=etag) or make()
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _etag(request: PersonRequest, version: Iterable[object]) -> str:
    user = request.user
    person = [user.pk, str(user), user.is_teacher, user.is_manager, user.is_superuser]
    viewer = request.view_as and request.view_as.viewer.pk
    # A form kept in the browser holds the token of the cookie it was made with.
    token = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    parts = [release(), get_language(), *person, user.single_key_shortcuts, viewer, token, *version]
    return f'W/"{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"'
