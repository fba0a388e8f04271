"""One-time codes: slips for a cohort, a new code for one person. Shown once, never stored."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import code_recipients
from courses.cohorts.models import Cohort
from courses.cohorts.slips import make_slips


def cohort_codes(request: PersonRequest, cohort: str) -> HttpResponse:
    """Asks first; the POST answers with the slips of all who never signed in."""
    waiting = code_recipients(request.user, request.entered).filter(user__last_login=None)
    if request.method != "POST":
        context = {"cohort": request.entered, "waiting": waiting.count()}
        return render(request, "manage/codes_ask.html", context)
    members = waiting.order_by("user__last_name", "user__first_name", "user__identifier")
    return _slips(request, request.entered, [member.user for member in members])


@require_POST
def member_code(request: PersonRequest, cohort: str, member: int) -> HttpResponse:
    return _slips(request, request.entered.cohort, [request.entered.user])


def _slips(request: PersonRequest, cohort: Cohort, people: list[User]) -> HttpResponse:
    slips = make_slips(
        cohort=cohort,
        people=people,
        by=request.user,
        now=timezone.now(),
        absolute=request.build_absolute_uri,
    )
    return render(request, "manage/slips.html", {"cohort": cohort, "slips": slips})
