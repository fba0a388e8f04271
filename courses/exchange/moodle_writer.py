"""Writes questions in Moodle XML, as Moodle and `moodle_reader` read them."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from courses.exchange.departing import Outgoing, check_common, no_such_kind, write_each
from courses.exchange.moodle_bodies import BODIES
from courses.exchange.question_file import Exported
from courses.exchange.tags import tags_of
from courses.exchange.xml_text import is_written, texted
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.messages import gettext_noop
from courses.quizzes.question import QuestionText

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
_ORDERED = ("choice", "multiple", "matching")


def write_moodle_xml(questions: Sequence[QuestionText]) -> Exported:
    """The questions as a Moodle XML file, in Markdown; what it cannot say is listed."""
    texts, losses = write_each(questions, _question)
    return Exported(_HEAD + "".join(texts) + "</quiz>\n" if texts else "", losses)


def _question(outgoing: Outgoing) -> str:
    question = outgoing.question
    if question.kind not in BODIES:
        raise no_such_kind(outgoing, KINDS[question.kind].french, "Moodle XML")
    check_common(outgoing)
    if question.fixed_order and question.kind not in _ORDERED:
        outgoing.lost(gettext_noop("Moodle does not fix an order for this kind of question."))
    body = BODIES[question.kind](outgoing)
    text = "".join(f"    {line}\n" for line in [*_common(question, body.stem), *body.lines])
    if not is_written(text):
        raise outgoing.left_out(
            gettext_noop("A character of this question cannot stand in XML."),
            gettext_noop("Delete the invisible characters from it."),
        )
    return f'  <question type="{body.type}">\n{text}  </question>\n'


def _common(question: QuestionText, stem: str) -> list[str]:
    lines = [
        f"<name><text>{escape(question.id)}</text></name>",
        texted("questiontext", stem),
        texted("generalfeedback", question.explanation),
        f"<defaultgrade>{format(question.points.normalize(), 'f')}</defaultgrade>",
        "<penalty>0</penalty>",
        "<hidden>0</hidden>",
        f"<idnumber>{escape(question.id)}</idnumber>",
    ]
    lines += [texted("hint", hint.text) for hint in question.hints]
    tags = "".join(f"<tag><text>{escape(tag)}</text></tag>" for tag in tags_of(question))
    return [*lines, f"<tags>{tags}</tags>"] if tags else lines
