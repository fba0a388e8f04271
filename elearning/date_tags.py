"""Dates as people write them, in the reader's time zone, which is named with every time."""

import zoneinfo
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def day(value: datetime | None) -> SafeString | str:
    """« 22 novembre 2026 », as a `<time>`; nothing for no date."""
    return _element(value, day_text(value)) if value else ""


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """« 22 novembre 2026 à 18:05 (Dakar) », as a `<time>`; nothing for no date."""
    return _element(value, moment_text(value)) if value else ""


@register.filter
def moment_in(value: datetime | None, zone: str) -> SafeString | str:
    """The same on the clock of `zone`, "Europe/Paris"; on the reader's where none is named."""
    if not (value and zone):
        return moment(value)
    with timezone.override(zoneinfo.ZoneInfo(zone)):
        return moment(value)


@register.filter
def weekday(value: date) -> str:
    """« Mardi 1er décembre 2026 »."""
    first = get_language() == "fr" and value.day == 1
    text: str = date_format(value, r"l j\e\r F Y" if first else "l j F Y")
    return text[0].upper() + text[1:]


@register.filter
def clock(value: datetime) -> str:
    """« 18:05 » on the clock `value` is told on, whatever the reader's."""
    return f"{value:%H:%M}"


@register.filter
def city(zone: str) -> str:
    """« Dakar » of "Africa/Dakar"."""
    return zone_city(zone)


def day_text(value: datetime) -> str:
    local = timezone.localtime(value)
    # French counts the first of a month, and only that one.
    first = get_language() == "fr" and local.day == 1
    return date_format(local, r"j\e\r F Y" if first else "j F Y")


def moment_text(value: datetime) -> str:
    local = timezone.localtime(value)
    return _("%(day)s at %(time)s (%(zone)s)") % {
        "day": day_text(value),
        "time": time_format(local, "H:i"),
        "zone": zone_name(),
    }


def zone_name() -> str:
    """The city the reader's time zone is named after."""
    return zone_city(timezone.get_current_timezone_name())


def zone_city(zone: str) -> str:
    """« Dakar » of "Africa/Dakar"."""
    return zone.rpartition("/")[2].replace("_", " ")


def _element(value: datetime, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), text)
