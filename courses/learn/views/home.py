"""Where a person begins: the lesson they left, their courses, their other pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import managed_cohorts, readable_courses, taught_courses
from courses.content.reading_place import anchor
from courses.progress.queries import courses_progress, last_read
from courses.progress.review_queries import courses_to_review


def home(request: PersonRequest) -> HttpResponse:
    user = request.user
    courses = readable_courses(user)
    resume = last_read(user, courses)
    context = {
        "resume": resume,
        "anchor": anchor(resume.place, resume.lesson.published) if resume else "",
        "shares": courses_progress(courses, user),
        "reviews": courses_to_review(courses, user, timezone.now()),
        "teaches": user.is_teacher or taught_courses(user).exists(),
        "manages": user.is_manager or managed_cohorts(user).exists(),
    }
    return render(request, "learn/home.html", context)


def keyboard_help(request: HttpRequest) -> HttpResponse:
    return render(request, "learn/keyboard_help.html")
