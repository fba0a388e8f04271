"""Who is asking: the session's person, without a query of their own."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, get_user
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from courses.accounts import view_as


def person_of(request: Any) -> Any:
    """The signed-in person, or Django's anonymous user.

    The person read with the session is taken only if they are active and the session was
    made under their present password; in every other case Django itself decides.
    """
    session = request.session
    made_under = session.get(HASH_SESSION_KEY, "")
    person = session.person
    if (
        person is not None
        and person.is_active
        and constant_time_compare(made_under, person.get_session_auth_hash())
    ):
        request.view_as = view_as.current(session, person, timezone.now())
        return request.view_as.student if request.view_as else person
    return get_user(request)


class PersonMiddleware:
    """Sets `request.user`, lazily, and with it `request.view_as`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.view_as = None  # type: ignore[attr-defined]
        request.user = SimpleLazyObject(partial(person_of, request))  # type: ignore[assignment]
        return self.get_response(request)
