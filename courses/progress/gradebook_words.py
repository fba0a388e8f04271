"""A total in words: its mention, and the sum that anybody can do again."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.progress.gradebook import LATER, MARKED, MISSING, WAITING, CategoryMean, Entry, Total
from elearning.number_tags import mark_text, number_text

MENTION_WORDS = {
    "": "",
    "insufficient": gettext_lazy("Insufficient"),
    "passable": gettext_lazy("Passable"),
    "fairly good": gettext_lazy("Fairly good"),
    "good": gettext_lazy("Good"),
    "very good": gettext_lazy("Very good"),
}
STATE_WORDS = {
    MARKED: gettext_lazy("marked"),
    WAITING: gettext_lazy("provisional: answers wait for their mark"),
    MISSING: gettext_lazy("closed without an attempt: 0"),
    LATER: gettext_lazy("not taken yet: not counted"),
}
CATEGORY_WORDS = {"exams": gettext_lazy("Exams"), "quizzes": gettext_lazy("Quizzes")}


def explain(total: Total) -> list[str]:
    """The sum of each category, then that of the total where there are several."""
    if not total.means:
        return [_("Nothing counts yet: there is no total.")]
    said = [_category(mean, total.entries) for mean in total.means]
    if len(total.means) > 1:
        sum_ = _sum([(mean.mean, mean.weight) for mean in total.means])
        value = mark_text(total.value)
        said.append(_("Total: %(sum)s = %(value)s out of 20.") % {"sum": sum_, "value": value})
    return said


def _category(mean: CategoryMean, entries: Sequence[Entry]) -> str:
    own = [each for each in entries if each.category == mean.category and each.counts]
    kept = [
        (each.mark, each.weight) for each in own if not each.is_dropped and each.mark is not None
    ]
    words = {
        "category": CATEGORY_WORDS[mean.category],
        "sum": _sum(kept),
        "mean": mark_text(mean.mean),
        "out": _(" and ").join(mark_text(each.mark) for each in own if each.is_dropped),
    }
    if words["out"]:
        return _("%(category)s: %(sum)s = %(mean)s (left out: %(out)s).") % words
    return _("%(category)s: %(sum)s = %(mean)s.") % words


def _sum(parts: Sequence[tuple[Decimal, Decimal]]) -> str:
    """« (8,00 × 2 + 14,00 × 1) ÷ 3 »."""
    terms = " + ".join(f"{mark_text(mark)} × {number_text(weight)}" for mark, weight in parts)
    weight = sum((weight for _mark, weight in parts), Decimal(0))
    return f"({terms}) ÷ {number_text(weight)}"
