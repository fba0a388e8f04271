"""What publishing a question's newest revision changes, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from courses.quizzes.models import AnswerKey, Attempt, Question, QuestionRevision, Response

# What a key says to students, which decides no mark.
_SAID = ("html", "feedback", "hints", "explanation", "source")


@dataclass(frozen=True)
class Effect:
    """`pinned` attempts under way keep an earlier revision; `answered` gave an answer to one.

    `key_changed`: what decides a mark is no longer what it was when published.
    """

    is_new: bool
    pinned: int
    answered: int
    key_changed: bool


def publishing_effect(question: Question, newest: QuestionRevision) -> Effect:
    """Two queries. `question` is published."""
    older = Response.objects.filter(question=question).exclude(revision=newest)
    older = older.exclude(attempt__kind=Attempt.Kind.PREVIEW)
    counts = older.aggregate(
        pinned=Count("pk", filter=Q(attempt__state=Attempt.State.OPEN)),
        answered=Count("pk", filter=Q(released_at__isnull=False)),
    )
    keys = AnswerKey.objects.filter(revision__question=question, revision__responses__isnull=False)
    known = [_deciding(key) for key in keys.distinct().values_list("key", flat=True)]
    wanted = _deciding(newest.answer_key.key)
    return Effect(
        is_new=question.published_id != newest.pk,
        key_changed=any(key != wanted for key in known),
        **counts,
    )


def _deciding(key: Any) -> Any:
    """`key` without what it says to students."""
    if isinstance(key, Mapping):
        return {name: _deciding(value) for name, value in key.items() if name not in _SAID}
    return [_deciding(each) for each in key] if isinstance(key, list) else key
