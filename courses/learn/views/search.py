"""Search over the lessons and notions a person may read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import readable_courses
from courses.cohorts.openings import opened_courses
from courses.content.search import find
from courses.content.search_query import MAX_LETTERS


def search(request: PersonRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", "").strip()[:MAX_LETTERS]
    courses = opened_courses(request.user, readable_courses(request.user), timezone.now())
    found = find(courses, query, request.GET.get("page", "1"))
    context = {"query": query, "found": found, "max_letters": MAX_LETTERS}
    return render(request, "learn/search.html", context)
