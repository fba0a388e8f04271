"""What the form of a question calls its rows and fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class GroupWords:
    """A group of rows: its legend, what to know, the words to add a row and to name one.

    `least` is how many rows an empty form shows; `tick` the control that says a row is right.
    """

    legend: Promise
    row: Promise
    add: Promise
    help: Promise | str = ""
    least: int = 0
    tick: str = ""


@dataclass(frozen=True)
class FieldWords:
    """A field: its label, what it is made with, what to know."""

    label: Promise
    widget: str = "area"
    help: Promise | str = ""


GROUP_WORDS: Mapping[str, GroupWords] = {
    "option": GroupWords(
        _("Options"),
        _("Option"),
        _("Add an option"),
        _("Tick what is right; what you say of each option is shown to who chose it."),
        3,
        "radio",
    ),
    "accepted": GroupWords(
        _("Accepted answers"),
        _("Accepted answer"),
        _("Add an accepted answer"),
        _("The first one is shown as the right answer."),
        1,
    ),
    "mistake": GroupWords(
        _("Mistakes you foresee"), _("Mistake"), _("Add a mistake"), _("Empty: any other answer.")
    ),
    "number": GroupWords(
        _("Accepted numbers"),
        _("Number"),
        _("Add an accepted number"),
        _("A number, or a formula over + − × ÷ of the numbers drawn."),
        1,
    ),
    "miscount": GroupWords(
        _("Mistakes you foresee"), _("Mistake"), _("Add a mistake"), _("Empty: any other number.")
    ),
    "pair": GroupWords(_("Pairs"), _("Pair"), _("Add a pair"), least=3),
    "decoy": GroupWords(
        _("Decoys"), _("Decoy"), _("Add a decoy"), _("Right items that go with nothing.")
    ),
    "mispair": GroupWords(
        _("Wrong pairs you foresee"),
        _("Wrong pair"),
        _("Add a wrong pair"),
        _("Copy both texts from the pairs; empty: any other pair."),
    ),
    "item": GroupWords(_("Items, in the right order"), _("Item"), _("Add an item"), least=3),
    "swap": GroupWords(
        _("Wrong orders you foresee"),
        _("Wrong order"),
        _("Add a wrong order"),
        _("The numbers are those of the items above; empty: any other order."),
    ),
    "misfill": GroupWords(
        _("Mistakes you foresee"),
        _("Mistake"),
        _("Add a mistake"),
        _("The gaps are numbered in the order of the text; empty: any other answer."),
    ),
    "criterion": GroupWords(
        _("Marking criteria"),
        _("Criterion"),
        _("Add a criterion"),
        _("Their points add up to those of the question."),
        2,
    ),
    "hint": GroupWords(
        _("Hints"),
        _("Hint"),
        _("Add a hint"),
        _("The cost is taken off the mark of who reads the hint: 0.5 point, or 25 %."),
    ),
    "range": GroupWords(
        _("Numbers drawn for each student"),
        _("Drawn number"),
        _("Add a drawn number"),
        _("Write {x} in the text where the number named x is to be shown."),
    ),
}
_FEEDBACK = FieldWords(_("What to tell"))
_VALUE, _TOLERANCE = FieldWords(_("Value"), "line"), FieldWords(_("± tolerance"), "line")
_PER, _UNITS = FieldWords(_("Tolerance in"), "select"), FieldWords(_("Units"), "line")
_LEFT, _RIGHT = FieldWords(_("Left side")), FieldWords(_("Right side"))
FIELD_WORDS: Mapping[tuple[str, str], FieldWords] = {
    ("option", "text"): FieldWords(_("Text")),
    ("option", "feedback"): _FEEDBACK,
    ("accepted", "text"): FieldWords(_("Text")),
    ("mistake", "text"): FieldWords(_("Text; | between ways to write it")),
    ("mistake", "feedback"): _FEEDBACK,
    ("number", "value"): _VALUE,
    ("number", "tolerance"): _TOLERANCE,
    ("number", "per"): _PER,
    ("number", "units"): _UNITS,
    ("miscount", "value"): _VALUE,
    ("miscount", "tolerance"): _TOLERANCE,
    ("miscount", "per"): _PER,
    ("miscount", "units"): _UNITS,
    ("miscount", "feedback"): _FEEDBACK,
    ("pair", "left"): _LEFT,
    ("pair", "right"): _RIGHT,
    ("decoy", "text"): FieldWords(_("Text")),
    ("mispair", "left"): _LEFT,
    ("mispair", "right"): _RIGHT,
    ("mispair", "feedback"): _FEEDBACK,
    ("item", "text"): FieldWords(_("Text")),
    ("swap", "later"): FieldWords(_("Item put too early"), "line"),
    ("swap", "earlier"): FieldWords(_("before item"), "line"),
    ("swap", "feedback"): _FEEDBACK,
    ("misfill", "gap"): FieldWords(_("Gap number"), "line"),
    ("misfill", "text"): FieldWords(_("Wrong answer")),
    ("misfill", "feedback"): _FEEDBACK,
    ("criterion", "points"): FieldWords(_("Points"), "line"),
    ("criterion", "text"): FieldWords(_("What the answer must do")),
    ("hint", "text"): FieldWords(_("Text")),
    ("hint", "cost"): FieldWords(_("Cost"), "line"),
    ("range", "name"): FieldWords(_("Name"), "line"),
    ("range", "low"): FieldWords(_("From"), "line"),
    ("range", "high"): FieldWords(_("To"), "line"),
    ("range", "step"): FieldWords(_("By steps of"), "line"),
}
SINGLE_WORDS: Mapping[str, FieldWords] = {
    "id": FieldWords(
        _("Id"), "line", _("Answers are tied to it: it stays the same. Letters, digits, hyphens.")
    ),
    "kind": FieldWords(_("Kind"), "select"),
    "stem": FieldWords(_("Question"), "area", _("In Markdown, as lessons.")),
    "truth": FieldWords(_("This statement is"), "radio"),
    "iftrue": FieldWords(_("What to tell who answers “true”")),
    "iffalse": FieldWords(_("What to tell who answers “false”")),
    "figure": FieldWords(_("Figure"), "line", _("Its name, such as pile:type2.")),
    "explanation": FieldWords(_("Explanation"), "area", _("Shown to everybody after the answer.")),
    "place": FieldWords(_("Lesson or section"), "select"),
    "objective": FieldWords(_("Objective"), "line", _("A code such as V1.2.")),
    "bloom": FieldWords(_("Bloom level"), "select"),
    "notion": FieldWords(_("Notions"), "ticks"),
    "points": FieldWords(_("Points"), "line", _("1 if you leave it empty.")),
    "fixed": FieldWords(_("Keep the order of the text"), "tick"),
}
PART = _("Part of the figure")
GAPS_HELP = _("Write each answer in its place: {{lower|smaller}}, or {{=2 ± 0 [GB]}} for a number.")
RUBRIC_POINTS = _("The sum of the criteria if you leave it empty.")
KIND_USES: Mapping[str, Promise] = {
    "choice": _("Tell apart notions that are easily confused; each wrong option is a mistake."),
    "multiple": _("See whether all the consequences of a situation are recognised."),
    "true-false": _("Undo a common misconception, quickly."),
    "numeric": _("Have an order of magnitude or a calculation worked out, with units."),
    "short": _("Recall the exact term without seeing it."),
    "matching": _("Link terms to their definitions, causes to their effects."),
    "ordering": _("Put back the stages of a process or of a path."),
    "cloze": _("Complete a reasoning or a worked example, step by step."),
    "hotspot": _("Point at a part of a figure."),
    "output": _("Predict what a command or a program prints."),
    "open": _("Argue, compare, decide: you mark it with your criteria."),
}


def field_words(name: str) -> str:
    """The name of a field in words, for lists of problems."""
    if name in SINGLE_WORDS:
        return str(SINGLE_WORDS[name].label)
    group, number, _column = name.split("-")
    return f"{GROUP_WORDS[group].row} {int(number) + 1}"
