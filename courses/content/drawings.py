"""Figures of a lesson that are drawn from the text of their block."""

from functools import partial
from hashlib import sha256

from courses.figures.parts import FigureError
from courses.figures.registry import draw
from courses.figures.words import words_for
from courses.markup.labels import is_french
from courses.markup.page import ID_PREFIX, CannotDraw, Fence, Message

MARKS = 3
"""Characters of a fence before the word that names the kind."""


def draw_figure(kind: str, fence: Fence) -> str:
    """The figure of a block; raises CannotDraw with what is wrong in it."""
    french = is_french(fence.language)
    text = f"{kind} {fence.info}\n{fence.text}"
    # The number tells two equal figures of a page apart, the text those of two pages in one.
    name = f"{ID_PREFIX}f{fence.number}-{sha256(text.encode()).hexdigest()[:6]}"
    try:
        return draw(text, french=french, id_=name)
    except FigureError as error:
        to_come = words_for(french=french).to_come
        instead = f'<figure class="figure missing"><p>{to_come}</p></figure>'
        message = Message(error.template, error.params)
        column = error.column + MARKS if error.line == 1 else error.column
        raise CannotDraw(message, error.line - 1, column, instead) from error


draw_pile = partial(draw_figure, "pile")
draw_schema = partial(draw_figure, "schema")
draw_parc = partial(draw_figure, "parc")
