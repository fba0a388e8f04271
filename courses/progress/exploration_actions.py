"""Writes of explorations. Each is safe to repeat: a case is predicted once."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.accounts.models import User
from courses.content.explorables import Place
from courses.content.models import Lesson
from courses.progress.models import Exploration
from courses.simulations.parts import frozen, plain, values


@transaction.atomic
def keep_exploration(
    *,
    user: User,
    lesson: Lesson,
    place: Place,
    case: int,
    given: Any,
    prediction: Any,
    choice: Any,
    now: datetime,
) -> Exploration:
    """The attempt as it is kept: the first prediction stands, the last settings too.

    What the model makes of both is computed here, whatever the browser showed.
    """
    explorable = place.block.explorable
    asked = explorable.question(given).choice
    answer = explorable.scene(given, frozen(explorable.choice, asked)).answer
    scene = explorable.scene(given, choice)
    changing = {
        "choice": values(choice),
        "result": plain(scene.result),
        "updated_at": now,
    }
    first = {
        "given": values(given),
        "prediction": prediction,
        "answer": plain(answer),
        "created_at": now,
    }
    key = {"user": user, "lesson": lesson, "place": place.name, "case": case}
    kept, created = Exploration.objects.get_or_create(**key, defaults={**first, **changing})
    if not created:
        Exploration.objects.filter(pk=kept.pk).update(**changing)
    if scene.done:
        Exploration.objects.filter(pk=kept.pk, seen_at=None).update(seen_at=now)
    kept.refresh_from_db()
    return kept
