"""From a text to the end of an address."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def slugify(text: str) -> str:
    """Lower case, without accents, words joined by hyphens: `L’œuvre d’été` → `l-oeuvre-d-ete`."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", letters).strip("-")
