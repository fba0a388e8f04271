"""The calendar of a student: every date that holds for them, and the same as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from courses.accounts.requests import PersonRequest
from courses.exchange.calendar_entries import calendar_entries
from courses.exchange.calendar_file import write_calendar
from courses.progress.calendar import as_calendar, student_events


def calendar(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    dates = as_calendar(student_events(request.user, now), timezone.localdate(now))
    return render(request, "learn/calendar.html", {"calendar": dates})


def calendar_file(request: PersonRequest) -> HttpResponse:
    """A copy to keep: no address that tells a person's dates to whoever has it."""
    now = timezone.now()
    events = student_events(request.user, now)
    entries = calendar_entries(events, request.build_absolute_uri, request.get_host())
    response = HttpResponse(write_calendar(entries, now), content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="calendrier.ics"'
    return response
