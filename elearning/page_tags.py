"""Tags every template may use without loading them."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from elearning import inlined

register = template.Library()

STRIP_CLASSES = {"done": "d", "begun": "u", "before": "", "empty": "e"}
LONGEST_WAY = 300  # of an address that each line of a list repeats
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


@register.simple_tag(takes_context=True)
def way_here(context: template.Context) -> str:
    """The query by which a page that this one leads to finds back here, with the filters.

    Autoescaped where it is written.
    """
    request = context["request"]
    page = request.get_full_path()
    return f"?{urlencode({'retour': page if len(page) <= LONGEST_WAY else request.path})}"


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


@register.tag
def kept(parser: Parser, token: Token) -> "KeptNode":
    """`{% kept a b %}…{% endkept %}`: what is inside is rendered once in a process.

    Once for each language and each value of `a` and `b`: together they must be all that the
    inside depends on, and take few values. The shell of a page is most of the work of a page
    that was made before, and hardly ever changes.
    """
    names = token.split_contents()[1:]
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(inside, [parser.compile_filter(name) for name in names])


class KeptNode(template.Node):
    def __init__(self, inside: NodeList, names: list[FilterExpression]) -> None:
        self.inside = inside
        self.names = names
        self.rendered: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        key = (get_language(), *(name.resolve(context) for name in self.names))
        if key not in self.rendered:
            self.rendered[key] = self.inside.render(context)
        return self.rendered[key]
