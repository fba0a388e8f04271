"""What the files of a course call a proposal, thing by thing. Pure."""

from collections.abc import Mapping
from datetime import datetime

from courses.content.additions import additions
from courses.exchange.folder.format import EVERY, CourseFolder


def proposed(folder: CourseFolder) -> list[tuple[str, str, datetime | None]]:
    """Kind, key and when it was accepted; the key EVERY stands for all of its kind."""
    said = folder.proposals
    every = sorted({entry.kind for entry in said if entry.key == EVERY})
    named = [(entry.kind, entry.key, entry.accepted_at) for entry in said if entry.key != EVERY]
    keys = _keys(folder)
    return named + [(kind, key, None) for kind in every for key in keys[kind]]


def _keys(folder: CourseFolder) -> Mapping[str, list[str]]:
    """Everything of each kind that the files hold."""
    keys: dict[str, list[str]] = {
        "question": [each.id for each in (*folder.questions, *folder.drafts)],
        "notion": [notion.slug for notion in folder.notions],
        "lesson": [text.slug for text in folder.lessons if not text.lines],
        "figure": [],
        "explorable": [],
    }
    for text in folder.lessons:
        for each in additions(text.text):
            keys[each.kind].append(f"{text.slug}/{each.name}")
    return keys
