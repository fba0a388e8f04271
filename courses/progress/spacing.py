"""When a notion is due again: FSRS, which spaces reviews by how well each one went.

Whole days only, and no chance: the same answers always give the same days.
"""

from datetime import UTC, datetime
from typing import Any

from fsrs import Card, Rating, Scheduler

# Without steps of minutes what is missed comes back on another day, and all within a half-year.
_SCHEDULER = Scheduler(
    learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=180
)
_RATINGS = {"wrong": Rating.Again, "hard": Rating.Hard, "right": Rating.Good}


def spaced(card: Any, outcome: str, at: datetime) -> tuple[dict[str, Any], datetime]:
    """The scheduler's card after an answer, as JSON, and when the notion is due.

    `card` is the one of the answer before, None for the first. `outcome`: "wrong", "hard" (right
    in part, after a hint or at a further try) or "right".
    """
    moment = at.astimezone(UTC)
    before = Card(card_id=1, due=moment) if card is None else Card.from_dict(card)
    after, _log = _SCHEDULER.review_card(before, _RATINGS[outcome], moment)
    return dict(after.to_dict()), after.due
