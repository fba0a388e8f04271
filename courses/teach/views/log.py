"""What was changed in a course, by whom and when."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.accounts.audit import course_scope, log_page
from courses.accounts.requests import PersonRequest, searched_words


@require_safe
def course_log(request: PersonRequest, course: str) -> HttpResponse:
    words = searched_words(request)
    page = log_page(course_scope(request.entered.pk), words, request.GET.get("page"))
    context = {"course": request.entered, "page": page, "words": words}
    return render(request, "teach/log.html", context)
