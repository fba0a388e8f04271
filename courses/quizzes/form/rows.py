"""The rows of a form about a question: lists of small dictionaries inside its flat fields.

A field of a row is named `group-number-column`, as `option-2-text`; numbers only say the order.
`option-right` holds the numbers of the options that are right.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Fields = Mapping[str, Sequence[str]]
Row = dict[str, str]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "option": ("text", "feedback"),
    "accepted": ("text",),
    "mistake": ("text", "feedback"),
    "number": ("value", "tolerance", "per", "units"),
    "miscount": ("value", "tolerance", "per", "units", "feedback"),
    "pair": ("left", "right"),
    "decoy": ("text",),
    "mispair": ("left", "right", "feedback"),
    "item": ("text",),
    "swap": ("later", "earlier", "feedback"),
    "misfill": ("gap", "text", "feedback"),
    "criterion": ("points", "text"),
    "hint": ("text", "cost"),
    "range": ("name", "low", "high", "step"),
}
MOST_ROWS = 120  # more than a question can hold, so that one too many is still shown
_RIGHT = "option-right"
_NAME = re.compile(r"([a-z]+)-([0-9]{1,4})-([a-z]+)")
_ACT = re.compile(r"(add|remove|up|down) ([a-z]+)(?: ([0-9]{1,4}))?")


def first(fields: Fields, name: str) -> str:
    """The value of a field that stands once, "" for none."""
    return next(iter(fields.get(name, ())), "")


def rows_of(fields: Fields, group: str) -> list[Row]:
    """The rows of `group`, in order, with every column; of an option also `right`, "1" or ""."""
    found = dict[int, Row]()
    for name, values in fields.items():
        match = _NAME.fullmatch(name)
        if match and match[1] == group and match[3] in GROUPS[group]:
            found.setdefault(int(match[2]), {})[match[3]] = next(iter(values), "")
    rows = []
    for number in sorted(found)[:MOST_ROWS]:
        row = {column: found[number].get(column, "") for column in GROUPS[group]}
        if group == "option":
            row["right"] = "1" if str(number) in fields.get(_RIGHT, ()) else ""
        rows.append(row)
    return rows


def row_fields(group: str, rows: Sequence[Row]) -> dict[str, list[str]]:
    """The fields of `rows`: what `rows_of` reads."""
    fields = {
        f"{group}-{number}-{column}": [row.get(column, "")]
        for number, row in enumerate(rows)
        for column in GROUPS[group]
    }
    if group == "option":
        fields[_RIGHT] = [str(number) for number, row in enumerate(rows) if row.get("right")]
    return fields


def with_rows(fields: Fields, group: str, rows: Sequence[Row]) -> dict[str, list[str]]:
    """`fields` with `rows` in place of those of `group`."""
    kept = {
        name: list(values)
        for name, values in fields.items()
        if not _belongs(name, group) and not (group == "option" and name == _RIGHT)
    }
    return {**kept, **row_fields(group, rows)}


def is_blank(row: Row) -> bool:
    """Whether nothing is said in `row`; how its number would be read says nothing."""
    return not any(value.strip() for column, value in row.items() if column != "per")


@dataclass(frozen=True)
class RowAct:
    """What a button does to a row: `verb` is add, remove, up or down; `number` counts from 0."""

    verb: str
    group: str
    number: int = 0


def read_act(text: str) -> RowAct | None:
    """The act that a button names, as `remove option 2` or `add hint`; None for no act."""
    found = _ACT.fullmatch(text)
    if not found or found[2] not in GROUPS:
        return None
    return RowAct(found[1], found[2], int(found[3] or 0))


def act_on(fields: Fields, act: RowAct) -> tuple[dict[str, list[str]], int]:
    """`fields` after `act`, and the number of the row it leaves one at."""
    rows = rows_of(fields, act.group)
    order = list(range(len(rows)))
    place = max(0, min(act.number, len(rows) - 1))
    if act.verb == "add":
        order, place = [*order, -1], len(rows)
    elif rows and act.verb == "remove":
        order.pop(place)
        place = max(0, min(place, len(order) - 1))
    elif rows:
        other = max(0, place - 1) if act.verb == "up" else min(len(rows) - 1, place + 1)
        order[place], order[other] = order[other], order[place]
        place = other
    changed = with_rows(fields, act.group, [rows[n] if n >= 0 else {} for n in order])
    if act.group == "item":
        changed = with_rows(changed, "swap", _renumbered(rows_of(fields, "swap"), order))
    return changed, place


def _renumbered(swaps: list[Row], order: list[int]) -> list[Row]:
    """The wrong orders, naming items by their new places; one that is gone is named “?”."""
    places = {str(old + 1): str(new + 1) for new, old in enumerate(order)}
    return [
        {
            column: places.get(value.strip(), "?")
            if column != "feedback" and value.strip()
            else value
            for column, value in swap.items()
        }
        for swap in swaps
    ]


def _belongs(name: str, group: str) -> bool:
    found = _NAME.fullmatch(name)
    return bool(found and found[1] == group)
