"""Every generator, by the word that begins its fenced block, and a text as a figure."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from courses.figures.parc import describe_parc, lay_parc, read_parc
from courses.figures.parts import Header, plain
from courses.figures.pile import read_pile
from courses.figures.pile_layout import lay_pile
from courses.figures.pile_words import describe_pile
from courses.figures.schema import read_schema
from courses.figures.schema_layout import lay_schema
from courses.figures.schema_words import describe_schema
from courses.figures.shapes import NARROW, WIDE, Drawing, Style
from courses.figures.svg import svg
from courses.figures.words import Words, words_for


@dataclass(frozen=True)
class Generator:
    """From text to a figure: read, laid out for a width, said in words. `read` raises
    FigureError, and what it gives has a `header`. `example` is a text to start from."""

    read: Callable[[str], Any]
    lay: Callable[[Any, Style], Drawing]
    describe: Callable[[Any, Words], str]
    example: str


PILE_EXAMPLE = """pile type2 : Hyperviseur de type 2 [Exemple]
app Applications | app Applications natives
os SE invité [noyau intact] #invite | ^
hv Hyperviseur #hv | ^
-- Espace utilisateur / Espace noyau
hote OS hôte #hote *2
mat Matériel #mat *2
-> invite > hv > hote > mat : écriture disque"""
SCHEMA_EXAMPLE = """schema vdi : Poste de travail virtuel [Exemple]
1,1..1,2 terminal Client léger #client
2,1..2,2 cadre Centre de données
2,1 serveur Courtier #courtier
2,2 vm VM de bureau #bureau
client <-> courtier : droits
client <-> bureau : écran
courtier -> bureau : attribue"""
PARC_EXAMPLE = """parc consolidation : Le même travail sur moins de serveurs [Exemple]
Avant : 15 20 25 20 30 30
Après : 70 70"""
GENERATORS = {
    "pile": Generator(read_pile, lay_pile, describe_pile, PILE_EXAMPLE),
    "schema": Generator(read_schema, lay_schema, describe_schema, SCHEMA_EXAMPLE),
    "parc": Generator(read_parc, lay_parc, describe_parc, PARC_EXAMPLE),
}


def draw(text: str, *, french: bool, id_: str) -> str:
    """The figure that a text says, as HTML: a wide and a narrow drawing, and its caption.

    The text begins with the title line; `id_` begins every id. Raises FigureError.
    """
    generator = GENERATORS[text.split(" ", 1)[0]]
    figure = generator.read(text)
    title, words = plain(figure.header.title), words_for(french=french)
    said = generator.describe(figure, words)
    drawn = (
        svg(generator.lay(figure, style), style, f"{id_}{style.name[0]}", title, said)
        for style in (WIDE, NARROW)
    )
    return f'<figure class="figure">{"".join(drawn)}{_caption(figure.header)}</figure>'


def _caption(header: Header) -> str:
    label = f" <em>{escape(plain(header.label))}</em>" if header.label else ""
    return f"<figcaption>{escape(plain(header.title))}{label}</figcaption>"
