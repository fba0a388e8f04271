"""How long a text takes to read."""

WORDS_A_MINUTE = 200


def reading_minutes(words: int) -> int:
    """Whole minutes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))
