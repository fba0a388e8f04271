"""The dates of courses as entries of a calendar file, in words."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from courses.exchange.calendar_file import CalendarEntry
from courses.progress.calendar import Event


def calendar_entries(
    events: Iterable[Event], address: Callable[[str], str], host: str
) -> list[CalendarEntry]:
    """`address` makes a path of the site a whole address; `host` makes the names its own."""
    return [_entry(event, address, host) for event in events]


def _entry(event: Event, address: Callable[[str], str], host: str) -> CalendarEntry:
    said = {
        "opens": _("Opens: %(title)s"),
        "due": _("To be handed in: %(title)s"),
        "closes": _("Closes: %(title)s"),
    }[event.kind] % {"title": event.title}
    subject = event.quiz or event.course
    level = f"{event.dated.level:d}-{event.dated.said.whom}" if event.whom else ""
    name = f"{event.course.slug}/{event.quiz.slug if event.quiz else ''}/{event.kind}{level}"
    return CalendarEntry(
        uid=f"{name}@{host}",
        moment=event.moment,
        summary=f"{said} – {event.whom}" if event.whom else said,
        description=event.course.title,
        url=address(subject.get_absolute_url()),
    )
