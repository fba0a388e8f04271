"""Figures of layers that questions ask to select in, by name: `figure: pile:type2`."""

from collections.abc import Mapping
from functools import cache

from courses.figures.pile import Pile, read_pile

PREFIX = "pile:"
_TEXTS: Mapping[str, str] = {
    "classique": """pile classique : Architecture traditionnelle
app Applica~tion 1 #a1 | app Applica~tion 2 #a2
os Système d’exploitation #os *2
mat Matériel #mat *2""",
    "type1": """pile type1 : Hyperviseur de type 1
app Applica~tions #a1 | app Applica~tions #a2
os SE invité 1 #g1 | os SE invité 2 #g2
hv Hyperviseur #hv *2
mat Matériel #mat *2""",
    "type2": """pile type2 : Hyperviseur de type 2
app Applica~tions #a1 | app Applica~tions #a2 | app Applica~tions natives #natives
os SE invité 1 #g1 | os SE invité 2 #g2 | ^
hv Hyperviseur #hv *2 | ^
hote OS hôte #hote *3
mat Matériel #mat *3""",
    "conteneurs": """pile conteneurs : Conteneurs
app Applica~tion 1 #a1 | app Applica~tion 2 #a2 | app Moteur de conte~neurs #moteur
os Biblio~thèques 1 #b1 | os Biblio~thèques 2 #b2 | ^
hote Noyau de l’hôte #noyau *3
mat Matériel #mat *3""",
    "noyau": """pile noyau : Espace noyau et espace utilisateur
app Applica~tion 1 #a1 | app Applica~tion 2 #a2
hv Appels système #appels *2
os Noyau #noyau *2
mat Matériel #mat *2""",
}
NAMES = tuple(PREFIX + name for name in _TEXTS)


@cache
def find_pile(name: str) -> Pile | None:
    """The figure of this name, `pile:…`; None if there is none."""
    text = _TEXTS.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
    return read_pile(text) if text else None
