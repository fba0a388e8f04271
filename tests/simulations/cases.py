"""Cases whose scenes both twins must make: blocks, seeds and settings, by explorable."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from courses.content.explorables import figure_of
from courses.simulations.block import read_block
from courses.simulations.lots import Lots
from courses.simulations.parts import Explorable, Settings
from courses.simulations.registry import EXPLORABLES

HOSTED = """pile type2 : Hyperviseur de type 2
app Applications #a1 | app Applications #a2 | app Applications natives de l’hôte #natives
os SE invité 1 #g1 | os SE invité 2 [modifié] #g2 | ^
hv Hyperviseur #hv *2 | ^
hote OS hôte #hote *3
mat Matériel #mat *3"""
WRITE = "\n-> g1 > hv > hote > mat : écriture disque"

BLOCKS: dict[str, tuple[str, ...]] = {
    "pile-vivante": (f"panne: hote\n{HOSTED}", f"panne: hv\n{HOSTED}{WRITE}", HOSTED),
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
    "pieges": ("assistance: avec", "fréquence: 10\nassistance: avec", "assistance: sans", ""),
    "emulateur": ("", "boucle: 8\ninterprétation: 5\ntraduction: 120\ntraduite: 2", "boucle: 2..8"),
    "conteneurs": ("isolement: chroot", "isolement: pid\nvoisins: 0", ""),
    "paquet": ("segments: vlan", "segments: vxlan", "segments: vlan\nmtu: 9000", ""),
    "vdi": ("", "lien: 10..200\ndébit: 0,5..4\ntrajet: 0..300\nimage: 5..500\nfixe: 500"),
    "pool": ("", "capacité: 200..900\ncroissance: 3..20\nbloc: 1..64\nvolumes: 2..8"),
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
    "pieges": (
        {},
        {"step": 1},
        {"step": 3},
        {"step": 3, "helped": False},
        {"step": 4},
        {"step": 4, "rate": 3330, "batch": 7},
    ),
    "emulateur": (
        {},
        {"step": 1},
        {"step": 2},
        {"step": 3, "interpreted": 9},
        {"step": 8},
        {"step": 999},
        {"step": 999, "interpreted": 20, "translated": 10},
        {"step": 999, "interpreted": 5, "translated": 120},
    ),
    "conteneurs": (
        {},
        {"chroot": True},
        {"pid": True, "quota": 10},
        {"weight": 250, "chroot": True},
        {"weight": 50, "active": 0, "quota": 60},
        {"active": 0},
        {"pid": True, "net": True, "mnt": True, "uts": True},
    ),
    "paquet": (
        {},
        {"step": 1},
        {"step": 1, "known": True, "size": 1450},
        {"step": 2, "size": 800},
        {"step": 9, "same": True, "size": 1450},
        {"step": 9, "same": False, "size": 300},
        {"step": 9, "same": True, "size": 1500},
        {"step": 9},
    ),
    "vdi": (
        {},
        {"users": 25},
        {"users": 400},
        {"users": 30, "link": 200, "way": 0},
        {"users": 3, "link": 10, "way": 300},
    ),
    "pool": (
        {},
        {"step": 1},
        {"step": 999},
        {"step": 999, "growth": 60, "bought": 350},
        {"step": 999, "growth": 1, "bought": 1000},
    ),
}
"""Settings that differ from those at the start; a step beyond the last is the last."""


def explorables() -> list[Explorable]:
    return list(EXPLORABLES.values())


def cases(explorable: Explorable) -> Iterator[tuple[Any, Any]]:
    """Every (given, choice) of an explorable's cases."""
    for number, source in enumerate(BLOCKS[explorable.name]):
        block = read_block(explorable.name, source)
        settings = Settings(block.numbers, block.words, figure_of(block))
        given = explorable.deal(settings, Lots(f"essai {number}"))
        for tried in TRIED[explorable.name]:
            yield given, clamped(explorable, given, tried)


def clamped(explorable: Explorable, given: Any, tried: dict[str, Any]) -> Any:
    choice = replace(explorable.start(given), **tried)
    if not hasattr(choice, "step"):
        return choice
    return replace(
        choice, step=min(choice.step, explorable.scene(given, replace(choice, step=0)).steps)
    )
