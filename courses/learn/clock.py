"""Pages that tell every time on the clock of the person's cohort, and name it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone

from courses.accounts.requests import PersonRequest
from courses.cohorts.openings import clock_of
from courses.cohorts.wall_time import zone

View = Callable[..., HttpResponseBase]


def on_its_clock(view: View) -> View:
    """For pages whose subject comes with `clocks` (see the rule of the page)."""

    @wraps(view)
    def told(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with timezone.override(zone(clock_of(request.entered.clocks))):
            return view(request, *args, **kwargs)

    return told
