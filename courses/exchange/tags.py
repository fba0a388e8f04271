"""Where a question belongs, as tags other software keeps: `lesson:…`, `bloom:…`, `notion:…`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from courses.quizzes.messages import Problems
from courses.quizzes.question import QuestionText
from courses.quizzes.text.attributes import Attribute
from courses.quizzes.text.header import read_header

_FIELDS = {
    "lesson": "lesson",
    "section": "section",
    "objective": "objective",
    "bloom": "bloom",
    "notion": "notions",
}


@dataclass
class Tagged:
    """The fields of a QuestionText that tags name, and the tags that name none."""

    fields: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def tags_of(question: QuestionText) -> list[str]:
    """The tags that `read_tags` turns back into the same fields."""
    named = {name: getattr(question, name) for name in ("lesson", "section", "objective", "bloom")}
    if question.lesson and question.anchor:
        named["lesson"] = f"{question.lesson}#{question.anchor}"
    tags = [f"{name}:{value}" for name, value in named.items() if value is not None]
    return [*tags, *(f"notion:{notion}" for notion in question.notions)]


def read_tags(tags: Iterable[str]) -> Tagged:
    """What `tags` say; one that is unknown, unusable or a second of its name is left over."""
    found = Tagged()
    for tag in tags:
        name, _, value = (piece.strip() for piece in tag.partition(":"))
        value = _value(name, value)
        taken = name != "notion" and name in found.fields
        both = {"lesson", "section"} <= {name, *found.fields}
        if value is None or taken or both:
            found.unknown.append(tag)
        elif name == "notion":
            known = found.fields.get("notions", ())
            found.fields["notions"] = tuple(dict.fromkeys((*known, *value)))
        elif name == "lesson":
            found.fields["lesson"], _, anchor = value.partition("#")
            found.fields["anchor"] = anchor
        else:
            found.fields[name] = value
    return found


def _value(name: str, value: str) -> Any:
    """The value of an attribute as a header reads it, None if it cannot be one."""
    if name not in _FIELDS or not value:
        return None
    problems = Problems()
    header = read_header([Attribute(name, value, 1, 1)], problems)
    return None if problems.errors else getattr(header, _FIELDS[name])
