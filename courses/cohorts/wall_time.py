"""Wall time, « 2026-11-22T18:05 » on the clock of a place, and the instant it names."""

import zoneinfo
from datetime import datetime

FALLBACK = "Africa/Dakar"


def instant(wall: str, time_zone: str) -> datetime | None:
    """The instant at which the clock of `time_zone` shows `wall`; None for "".

    Of an hour that comes twice, the first; an hour that is skipped is counted from before.
    """
    return datetime.fromisoformat(wall).replace(tzinfo=zone(time_zone)) if wall else None


def wall(moment: datetime | None, time_zone: str) -> str:
    """What the clock of `time_zone` shows at `moment`, to the minute; "" for None."""
    if moment is None:
        return ""
    return moment.astimezone(zone(time_zone)).strftime("%Y-%m-%dT%H:%M")


def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone of this name; the site's usual one if the machine no longer knows it."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(FALLBACK)
