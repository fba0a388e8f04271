"""Under which terms a person takes a quiz: dates and accommodations, handed in as values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal


@dataclass(frozen=True)
class Terms:
    """What holds for one person and one quiz; None is no limit.

    `closes_for_all` is when the last person may still answer: answers shown before could be
    told to somebody who is not done.
    """

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closes_for_all: datetime | None = None
    time_factor: Decimal = Decimal(1)
    extra_attempts: int = 0

    def is_open(self, now: datetime) -> bool:
        return (self.opens_at is None or self.opens_at <= now) and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        return self.closes_at is not None and self.closes_at <= now

    def deadline(self, minutes: int | None, started_at: datetime) -> datetime | None:
        """When an attempt begun then must end: its time is up, or the quiz closes."""
        ends = [] if self.closes_at is None else [self.closes_at]
        if minutes is not None:
            ends.append(started_at + timedelta(minutes=float(minutes * self.time_factor)))
        return min(ends, default=None)

    def attempts(self, allowed: int | None) -> int | None:
        return None if allowed is None else allowed + self.extra_attempts


NO_TERMS = Terms()
