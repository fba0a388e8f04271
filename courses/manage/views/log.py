"""What was changed in a cohort, by whom and when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from courses.accounts.audit import events_of
from courses.accounts.requests import PersonRequest

PER_PAGE = 50


def cohort_log(request: PersonRequest, cohort: str) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    events = events_of(f"cohort:{request.entered.pk}", words)
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    context = {"cohort": request.entered, "page": page, "words": words}
    return render(request, "manage/log.html", context)
