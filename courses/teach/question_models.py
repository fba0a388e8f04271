"""A first text of each kind of question, to be written over."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.content.models import Lesson
from courses.quizzes.kinds.registry import KINDS

_MODELS: Mapping[str, Promise] = {
    "choice": _(
        "Write the question here.\n"
        "- (x) the right answer\n  > why it is right\n"
        "- ( ) a wrong answer\n  > why it is not"
    ),
    "multiple": _(
        "Write the question here.\n"
        "- [x] a right answer\n- [x] another right answer\n"
        "- [ ] a wrong answer\n  > why it is not"
    ),
    "true-false": _("Write a statement here.\n= vrai\n> si faux : why it is true"),
    "numeric": _(
        "Ask for a number here.\n= 12,5 ± 3 % [W, kW]\n"
        "≠ 125 ± 3 % [W] > what to tell who makes this mistake"
    ),
    "short": _(
        "Write the question here.\n"
        "= the answer | another way to say it\n"
        "≠ a frequent mistake > what to tell who makes it"
    ),
    "matching": _(
        "Say what to match here.\n- a term :: its definition\n- another term :: its own\n"
        "- (leurre) :: a definition of nothing\n"
        "≠ a term :: its own > what to tell who joins these two"
    ),
    "ordering": _(
        "Say what to put in order here.\n1. the first step\n2. the second step\n3. the third step\n"
        "≠ 3 avant 2 > why the second comes first"
    ),
    "cloze": _(
        "Write a text with its answers in place: water boils at {{=100 ± 1}} °C"
        " and becomes {{steam|vapour}}.\n≠ 2 :: ice > what to tell who writes this"
    ),
    "hotspot": _(
        "Say what to select in the figure here.\n= hote\n≠ mat > what to tell who selects this"
    ),
    "output": _(
        "```sh\necho $((1 + 1))\n```\nWhat does this command print?\n= 2\n"
        "≠ 1 + 1 > what to tell who writes this"
    ),
    "open": _(
        "Ask for an argument here.\n~ 2 : what the answer must do\n~ 1 : what it must also do"
    ),
}


def model_text(kind: str, lesson: Lesson | None, id_: str = "q-1") -> str:
    """A first text of `kind` (one right answer if there is no such kind), for `lesson`."""
    kind = kind if kind in _MODELS else "choice"
    place = f"leçon: {lesson.slug} · " if lesson else ""
    figure = "figure: pile:type2\n" if kind == "hotspot" else ""
    heading = f"### {KINDS[kind].french} {id_}\n{place}objectif: V1.1 · bloom: comprendre\n"
    return f"{heading}{figure}{_MODELS[kind]}\n"
