"""Tags every template may use without loading them."""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from elearning import inlined

register = template.Library()

STRIP_CLASSES = {"done": "d", "begun": "u", "before": "", "empty": "e"}
MANY = 30
"""From this many lessons on, the strip is woven finer."""


@register.simple_tag
def first_style() -> SafeString:
    """The style that makes the page readable in one round trip, let in by its hash."""
    return mark_safe(f"<style>{inlined.style()}</style>")  # noqa: S308 - a file of the site


@register.simple_tag
def first_script() -> SafeString:
    """The script that sets the chosen theme before anything shows, let in by its hash."""
    return mark_safe(f"<script>{inlined.script()}</script>")  # noqa: S308 - a file of the site


@register.simple_tag
def mail_is_sent() -> bool:
    """Whether the site can send mail."""
    return bool(settings.MAIL_IS_SENT)


@register.simple_tag
def strip(sections: Iterable[Iterable[str]], label: str, current: int | None = None) -> SafeString:
    """The woven strip: one block a lesson, a thin gap between sections.

    `sections` holds the state of each lesson, section by section: "done", "begun", "before" or
    "empty" (it waits for its teacher). `label` says the same in words. `current` is the place,
    counted from 0 over all sections, of the lesson the reader stands on.
    """
    blocks: list[str] = []
    for section in sections:
        for place, state in enumerate(section):
            names = STRIP_CLASSES[state]
            if place == 0 and blocks:
                names += " s"
            if len(blocks) == current:
                names += " c"
            names = names.strip()
            blocks.append(f'<i class="{names}"></i>' if names else "<i></i>")
    size = "strip fine" if len(blocks) > MANY else "strip"
    inside = mark_safe("".join(blocks))  # noqa: S308 - made of the names above
    return format_html('<div class="{}" role="img" aria-label="{}">{}</div>', size, label, inside)
