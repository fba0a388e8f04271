"""Markdown to safe HTML, in this process: see `worker` for text that may take too long."""

import re
from collections.abc import Callable, Mapping

from markdown import Markdown

from courses.markup.dialect import lesson_parser, line_parser
from courses.markup.draft import Draft, Drawer
from courses.markup.page import (
    MAX_LINE,
    MAX_SOURCE,
    FigureImage,
    MarkupRefused,
    Message,
    Page,
    gettext_noop,
)
from courses.markup.reading import count_words, plain_text
from courses.markup.serial import too_deep
from courses.markup.sink import clean

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def _nothing(name: str) -> None:
    return None


def render(
    source: str,
    *,
    language: str = "fr",
    figures: Callable[[str], FigureImage | None] = _nothing,
    notions: Callable[[str], str | None] = _nothing,
    fences: Mapping[str, Drawer] = {},
) -> Page:
    """Render a lesson written in Markdown.

    `language` is the lesson's; it decides the words added and the typography. `figures` finds the
    image for `figure:name`, `notions` the address for a glossary slug. `fences` maps the language
    of a fenced block to what draws it; its HTML passes through the same sink as everything else.
    Raises MarkupRefused when the source is longer than MAX_SOURCE or nested too deep.
    """
    text = _readable(source)
    draft = Draft(text, language, figures, notions, fences)
    html = _converted(lesson_parser(draft), text)
    words = plain_text(html)
    return Page(
        html=html,
        headings=tuple(draft.headings),
        text=words,
        words=count_words(words),
        notions=tuple(draft.linked),
        problems=tuple(sorted(draft.problems, key=lambda problem: problem.line or 0)),
    )


def render_inline(
    source: str, *, language: str = "fr", notions: Callable[[str], str | None] = _nothing
) -> str:
    """Render one line, such as an option of a question, without a paragraph around it.

    Line breaks count as spaces. Raises MarkupRefused beyond MAX_LINE characters.
    """
    text = " ".join(_readable(source).split())
    if len(text) > MAX_LINE:
        message = gettext_noop("This line is longer than %(most)s characters.")
        raise MarkupRefused(Message(message, {"most": MAX_LINE}))
    draft = Draft(text, language, _nothing, notions, {})
    return _converted(line_parser(draft), text)


def _readable(source: str) -> str:
    """The source without what no author types: control characters, halves of characters."""
    text = CONTROLS.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text.encode()) > MAX_SOURCE:
        message = gettext_noop("This text is longer than %(most)s KiB.")
        raise MarkupRefused(Message(message, {"most": MAX_SOURCE // 1024}))
    return text


def _converted(parser: Markdown, text: str) -> str:
    try:
        return clean(parser.convert(text))
    except RecursionError as error:
        raise MarkupRefused(too_deep()) from error
