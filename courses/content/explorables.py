"""Explorables of a lesson: the static place that a block leaves in its page, and back.

The page of a lesson is the same for everybody; what belongs to a person comes into the place
afterwards, or stands on a page of its own. The place holds the block's text, so that a page that
a student reads says all that its models need.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape, unescape
from typing import Any

from courses.figures.parts import FigureError, plain
from courses.figures.pile import Cell, Pile, read_pile
from courses.markup.labels import is_french
from courses.markup.page import CannotDraw, Fence, Message
from courses.simulations.block import Block, BlockError, read_block
from courses.simulations.lots import Lots
from courses.simulations.parts import Settings, gettext_noop
from courses.simulations.pile import Layer

FENCE = "explorable"
PLACE = re.compile(
    r'<section class="explorable" data-explorable="([^"]*)" data-source="([^"]*)">'
    r'.*?<a href="explorations/([\w-]+)/">',
    re.DOTALL,
)
WHOLE_PLACE = re.compile(f"({PLACE.pattern}.*?</section>)", re.DOTALL)
# In the language of the lesson: page text, not the site's.
INVITES = ("Predict, then try", "Prévoir, puis essayer")
TO_EXPLORE = ("To explore: ", "À explorer\N{NO-BREAK SPACE}: ")
MISSING = (
    "Here an exploration is to come: its text still has a mistake.",
    "Une exploration viendra ici\N{NO-BREAK SPACE}: son texte contient encore une erreur.",
)


@dataclass(frozen=True)
class Place:
    """An explorable of a lesson, by the name its address has."""

    name: str
    block: Block

    def case(self, seed: str) -> Any:
        """A student's own case, the same for the same seed."""
        block = self.block
        settings = Settings(block.numbers, block.words, figure_of(block))
        return block.explorable.deal(settings, Lots(f"{self.name}:{seed}"))


def figure_of(block: Block) -> dict[str, Any] | None:
    """What stands on what in the block's figure; raises BlockError where it is none."""
    if not block.explorable.embeds:
        return None
    try:
        pile = read_pile(block.figure)
    except FigureError as error:
        line = block.figure_line - 1 + error.line
        raise BlockError(error.template, line, error.column, error.params) from error
    ids = [cell.id for cell in pile.cells]
    wanted = block.words.get("panne")
    if wanted and wanted not in ids:
        unknown = gettext_noop("no layer of the figure is called “#%(name)s”.")
        raise BlockError(unknown, *block.places["panne"], {"name": wanted})
    layers = tuple(_layer(cell, pile) for cell in pile.cells)
    return {"layers": layers, "calls": tuple((path.label, path.ids) for path in pile.paths)}


def _layer(cell: Cell, pile: Pile) -> Layer:
    name = plain(f"{cell.label} ({cell.mark})" if cell.mark else cell.label)
    place = (cell.column, cell.row, cell.columns, cell.rows)
    return (cell.id, cell.kind, name, *place, pile.stands_on(cell.id))


def place_name(info: str, text: str) -> str:
    """Another text is another place: what was tried under the old one stays true of it."""
    fingerprint = sha256(f"{info}\n{text}".encode()).hexdigest()
    return f"{read_block(info, text).explorable.name}-{fingerprint[:8]}"


def draw_explorable(fence: Fence) -> str:
    """The place of a block; raises CannotDraw with what is wrong in it."""
    french = is_french(fence.language)
    try:
        block = read_block(fence.info, fence.text)
        figure_of(block)
    except BlockError as error:
        instead = f'<figure class="figure missing"><p>{MISSING[french]}</p></figure>'
        message = Message(error.template, error.params)
        raise CannotDraw(message, error.line, error.column, instead) from error
    info, text = escape(fence.info), escape(fence.text)
    name = place_name(fence.info, fence.text)
    return (
        f'<section class="explorable" data-explorable="{info}" data-source="{text}">'
        f'<p class="label">{TO_EXPLORE[french]}{escape(block.explorable.title[french])}</p>'
        f'<p><a href="explorations/{name}/">{INVITES[french]}</a></p></section>'
    )


def linked(html: str, address: Callable[[str, str], str]) -> str:
    """A rendered lesson whose places lead elsewhere: to `address` of a block's info and text."""

    def led(found: re.Match[str]) -> str:
        to = escape(address(unescape(found[1]), unescape(found[2])))
        return found[0].replace(f'href="explorations/{found[3]}/"', f'href="{to}" target="_blank"')

    return PLACE.sub(led, html)


def placed(html: str, lesson: str) -> str:
    """A rendered lesson on another page than its own: its places lead to the `lesson`'s address."""
    return html.replace('<a href="explorations/', f'<a href="{escape(lesson)}explorations/')


def find_place(html: str, name: str) -> Place | None:
    """The place of that name in a rendered lesson."""
    for info, text, found in PLACE.findall(html):
        if found == name:
            return _place(name, info, text)
    return None


def cut_at_places(html: str) -> Iterator[str | Place]:
    """A rendered lesson as its places, and the HTML between them."""
    end = 0
    for found in WHOLE_PLACE.finditer(html):
        _, info, text, name = found.groups()
        yield html[end : found.start()]
        yield _place(name, info, text)
        end = found.end()
    yield html[end:]


def _place(name: str, info: str, text: str) -> Place:
    """Of what a rendered lesson says, still escaped."""
    return Place(name, read_block(unescape(info), unescape(text)))
