"""Kinds and levels in the words of a page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

KIND_LABELS: Mapping[str, Promise] = {
    "choice": gettext_lazy("one right answer"),
    "multiple": gettext_lazy("several right answers"),
    "true-false": gettext_lazy("true or false"),
    "numeric": gettext_lazy("a number"),
    "short": gettext_lazy("a few words"),
    "matching": gettext_lazy("matching"),
    "ordering": gettext_lazy("putting in order"),
    "cloze": gettext_lazy("text with gaps"),
    "hotspot": gettext_lazy("a place on a figure"),
    "output": gettext_lazy("the output of a command"),
    "open": gettext_lazy("open answer"),
}
BLOOM_LABELS: Mapping[str, Promise] = {
    "remember": gettext_lazy("remember"),
    "understand": gettext_lazy("understand"),
    "apply": gettext_lazy("apply"),
    "analyse": gettext_lazy("analyse"),
    "evaluate": gettext_lazy("evaluate"),
    "create": gettext_lazy("create"),
}
