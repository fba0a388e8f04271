"""The rules applied: who is let in, who is sent to sign in, and what the others are told."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url

from courses.accounts.view_as import View
from courses.cohorts.access import (
    taught_students,
    viewable_students,
)
from courses.cohorts.schedule_queries import dates_of_person
from courses.content.models import Chapter, Course, Figure, Lesson
from courses.quizzes.marks.anonymous import hides_answers, hides_names
from courses.quizzes.models import Attempt, Quiz
from elearning.entrance.reading import NotOpenYet
from elearning.entrance.roles import anybody
from elearning.entrance.rules import RULES, SEEN_AS_STUDENT, Rule

LARGEST_ID = 2**63 - 1  # no row has a larger one, and a database may not even compare it
SAFE = ("GET", "HEAD", "OPTIONS")
LEAVES = ("view_as_stop", "account_logout")


class EntranceMiddleware:
    """Applies the table before any view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        rule = RULES.get(request.resolver_match.view_name)
        if rule is None:
            raise Http404
        if rule is anybody and request.method in SAFE:
            return None
        if request.user.is_authenticated and request.view_as:
            return seen_as_student(request, rule, kwargs)
        if rule is anybody:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(_page_of(request))
        return _enter(request, rule, kwargs)


def _enter(request: Any, rule: Rule, kwargs: dict[str, Any]) -> HttpResponse | None:
    if any(isinstance(part, int) and part > LARGEST_ID for part in kwargs.values()):
        raise Http404
    try:
        request.entered = rule(request.user, **kwargs)
    except NotOpenYet as refusal:
        return _not_open(request, refusal.course)
    return None


def seen_as_student(request: Any, rule: Rule, kwargs: dict[str, Any]) -> HttpResponse | None:
    """What a teacher who sees a course as a student may do: read that course, and leave."""
    view, name = request.view_as, request.resolver_match.view_name
    if name in LEAVES:
        return None
    reads, nameless = request.method in SAFE, False
    if reads and name == "home":
        return redirect("course", course=view.course)
    of_course = kwargs.get("course", view.course) == view.course
    if reads and of_course and rule in SEEN_AS_STUDENT and _still_teaches(view):
        answer = _enter(request, rule, kwargs)
        if answer is not None:
            return answer
        if _course_of(request.entered) == view.course_id:
            if _tells_no_name(request.entered, view):
                return None
            nameless = True
    context = {"reads": reads, "nameless": nameless}
    return render(request, "parts/view_as_refused.html", context, status=HTTPStatus.FORBIDDEN)


def _still_teaches(view: View) -> bool:
    course = Course(pk=view.course_id)
    return viewable_students(view.viewer, course).filter(pk=view.student.pk).exists()


def _tells_no_name(subject: Any, view: View) -> bool:
    """Whether it shows no answer or mark of a quiz that the viewer marks without names."""
    students = taught_students(view.viewer, Course(pk=view.course_id))
    if isinstance(subject, Attempt):
        return not hides_answers(subject, students)
    quiz = subject if isinstance(subject, Quiz) else None
    if isinstance(subject, Lesson):
        quiz = Quiz.objects.filter(lesson=subject, marks_anonymously=True).first()
    return quiz is None or not hides_names(quiz, students)


def _course_of(subject: Any) -> int:
    if isinstance(subject, Course):
        return subject.pk
    if isinstance(subject, tuple):  # with its place in the lesson
        subject = subject[0]
    owner: Chapter | Lesson | Quiz | Figure = getattr(subject, "quiz", subject)
    return owner.course_id


def _not_open(request: Any, course: Course) -> HttpResponse:
    """When the course opens for the person, and why then."""
    held = dates_of_person(request.user, course)
    context = {"course": course, "opens": held.of_course.opens, "zone": held.zone}
    return render(request, "learn/not_open.html", context, status=403)


def _page_of(request: HttpRequest) -> str:
    """Where to come back to after sign-in: the page itself, or the one a form stood on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    try:
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # a header that is no address at all
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    if referer.netloc == request.get_host():
        return referer.path
    return resolve_url(settings.LOGIN_REDIRECT_URL)
