"""The words that a drawing adds by itself, in the language of the lesson."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Templates; `{0}`, `{1}` are labels, lists or numbers."""

    layers: str
    one_layer: str
    stack: str
    boundary: str
    path: str
    labelled: str
    marked: str
    and_: str
    colon: str
    semicolon: str
    nodes: str
    within: str
    goes: str
    both: str
    joined: str
    links: str
    servers: str
    one_server: str
    loads: str
    one_load: str
    to_come: str


NB = "\N{NO-BREAK SPACE}"
FRENCH = Words(
    layers="Pile de {0} couches, de bas en haut" + NB + ": {1}.",
    one_layer="Une seule couche" + NB + ": {1}.",
    stack="{0}" + NB + ": {1}",
    boundary="Une frontière passe entre {0} et {1}, au-dessus de {2}.",
    path="Flèche de {0}",
    labelled=" (« {0} »)".replace("« ", "«" + NB).replace(" »", NB + "»"),
    marked=" ({0})",
    and_=" et ",
    colon=NB + ": ",
    semicolon=NB + "; ",
    nodes="Éléments" + NB + ": {0}.",
    within="Dans «" + NB + "{0}" + NB + "»" + NB + ": {1}.",
    goes="de {0} à {1}",
    both="entre {0} et {1}, dans les deux sens",
    joined="entre {0} et {1}",
    links="Liens",
    servers="{0}" + NB + ": {1} serveurs, {2}, soit {3}" + NB + "% au total.",
    one_server="{0}" + NB + ": un serveur, {2}.",
    loads="chargés de {0}" + NB + "% à {1}" + NB + "%",
    one_load="à {0}" + NB + "% de charge",
    to_come="Figure à venir",
)
ENGLISH = Words(
    layers="Stack of {0} layers, from the bottom: {1}.",
    one_layer="A single layer: {1}.",
    stack="{0}: {1}",
    boundary="A boundary runs between {0} and {1}, above {2}.",
    path="Arrow from {0}",
    labelled=" (“{0}”)",
    marked=" ({0})",
    and_=" and ",
    colon=": ",
    semicolon="; ",
    nodes="Parts: {0}.",
    within="In “{0}”: {1}.",
    goes="from {0} to {1}",
    both="between {0} and {1}, both ways",
    joined="between {0} and {1}",
    links="Links",
    servers="{0}: {1} servers, {2}, {3}% in all.",
    one_server="{0}: one server, {2}.",
    loads="loaded from {0}% to {1}%",
    one_load="loaded at {0}%",
    to_come="Figure to come",
)


def words_for(*, french: bool) -> Words:
    return FRENCH if french else ENGLISH


def listed(labels: list[str], words: Words) -> str:
    """A, B and C; what is there several times is counted."""
    counts = Counter(labels)
    labels = [label if n == 1 else f"{n}{NB}×{NB}{label}" for label, n in counts.items()]
    if len(labels) < 2:
        return "".join(labels)
    return ", ".join(labels[:-1]) + words.and_ + labels[-1]
