"""Points and marks as people read them, in pages and in sentences; files keep plain numbers."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.formats import get_format, number_format

register = template.Library()

HUNDREDTH = Decimal("0.01")


@register.filter(name="number")
def number_text(value: Decimal | float | None) -> str:
    """Points, weights: « 2 », « 2,5 », « 0,33 »; two decimals at most, and no useless one."""
    if value is None:
        return ""
    rounded = Decimal(str(value)).quantize(HUNDREDTH, ROUND_HALF_UP)
    return number_format(f"{rounded:f}".rstrip("0").rstrip("."))


@register.filter(name="mark")
def mark_text(value: Decimal | None) -> str:
    """A mark out of 20: « 14,50 », always two decimals, as on a transcript; « – » for none."""
    return "–" if value is None else number_format(value, 2)


def mark_writer() -> Callable[[Decimal | None], str]:
    """`mark_text` for thousands of marks: the language is asked once."""
    point = get_format("DECIMAL_SEPARATOR")
    return lambda value: "–" if value is None else f"{value:.2f}".replace(".", point)
