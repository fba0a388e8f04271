"""What a teacher wants to know of a class in the morning."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import current_students, taught_cohorts, taught_students
from courses.progress.contact_queries import Contact
from courses.progress.morning_queries import morning as morning_of
from courses.progress.signals import NAMES
from courses.teach.address import in_query

PER_PAGE = 20  # whom one contacts in a morning


@require_safe
def morning(request: PersonRequest, course: str) -> HttpResponse:
    subject = request.entered
    cohorts = list(taught_cohorts(request.user, subject))
    wanted = in_query(request, "cohorte")
    chosen = next((cohort for cohort in cohorts if cohort.slug == wanted), None)
    students = taught_students(request.user, subject)
    if chosen is not None:
        students = students.filter(pk__in=current_students(chosen).values("pk"))
    found = morning_of(subject, students, timezone.now())
    signal = in_query(request, "signal")
    # How many answers of a small cohort wait, or that none does, tells whose was marked.
    to_mark = [row for row in found.to_mark if chosen is None or not row.nameless]
    is_partial = chosen is not None and found.has_nameless
    contacts = [each for each in found.contacts if signal not in NAMES or signal in each.codes]
    context = {
        "course": subject,
        "cohorts": cohorts,
        "chosen": chosen,
        "morning": found,
        "to_mark": to_mark,
        "is_partial": is_partial,
        "signals": _counted(found.contacts),
        "signal": signal,
        "page": Paginator(contacts, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "teach/morning.html", context)


def _counted(contacts: list[Contact]) -> list[tuple[str, Any, int]]:
    """(code, name, how many students) of each signal that fired."""
    counts = Counter(code for each in contacts for code in each.codes)
    return [(code, name, counts[code]) for code, name in NAMES.items() if counts[code]]
