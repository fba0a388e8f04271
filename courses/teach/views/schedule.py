"""When a quiz opens, is due and closes: for everybody, and for who has other dates."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import taught_cohorts, taught_students
from courses.cohorts.models import Cohort, Schedule
from courses.cohorts.schedule_actions import WallDates, set_dates
from courses.cohorts.schedule_queries import (
    Dates,
    dates_of,
    default_schedule,
    exceptions,
    find_students,
)
from courses.progress.deadlines import renew_deadlines
from courses.quizzes.models import Attempt, Quiz
from courses.teach.address import in_query
from courses.teach.forms.schedule import DatesForm

FOUND = 10
NO_DATES = Dates(None, None, None)


@dataclass(frozen=True)
class Level:
    """One student or one cohort; `key` names them in addresses and forms: "u12", "c3"."""

    key: str
    user: User | None
    cohort: Cohort | None

    @property
    def who(self) -> User | Cohort | None:
        return self.user or self.cohort


def dates(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    usual = default_schedule(subject.course, subject.slug)
    zone = _zone(subject, usual)
    posted = request.POST if request.method == "POST" else None
    form = DatesForm(posted, time_zone=zone, schedule=usual, usual=NO_DATES)
    if form.is_valid():
        set_dates(
            course=subject.course,
            quiz=subject.slug,
            dates=form.wall_dates(),
            by=request.user,
            now=timezone.now(),
        )
        renew_deadlines(attempts=_under_way(subject))
        said = _("The dates are saved.")
        messages.success(request, f"{said} {_touched(request, subject)}")
        return redirect("quiz_dates", course=course, quiz=quiz)
    return _page(request, subject, usual, form=form)


@require_POST
def exception(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    """Other dates for one student or one cohort, or those of everybody again."""
    subject: Quiz = request.entered
    level = _level(request, subject, request.POST.get("who", ""))
    if level is None:
        messages.warning(request, _("Choose a student or a cohort of this course."))
        return redirect("quiz_dates", course=course, quiz=quiz)
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
    return redirect("quiz_dates", course=course, quiz=quiz)


def _page(
    request: PersonRequest,
    quiz: Quiz,
    usual: Schedule | None,
    *,
    form: DatesForm | None = None,
    own: tuple[DatesForm, Level] | None = None,
) -> HttpResponse:
    """`form`: everybody's dates; `own`: somebody's, as posted; else those the address asks for."""
    zone = _zone(quiz, usual)
    level = own[1] if own else _level(request, quiz, in_query(request, "pour"))
    words = " ".join(in_query(request, "etudiant").split())[:100]
    context = {
        "course": quiz.course,
        "quiz": quiz,
        "form": form or DatesForm(time_zone=zone, schedule=usual, usual=NO_DATES),
        "zone": zone.rpartition("/")[2].replace("_", " "),
        "exceptions": exceptions(quiz.course, quiz.slug),
        "touched": _touched(request, quiz),
        "words": words,
        "found": find_students(request.user, quiz.course, words)[:FOUND] if words else [],
        "cohorts": taught_cohorts(request.user, quiz.course),
        "level": level,
        "exception_form": _own_form(request, quiz, usual, own, level),
    }
    refused = own is not None or (form is not None and form.is_bound)
    return render(request, "teach/quiz_dates.html", context, status=422 if refused else 200)


def _own_form(
    request: PersonRequest,
    quiz: Quiz,
    usual: Schedule | None,
    own: tuple[DatesForm, Level] | None,
    level: Level | None,
) -> DatesForm | None:
    if own is not None:
        return own[0]
    return _exception_form(request, quiz, usual, level) if level else None


def _exception_form(
    request: PersonRequest, quiz: Quiz, usual: Schedule | None, level: Level
) -> DatesForm:
    row = Schedule.objects.filter(
        course=quiz.course, quiz=quiz.slug, user=level.user, cohort=level.cohort
    ).first()
    return DatesForm(
        request.POST if "who" in request.POST else None,
        prefix="own",
        time_zone=_zone(quiz, usual),
        schedule=row,
        usual=dates_of(usual) if usual else NO_DATES,
    )


def _set(request: PersonRequest, quiz: Quiz, level: Level, dates: WallDates) -> None:
    set_dates(
        course=quiz.course,
        quiz=quiz.slug,
        dates=dates,
        by=request.user,
        now=timezone.now(),
        user=level.user,
        cohort=level.cohort,
    )
    renew_deadlines(attempts=_under_way(quiz))


def _under_way(quiz: Quiz) -> QuerySet[Attempt]:
    """Attempts of students that changed dates concern."""
    running = Attempt.objects.filter(quiz=quiz, state=Attempt.State.OPEN)
    return running.exclude(kind=Attempt.Kind.PREVIEW).select_related("user", "quiz__course")


def _level(request: PersonRequest, quiz: Quiz, key: str) -> Level | None:
    """The student or the cohort that `key` names, if the course is given to them."""
    named = re.fullmatch(r"([uc])([0-9]{1,18})", key)
    if named is None:
        return None
    if named[1] == "u":
        user = taught_students(request.user, quiz.course).filter(pk=int(named[2])).first()
        return Level(key, user, None) if user else None
    cohort = taught_cohorts(request.user, quiz.course).filter(pk=int(named[2])).first()
    return Level(key, None, cohort) if cohort else None


def _zone(quiz: Quiz, usual: Schedule | None) -> str:
    """The clock the dates are written on: as before, or that of the first cohort."""
    if usual is not None:
        return usual.time_zone
    cohort = Cohort.objects.filter(archived_at=None, given__course=quiz.course_id).first()
    return cohort.time_zone if cohort else settings.TIME_ZONE


def _touched(request: PersonRequest, quiz: Quiz, level: Level | None = None) -> str:
    """Whom dates concern, and who is answering at this moment."""
    students = taught_students(request.user, quiz.course)
    if level is not None and level.user is not None:
        students = students.filter(pk=level.user.pk)
    if level is not None and level.cohort is not None:
        students = students.filter(memberships__cohort=level.cohort, memberships__left_at=None)
    count = students.distinct().count()
    running = _under_way(quiz).filter(user__in=students.values("pk")).count()
    said = ngettext("%(count)d student concerned", "%(count)d students concerned", count)
    answering = ngettext("%(count)d attempt under way.", "%(count)d attempts under way.", running)
    return f"{said % {'count': count}}, {answering % {'count': running}}"
