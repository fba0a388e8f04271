"""A receipt: a fingerprint of what was handed in, which can be computed again from what is stored.

It is keyed with the site's secret, so that nobody makes one for answers they did not give; the
student keeps it, and has it compared whenever they doubt.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from courses.quizzes.models import Attempt, Response

GROUP = 4


def fingerprint(attempt: Attempt, responses: Iterable[Response]) -> str:
    """64 hexadecimal digits over who answered what, to which revision of which question, when."""
    answers = [
        [each.question_id, each.revision_id, each.values, each.answer, _time(each.saved_at)]
        for each in sorted(responses, key=lambda each: each.position)
    ]
    ended = _time(attempt.submitted_at)
    whole = [attempt.pk, attempt.user_id, attempt.quiz_id, attempt.number, ended, answers]
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    return salted_hmac("quizzes.receipt", text, algorithm="sha256").hexdigest()


def is_intact(attempt: Attempt, responses: Iterable[Response]) -> bool:
    """Whether what is stored now is what was handed in."""
    return constant_time_compare(attempt.receipt, fingerprint(attempt, responses))


def in_groups(receipt: str) -> str:
    """A receipt as it is read aloud: four digits, a space, four digits…"""
    return " ".join(receipt[start : start + GROUP] for start in range(0, len(receipt), GROUP))


def _time(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
