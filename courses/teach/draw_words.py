"""Filters of a draw, in words."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from courses.content.models import Course
from courses.quizzes.labels import BLOOM_LABELS, KIND_LABELS
from courses.teach.forms.bank import lesson_choices, notion_choices, section_choices


class DrawWords:
    """Says the filters of one course's draws; reads the names it needs once."""

    def __init__(self, course: Course) -> None:
        lessons = [choice for _group, group in lesson_choices(course) for choice in group]
        self._names: Mapping[str, Mapping[str, object]] = {
            "lesson": dict(lessons),
            "section": dict(section_choices(course)),
            "notion": dict(notion_choices(course)),
            "bloom": BLOOM_LABELS,
            "kind": KIND_LABELS,
            "objective": {},
        }

    def say(self, filters: Iterable[tuple[str, str]]) -> str:
        """« leçon La connexion TCP, comprendre »; the whole bank if there is no filter."""
        said = [self._one(name, value) for name, value in filters]
        return ", ".join(said) or _("the whole bank")

    def _one(self, name: str, value: str) -> str:
        shown = self._names.get(name, {}).get(value, value)
        pattern = {
            "lesson": _("lesson “%(value)s”"),
            "section": _("section %(value)s"),
            "objective": _("objective %(value)s"),
            "notion": _("notion “%(value)s”"),
            "bloom": _("level “%(value)s”"),
            "kind": _("kind “%(value)s”"),
        }.get(name, "%(value)s")
        return pattern % {"value": shown}
