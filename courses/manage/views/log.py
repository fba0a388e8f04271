"""What was changed in a cohort, by whom and when."""

from django.http import HttpResponse
from django.shortcuts import render

from courses.accounts.audit import cohort_scope, log_page
from courses.accounts.requests import PersonRequest, searched_words


def cohort_log(request: PersonRequest, cohort: str) -> HttpResponse:
    words = searched_words(request)
    page = log_page(cohort_scope(request.entered.pk), words, request.GET.get("page"))
    context = {"cohort": request.entered, "page": page, "words": words}
    return render(request, "manage/log.html", context)
