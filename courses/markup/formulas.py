"""LaTeX to MathML, within limits: nesting too deep crashes the converter."""

import re
from html import escape
from xml.etree.ElementTree import Element, SubElement

from math_core import LatexError, LatexToMathML

from courses.markup.boxes import become, may_hold_box, scrolling
from courses.markup.draft import Draft
from courses.markup.inline import FORMULA
from courses.markup.page import Message, gettext_noop
from courses.markup.serial import RAW

MAX_LATEX = 1500
"""Longest formula, in characters."""
MAX_DEPTH = 40
"""Deepest nesting of braces, brackets and environments."""
MAX_FORMULAS = 300
"""Most formulas in one source."""

MAX_EXPANSIONS = 300
"""Most uses in one formula of the commands that the converter makes from others (`\\pmod`)."""

DEFINER = re.compile(r"\\(?:def|[egx]def|let|(?:new|renew|provide)command|DeclareMathOperator)\b")
TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|\S", re.DOTALL)
OPENERS = frozenset(["{", "[", "\\left", "\\begin"])
CLOSERS = frozenset(["}", "]", "\\right", "\\end"])
TAG = re.compile(r"<[^<>]*>")
STYLE = re.compile(r' style="([^"]*)"')
UNKNOWN_COMMAND = re.compile(r'Unknown command "([^"]+)"')
DROPPED = re.compile(r' id="[^"]*"')

STYLE_CLASSES = {
    "text-align:right": "m-right",
    "text-align:left": "m-left",
    "padding-left:0": "m-close-left",
    "padding-right:0": "m-close-right",
    "padding-top:0": "m-tight",
    "padding-left:1em": "m-apart",
    "width:100%": "m-wide",
    "width:50%": "m-half",
    "width:7.5%": "m-indent",
    "border-left:0.05em solid currentcolor": "m-line-left",
    "border-right:0.05em solid currentcolor": "m-line-right",
    "border-top:0.05em solid currentcolor": "m-line-top",
    "border-left:0.05em dashed currentcolor": "m-dash-left",
    "border-right:0.05em dashed currentcolor": "m-dash-right",
    "border-top:0.05em dashed currentcolor": "m-dash-top",
    "margin-left:-0.16666667em": "m-back",
}
"""Declarations of the converter and the class that says the same; all others are dropped, since
the pages' policy lets no `style` attribute through."""


class FormulaRefused(ValueError):
    """The formula cannot be shown; it is to be displayed as code."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Formulas:
    """The formulas of one source, numbered in order where LaTeX numbers them."""

    def __init__(self) -> None:
        self._count = 0
        self._converter = LatexToMathML(
            annotation=True, fancy_error=False, max_expansions=MAX_EXPANSIONS
        )

    def mathml(self, latex: str, *, display: bool) -> str:
        """MathML without inline styles, the LaTeX kept in its annotation.

        Raises FormulaRefused when the formula is too long, too deep, one too many or wrong.
        """
        self._count += 1
        if self._count > MAX_FORMULAS:
            text = gettext_noop("There are more than %(most)s formulas.")
            raise FormulaRefused(Message(text, {"most": MAX_FORMULAS}))
        if len(latex) > MAX_LATEX:
            text = gettext_noop("This formula is longer than %(most)s characters.")
            raise FormulaRefused(Message(text, {"most": MAX_LATEX}))
        if nesting(latex) > MAX_DEPTH:
            text = gettext_noop("This formula is nested more than %(most)s levels deep.")
            raise FormulaRefused(Message(text, {"most": MAX_DEPTH}))
        definer = DEFINER.search(latex)
        if definer:  # one definition of a few letters can stand for megabytes
            raise FormulaRefused(_unknown(definer.group()))
        try:
            made = self._converter.convert_with_global_state(latex, displaystyle=display)
        except LatexError as error:
            raise FormulaRefused(_explained(str(error), latex)) from error
        return TAG.sub(_without_style, made)


def nesting(latex: str) -> int:
    """How deep the parts of a formula lie in each other, never less than it really is by braces.

    Commands nest without braces too (`\\sqrt\\sqrt x`), so a run of them counts as levels.
    """
    depth = deepest = run = 0
    for token in TOKEN.findall(latex):
        if token in OPENERS:
            depth, run = depth + 1, 0
        elif token in CLOSERS:
            depth, run = max(depth - 1, 0), 0
        else:
            run = run + 1 if token[0] == "\\" and token[1].isalpha() else 0
        deepest = max(deepest, depth + run)
    return deepest


def _explained(error: str, latex: str) -> Message:
    """What is wrong, from the converter's `place: reason`, whose reasons are English only."""
    place, _, reason = error.partition(": ")
    command = UNKNOWN_COMMAND.match(reason)
    if command:
        return _unknown(command.group(1))
    rest = latex[int(place) :].strip() if place.isdecimal() else latex
    if not rest:
        return Message(gettext_noop("This formula stops too early: something is not closed."))
    text = gettext_noop("This formula is not understood from “%(piece)s” on.")
    return Message(text, {"piece": rest[:20]})


def _unknown(command: str) -> Message:
    text = gettext_noop("In a formula, the command %(command)s is not known.")
    return Message(text, {"command": command})


def show_formulas(root: Element, draft: Draft) -> None:
    """Turn LaTeX into MathML, on show in a box of its own or in the line."""
    formulas = Formulas()
    parents = {child: parent for parent in root.iter() for child in parent}
    boxes = 0
    for element in list(root.iter(FORMULA)):
        display = element.get("display") == "block"
        made = _mathml_or_code(formulas, element, display, draft)
        if display and may_hold_box(parents[element]):
            boxes += 1
            label = draft.labels.formula % boxes
            become(element, "div", {"class": "formula scroll", **scrolling(label)})
            SubElement(element, RAW).text = made
        else:
            become(element, RAW, {}, made)


def _mathml_or_code(formulas: Formulas, element: Element, display: bool, draft: Draft) -> str:
    latex = element.text or ""
    try:
        return formulas.mathml(latex, display=display)
    except FormulaRefused as refused:
        line, source = element.get("line"), element.get("source", "")
        where: int | str = int(line) if line else source
        draft.report(refused.message.template, where, **refused.message.params)
        return f"<code>{escape(latex, quote=False)}</code>"


def _without_style(match: re.Match[str]) -> str:
    tag = match.group()
    if tag.startswith(("<a ", "</a")):
        return ""
    return DROPPED.sub("", STYLE.sub(_classes, tag))


def _classes(match: re.Match[str]) -> str:
    wanted = (re.sub(r":\s*", ":", rule.strip()) for rule in match.group(1).split(";"))
    names = [STYLE_CLASSES[rule] for rule in wanted if rule in STYLE_CLASSES]
    return f' class="{" ".join(names)}"' if names else ""
