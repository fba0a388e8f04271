"""A question's form whose kind changes: what the new kind takes over, and what waits aside.

Nothing is dropped from the fields: what the new kind cannot take comes back with the old one.
"""

from courses.quizzes.form.conversion import kind_of
from courses.quizzes.form.rows import (
    GROUPS,
    Fields,
    Row,
    first,
    is_blank,
    rows_of,
    with_rows,
)
from courses.quizzes.form.shapes import SHAPES

_SHARED = ("hint", "range")
# What a click says, not what is typed.
_CLICKED = ("truth",)


def change_kind(fields: Fields, kind: str) -> dict[str, list[str]]:
    """`fields` of a question of `kind`; rows of the new kind that say something stay as they are.

    Options, accepted and wrong texts, and items to order become each other.
    """
    changed = {name: list(values) for name, values in fields.items()}
    groups = SHAPES[kind].groups
    if not any(_rows(fields, group) for group in groups):
        found = _texts(fields)
        for group, rows in _as_rows(found).items():
            if group in groups and rows:
                changed = with_rows(changed, group, rows)
    return {**changed, "kind": [kind]}


def set_aside(fields: Fields) -> dict[str, int]:
    """What stands in `fields` and is no part of their kind: how many rows, by group or field."""
    shape = SHAPES[kind_of(fields)]
    found = {
        group: len(_rows(fields, group))
        for group in GROUPS
        if group not in (*shape.groups, *_SHARED)
    }
    for other in SHAPES.values():
        for name in other.single:
            if name not in shape.single and name not in _CLICKED:
                found[name] = 1 if first(fields, name).strip() else 0
    return {name: count for name, count in found.items() if count}


def _rows(fields: Fields, group: str) -> list[Row]:
    return [row for row in rows_of(fields, group) if not is_blank(row)]


def _texts(fields: Fields) -> list[Row]:
    """The texts of the old kind, each with `feedback` and `right`."""
    groups = SHAPES[kind_of(fields)].groups
    rights = {"accepted": "1", "item": "1"}
    return [
        {"feedback": "", "right": rights.get(group, ""), **row}
        for group in ("option", "accepted", "mistake", "item")
        if group in groups
        for row in _rows(fields, group)
        if row["text"].strip()
    ]


def _as_rows(texts: list[Row]) -> dict[str, list[Row]]:
    return {
        "option": texts,
        "accepted": [row for row in texts if row["right"]],
        "mistake": [row for row in texts if not row["right"]],
        "item": texts,
    }
