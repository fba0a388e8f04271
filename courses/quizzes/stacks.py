"""Figures made of layers, in which a part is chosen: `figure: pile:type2`.

A stack is a few lines of text, one a layer, top first: `kind Label #id *2`, cells parted by `|`.
`*2` is how many columns a cell spans; `^` lets the cell above reach down; `~` is where a long
word may be cut on a narrow page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

PREFIX = "pile:"
_CELL = re.compile(r"(\w+)\s+(.+?)\s+#([\w-]+)(?:\s+\*([1-9]))?")
_STACKS: Mapping[str, str] = {
    "classique": """
        app Applica~tion 1 #a1 | app Applica~tion 2 #a2
        os Système d’exploitation #os *2
        mat Matériel #mat *2
    """,
    "type1": """
        app Applica~tions #a1 | app Applica~tions #a2
        os SE invité 1 #g1 | os SE invité 2 #g2
        hv Hyperviseur #hv *2
        mat Matériel #mat *2
    """,
    "type2": """
        app Applica~tions #a1 | app Applica~tions #a2 | app Applica~tions natives #natives
        os SE invité 1 #g1 | os SE invité 2 #g2 | ^
        hv Hyperviseur #hv *2 | ^
        hote OS hôte #hote *3
        mat Matériel #mat *3
    """,
    "conteneurs": """
        app Applica~tion 1 #a1 | app Applica~tion 2 #a2 | app Moteur de conte~neurs #moteur
        os Biblio~thèques 1 #b1 | os Biblio~thèques 2 #b2 | ^
        hote Noyau de l’hôte #noyau *3
        mat Matériel #mat *3
    """,
    "noyau": """
        app Applica~tion 1 #a1 | app Applica~tion 2 #a2
        hv Appels système #appels *2
        os Noyau #noyau *2
        mat Matériel #mat *2
    """,
}
NAMES = tuple(PREFIX + name for name in _STACKS)


@dataclass(frozen=True)
class Zone:
    """A part to choose: its `layer` gives its colour; `width` and `height` are in cells."""

    id: str
    label: str
    layer: str
    width: int = 1
    height: int = 1


@dataclass(frozen=True)
class Stack:
    """The parts of a figure from left to right, then from top to bottom."""

    zones: tuple[Zone, ...]
    columns: int


@cache
def find_stack(name: str) -> Stack | None:
    """The figure of this name, `pile:…`; None if there is none."""
    text = _STACKS.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
    return _read(text) if text else None


def _read(text: str) -> Stack:
    zones = dict[str, Zone]()
    above, columns = list[str](), 0  # the id of the zone in each column of the layer above
    for line in text.strip().splitlines():
        layer = list[str]()
        for cell in line.split("|"):
            if cell.strip() == "^":
                zone = zones[above[len(layer)]]
                zones[zone.id] = replace(zone, height=zone.height + 1)
            else:
                zone = _zone(cell)
                zones[zone.id] = zone
            layer += [zone.id] * zone.width
        above, columns = layer, max(columns, len(layer))
    return Stack(tuple(zones.values()), columns)


def _zone(cell: str) -> Zone:
    found = _CELL.fullmatch(cell.strip())
    assert found, cell
    return Zone(found[3], found[2].replace("~", "\u00ad"), found[1], int(found[4] or 1))
