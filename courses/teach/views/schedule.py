"""When a quiz or a course opens and closes: for everybody, and for who has other dates."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import taught_cohorts, taught_students
from courses.cohorts.forms import DatesForm
from courses.cohorts.models import Cohort, Schedule
from courses.cohorts.schedule_actions import WallDates, set_dates
from courses.cohorts.schedule_queries import (
    Dates,
    dates_of,
    default_schedule,
    exceptions,
    find_students,
)
from courses.content.models import Course
from courses.progress.deadlines import renew_deadlines, touched, under_way
from courses.quizzes.models import Quiz
from courses.teach.address import in_query
from elearning.date_tags import zone_city

FOUND = 10
NO_DATES = Dates(None, None, None)


@dataclass(frozen=True)
class Dated:
    """What the page gives dates to: a quiz, or its course (`quiz` None)."""

    course: Course
    quiz: Quiz | None

    @property
    def slug(self) -> str:
        return self.quiz.slug if self.quiz else ""

    @property
    def url(self) -> str:
        if self.quiz is None:
            return reverse("course_dates", args=[self.course.slug])
        return reverse("quiz_dates", args=[self.course.slug, self.quiz.slug])

    @property
    def exception_url(self) -> str:
        if self.quiz is None:
            return reverse("course_exception", args=[self.course.slug])
        return reverse("quiz_exception", args=[self.course.slug, self.quiz.slug])


@dataclass(frozen=True)
class Level:
    """One student or one cohort; `key` names them in addresses and forms: "u12", "c3"."""

    key: str
    user: User | None
    cohort: Cohort | None

    @property
    def who(self) -> User | Cohort | None:
        return self.user or self.cohort


def dates(request: PersonRequest, course: str, quiz: str = "") -> HttpResponse:
    subject = _dated(request)
    usual = default_schedule(subject.course, subject.slug)
    posted = request.POST if request.method == "POST" else None
    form = _form(subject, usual, posted, schedule=usual, usual_dates=NO_DATES)
    if form.is_valid():
        _set(request, subject, Level("", None, None), form.wall_dates())
        said = _("The dates are saved.")
        messages.success(request, f"{said} {_touched(request, subject)}")
        return redirect(subject.url)
    return _page(request, subject, usual, form=form)


@require_POST
def exception(request: PersonRequest, course: str, quiz: str = "") -> HttpResponse:
    """Other dates for one student or one cohort, or those of everybody again."""
    subject = _dated(request)
    level = _level(request, subject, request.POST.get("who", ""))
    if level is None:
        messages.warning(request, _("Choose a student or a cohort of this course."))
        return redirect(subject.url)
    if "remove" in request.POST:
        _set(request, subject, level, WallDates())
        said = _("%(who)s has the dates of everybody again.")
    else:
        usual = default_schedule(subject.course, subject.slug)
        form = _exception_form(request, subject, usual, level)
        if not form.is_valid():
            return _page(request, subject, usual, own=(form, level))
        _set(request, subject, level, form.wall_dates())
        said = _("The dates of %(who)s are saved.")
    told = said % {"who": level.who}
    messages.success(request, f"{told} {_touched(request, subject, level)}")
    return redirect(subject.url)


def _dated(request: PersonRequest) -> Dated:
    subject: Course | Quiz = request.entered
    if isinstance(subject, Quiz):
        return Dated(subject.course, subject)
    return Dated(subject, None)


def _page(
    request: PersonRequest,
    dated: Dated,
    usual: Schedule | None,
    *,
    form: DatesForm | None = None,
    own: tuple[DatesForm, Level] | None = None,
) -> HttpResponse:
    """`form`: everybody's dates; `own`: somebody's, as posted; else those the address asks for."""
    zone = _zone(dated, usual)
    level = own[1] if own else _level(request, dated, in_query(request, "pour"))
    words = " ".join(in_query(request, "etudiant").split())[:100]
    context = {
        "course": dated.course,
        "quiz": dated.quiz,
        "dated": dated,
        "form": form or _form(dated, usual, None, schedule=usual, usual_dates=NO_DATES),
        "zone": zone_city(zone),
        "exceptions": exceptions(dated.course, dated.slug),
        "touched": _touched(request, dated),
        "words": words,
        "found": find_students(request.user, dated.course, words)[:FOUND] if words else [],
        "cohorts": taught_cohorts(request.user, dated.course),
        "level": level,
        "exception_form": _own_form(request, dated, usual, own, level),
    }
    refused = own is not None or (form is not None and form.is_bound)
    return render(request, "teach/quiz_dates.html", context, status=422 if refused else 200)


def _own_form(
    request: PersonRequest,
    dated: Dated,
    usual: Schedule | None,
    own: tuple[DatesForm, Level] | None,
    level: Level | None,
) -> DatesForm | None:
    if own is not None:
        return own[0]
    return _exception_form(request, dated, usual, level) if level else None


def _exception_form(
    request: PersonRequest, dated: Dated, usual: Schedule | None, level: Level
) -> DatesForm:
    row = Schedule.objects.filter(
        course=dated.course, quiz=dated.slug, user=level.user, cohort=level.cohort
    ).first()
    posted = request.POST if "who" in request.POST else None
    dates = dates_of(usual) if usual else NO_DATES
    return _form(dated, usual, posted, schedule=row, usual_dates=dates, prefix="own")


def _form(
    dated: Dated,
    usual: Schedule | None,
    posted: Any,
    *,
    schedule: Schedule | None,
    usual_dates: Dates,
    prefix: str | None = None,
) -> DatesForm:
    return DatesForm(
        posted,
        prefix=prefix,
        time_zone=_zone(dated, usual),
        schedule=schedule,
        usual=usual_dates,
        of_course=dated.quiz is None,
    )


def _set(request: PersonRequest, dated: Dated, level: Level, dates: WallDates) -> None:
    set_dates(
        course=dated.course,
        quiz=dated.slug,
        dates=dates,
        by=request.user,
        now=timezone.now(),
        user=level.user,
        cohort=level.cohort,
    )
    renew_deadlines(attempts=under_way(dated.course, dated.quiz))


def _level(request: PersonRequest, dated: Dated, key: str) -> Level | None:
    """The student or the cohort that `key` names, if the course is given to them."""
    named = re.fullmatch(r"([uc])([0-9]{1,18})", key)
    if named is None:
        return None
    if named[1] == "u":
        user = taught_students(request.user, dated.course).filter(pk=int(named[2])).first()
        return Level(key, user, None) if user else None
    cohort = taught_cohorts(request.user, dated.course).filter(pk=int(named[2])).first()
    return Level(key, None, cohort) if cohort else None


def _zone(dated: Dated, usual: Schedule | None) -> str:
    """The clock the dates are written on: as before, or that of the first cohort."""
    if usual is not None:
        return usual.time_zone
    cohort = Cohort.objects.filter(archived_at=None, given__course=dated.course).first()
    return cohort.time_zone if cohort else settings.TIME_ZONE


def _touched(request: PersonRequest, dated: Dated, level: Level | None = None) -> str:
    """Whom dates concern, and who is answering at this moment."""
    students = taught_students(request.user, dated.course)
    if level is not None and level.user is not None:
        students = students.filter(pk=level.user.pk)
    if level is not None and level.cohort is not None:
        students = students.filter(memberships__cohort=level.cohort, memberships__left_at=None)
    return touched(students, under_way(dated.course, dated.quiz))
