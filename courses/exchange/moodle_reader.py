"""Reads questions in Moodle XML."""

from decimal import Decimal

from courses.exchange.answers import number_of
from courses.exchange.drafting import Arrivals, Incoming
from courses.exchange.moodle_kinds import READERS
from courses.exchange.moodle_text import markdown_in
from courses.exchange.moodle_tree import Element, read_tree
from courses.exchange.question_file import FileRefused, Imported
from courses.quizzes.formulas import write_decimal
from courses.quizzes.messages import gettext_noop

_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_MOST_POINTS = Decimal("999.99")


def read_moodle_xml(text: str) -> Imported:
    """The questions of a Moodle XML file. Never fails, whatever the text."""
    try:
        root = read_tree(text)
    except FileRefused as refused:
        return Imported((), (refused.problem,), ())
    arrivals = Arrivals()
    if root.name != "quiz":
        arrivals.problems.error(
            root.line,
            root.column,
            gettext_noop("This XML begins with <{name}>, a file of questions with <quiz>."),
            gettext_noop("Export the questions from Moodle as “Moodle XML”."),
            name=root.name[:60],
        )
        return arrivals.done()
    for element in root.all("question"):
        if not arrivals.begin(element.line, element.whole_text()):
            break
        _take(element, arrivals)
    return arrivals.done()


def _take(element: Element, arrivals: Arrivals) -> None:
    kind = element.attributes.get("type", "")
    incoming = Incoming(element.line, arrivals.problems, element.column)
    if kind == "category":
        _report_category(incoming, element)
        return
    reader = READERS.get(kind)
    if reader is None:
        incoming.lost(
            gettext_noop("“{name}”: questions of the type “{kind}” are not imported."),
            gettext_noop("Ask it as another kind, or leave it in Moodle."),
            name=element.value("name")[:60],
            kind=kind[:40],
        )
        return
    _take_common(incoming, element)
    reader(incoming, element)
    arrivals.add(incoming)


def _report_category(incoming: Incoming, element: Element) -> None:
    name = element.value("category")
    if name not in ("", "$course$/top", "$module$/top", "$system$/top"):
        incoming.lost(
            gettext_noop("The category “{name}” is not kept."),
            gettext_noop("Say the lesson in a tag: lesson:its-address."),
            name=name[:100],
        )


def _take_common(incoming: Incoming, element: Element) -> None:
    incoming.name = element.value("idnumber") or element.value("name")
    incoming.stem = markdown_in(incoming, element.first("questiontext"))
    explanation = markdown_in(incoming, element.first("generalfeedback"))
    incoming.explanation += [explanation] if explanation else []
    incoming.hints = [markdown_in(incoming, each) for each in element.all("hint")]
    tags = element.first("tags")
    incoming.tags = (
        [tag.value("text") or tag.text.strip() for tag in tags.all("tag")] if tags else []
    )
    _take_points(incoming, element)
    _check_common(incoming, element)


def _take_points(incoming: Incoming, element: Element) -> None:
    given = number_of(element.value("defaultgrade", "1")) or Decimal(0)
    points = min(given, _MOST_POINTS).quantize(Decimal("0.01")) if given > 0 else Decimal(1)
    if points <= 0:
        points = Decimal("0.01")
    if points != given:
        incoming.lost(
            gettext_noop("The points of this question become {points}."),
            gettext_noop("Points go from 0.01 to 999.99, with two decimals."),
            points=write_decimal(points),
        )
    incoming.points = points.normalize()


def _check_common(incoming: Incoming, element: Element) -> None:
    if any(element.value(name) for name in _COMBINED):
        incoming.lost(
            gettext_noop("The feedback common to all right, or all wrong, answers is left out."),
            gettext_noop("Write feedback for each option, or in the explanation."),
        )
    penalty = number_of(element.value("penalty", "0"))
    if incoming.hints and penalty:
        incoming.lost(
            gettext_noop("What a second try costs is not kept: these hints cost nothing."),
            gettext_noop("Give each hint its cost in the text of the question."),
        )
    flagged = [each for each in element.all("hint") if each.children[1:]]
    if flagged:
        incoming.lost(gettext_noop("What a hint does to the answers given is not kept."))
