"""Titles of the slides that only show where the talk stands."""

from courses.slides.titles import key, read_continuation
from courses.slides.word_sets import word_set

_WHOLE = word_set(
    "chapitre cours seance presentation expose module partie section lecon conference document "
    "seminaire chapter course lecture session talk presentation lesson unit part section"
)
_HEADS = ("plan", "sommaire", "outline", "agenda", "contents", "programme", "contenu", "menu")
_TITLES = frozenset(
    {*_HEADS}
    | {f"{h} {of}{w}" for h in _HEADS for of in ("du ", "de la ", "de l ", "de ") for w in _WHOLE}
    | {f"{h} of the {w}" for h in _HEADS for w in _WHOLE}
    | {f"{h} of this {w}" for h in _HEADS for w in _WHOLE}
    | {f"{w} {h}" for h in ("outline", "agenda", "contents", "plan") for w in _WHOLE}
    | {
        "table des matieres",
        "table of contents",
        "ordre du jour",
        "au programme",
        "programme du jour",
        "plan general",
        "plan detaille",
        "plan global",
        "sommaire general",
        "agenda du jour",
        "today s agenda",
        "today s outline",
        "outline for today",
        "outline for today s lecture",
        "outline of today s lecture",
        "the plan",
        "le plan",
        "notre plan",
        "roadmap",
        "road map",
        "feuille de route",
        "overview",
        "course overview",
        "lecture overview",
        "chapter overview",
        "vue d ensemble",
        "dans ce chapitre",
        "in this chapter",
        "in this lecture",
        "index",
        "toc",
    }
)
_WEAK = frozenset(
    {"overview", "roadmap", "road map", "feuille de route", "index", "vue d ensemble", "menu"}
    | {"course overview", "lecture overview", "chapter overview", "contenu", "programme"}
    | {"dans ce chapitre", "in this chapter", "in this lecture", "contenu du cours"}
)


def is_recap_title(title: str) -> bool:
    """Whether a title is exactly one of those; "Plan de reprise…" is not."""
    if len(title) > 80:
        return False
    whole = key(title)
    return whole in _TITLES or key(read_continuation(title).base) in _TITLES


def is_weak_recap_title(title: str) -> bool:
    """Whether a title may as well be that of a lesson: its entries must be known."""
    return key(read_continuation(title).base) in _WEAK
