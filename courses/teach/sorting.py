"""Tables whose columns sort: what the address asks, and what the headings then link to."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Row = TypeVar("Row")
# What the address calls a column, the column's heading, and what its rows are sorted by.
Column = tuple[str, Any, Callable[[Row], Any]]


def sort_rows(rows: list[Row], columns: Sequence[Column[Row]], order: str) -> list[Row]:
    """By a column, "-" before its name for the other way round; what has no value comes last."""
    by = next((key for name, _heading, key in columns if name == order.removeprefix("-")), None)
    if by is None:
        return rows
    known = [row for row in rows if by(row) is not None]
    unknown = [row for row in rows if by(row) is None]
    return sorted(known, key=by, reverse=order.startswith("-")) + unknown


def column(name: str, heading: Any, order: str) -> dict[str, Any]:
    """A heading that sorts: ascending first, then the other way round."""
    sorts = {name: "ascending", f"-{name}": "descending"}.get(order, "")
    return {"heading": heading, "sorts": sorts, "next": f"-{name}" if order == name else name}
