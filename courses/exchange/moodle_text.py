"""The texts of Moodle XML: a format, a text, and files that are not kept."""

from courses.exchange.drafting import Incoming
from courses.exchange.markdown import from_html, from_plain, looks_like_html
from courses.exchange.moodle_tree import Element
from courses.quizzes.messages import gettext_noop
from courses.quizzes.text.layout import tidy


def markdown_in(incoming: Incoming, element: Element | None, default: str = "html") -> str:
    """The text in `element` as Markdown, "" for none; files and tags it loses are noted."""
    if element is None:
        return ""
    inner = element.first("text")
    text = (inner or element).text
    name = element.attributes.get("format") or default
    if files := element.all("file"):
        incoming.lost(
            gettext_noop("Files are not kept: {names}."),
            gettext_noop("Add images as figures of the course."),
            element.line,
            names=", ".join(each.attributes.get("name", "?")[:60] for each in files[:10]),
        )
    return tidy(_converted(incoming, text, name, element.line))


def _converted(incoming: Incoming, text: str, name: str, line: int) -> str:
    if name == "markdown":
        return text
    if name == "plain_text" or (name == "moodle_auto_format" and not looks_like_html(text)):
        return from_plain(text)
    markdown, losses = from_html(text)
    if losses:
        incoming.lost(
            gettext_noop("Not kept of the HTML: {names}."),
            gettext_noop("Add the image as a figure of the course; check the text."),
            line,
            names=", ".join(losses),
        )
    return markdown


def feedback_in(incoming: Incoming, answer: Element) -> str:
    """The feedback of an answer."""
    return markdown_in(incoming, answer.first("feedback"), _format(answer))


def _format(answer: Element) -> str:
    return answer.attributes.get("format") or "html"
