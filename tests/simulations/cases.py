"""Cases whose scenes both twins must make: blocks, seeds and settings, by explorable."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from courses.simulations.block import read_block
from courses.simulations.lots import Lots
from courses.simulations.parts import Explorable, Settings
from courses.simulations.pile import layers_of
from courses.simulations.registry import EXPLORABLES

Cell = dict[str, Any]


def cell(id_: str, kind: str, label: str, *place: int) -> Cell:
    column, row, columns, rows = place
    return {
        "id": id_, "kind": kind, "label": label,
        "column": column, "row": row, "columns": columns, "rows": rows,
    }  # fmt: skip


HOSTED = (
    cell("a1", "app", "Applications", 0, 0, 1, 1),
    cell("a2", "app", "Applications", 1, 0, 1, 1),
    cell("natives", "app", "Applications natives de l’hôte", 2, 0, 1, 3),
    cell("g1", "os", "SE invité 1", 0, 1, 1, 1),
    cell("g2", "os", "SE invité 2", 1, 1, 1, 1),
    cell("hv", "hv", "Hyperviseur", 0, 2, 2, 1),
    cell("hote", "hote", "OS hôte", 0, 3, 3, 1),
    cell("mat", "mat", "Matériel", 0, 4, 3, 1),
)
WRITE = ("écriture disque", ("g1", "hv", "hote", "mat"))
PILES = (
    {"layers": layers_of(HOSTED), "calls": ()},
    {"layers": layers_of(HOSTED), "calls": (WRITE,)},
)

BLOCKS: dict[str, tuple[str, ...]] = {
    "pile-vivante": ("panne: hote\npile", "panne: hv\npile", "pile"),
    "consolidation": (
        "charge: 8\nmémoire: 8\nécart: 0",
        "serveurs: 4..30\ncharge: 1..30\nmémoire: 1..30\nécart: 0..20",
        "serveurs: 23\ncharge: 20\nmémoire: 28\nécart: 17",
    ),
    "migration": (
        "réseau: 1\nécritures: 0,25\nreprise: 0\nzone: 256",
        "mémoire: 2..64\nréseau: 0,5..2\nécritures: 0,05..1\nzone: 1..20\nseuil: 0,05..1",
        "écritures: 5\nréseau: 0,5\nzone: 256",
        "mémoire: 4\nécritures: 0,95\nzone: 256\nseuil: 0,05",
        "mémoire: 16\nécritures: 1\nzone: 0,5",
    ),
}
TRIED: dict[str, tuple[dict[str, Any], ...]] = {
    "pile-vivante": (
        {},
        {"crash": "hote"},
        {"crash": "g1", "call": "1", "step": 1},
        {"crash": "hv", "call": "1", "step": 9},
        {"crash": "mat"},
        {"crash": "a2"},
        {"call": "1", "step": 2},
        {"call": "1", "step": 9},
    ),
    "consolidation": (
        {},
        {"step": 1},
        {"step": 5, "cap": 65},
        {"step": 999},
        {"step": 999, "cap": 50, "spare": True, "pue": 1.1},
        {"step": 3, "cap": 100, "spare": True, "pue": 2.5},
    ),
    "migration": (
        {},
        {"step": 1},
        {"step": 2, "network": 0.75},
        {"step": 999},
        {"step": 999, "network": 0.05, "dirty": 5},
        {"step": 999, "network": 3.35, "dirty": 0},
    ),
}
"""Settings that differ from those at the start; a step beyond the last is the last."""


def explorables() -> list[Explorable]:
    return list(EXPLORABLES.values())


def cases(explorable: Explorable) -> Iterator[tuple[Any, Any]]:
    """Every (given, choice) of an explorable's cases."""
    figures = PILES if explorable.embeds else (None,)
    for number, source in enumerate(BLOCKS[explorable.name]):
        block = read_block(explorable.name, source)
        for figure in figures:
            settings = Settings(block.numbers, block.words, figure)
            given = explorable.deal(settings, Lots(f"essai {number}"))
            for tried in TRIED[explorable.name]:
                yield given, clamped(explorable, given, tried)


def clamped(explorable: Explorable, given: Any, tried: dict[str, Any]) -> Any:
    choice = replace(explorable.start(given), **tried)
    if not hasattr(choice, "step"):
        return choice
    return replace(choice, step=min(choice.step, explorable.scene(given, choice).steps))
