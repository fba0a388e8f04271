"""The chapter as other tools would have left it: it stays the same course."""

import importlib.util
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from courses.slides.reader import read_deck
from courses.slides.report import as_json

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "deck"
CHAPTER = ROOT / "courses" / "material" / "virtualisation" / "chapitre-1-virtualisation.md"
SOURCE = CHAPTER.read_text(encoding="utf-8")
TOP = re.compile(r"^(?=# |## Hyperviseur de type 1)", re.MULTILINE)


def numbered(mark: str) -> Callable[[str], str]:
    """The deck with a mark before each slide; ``@`` in it is the number of the page."""

    def change(deck: str) -> str:
        first, *slides = TOP.split(deck)
        return first + "".join(mark.replace("@", str(n)) + s for n, s in enumerate(slides, 1))

    return change


def swapped(pairs: str) -> Callable[[str], str]:
    """The deck with one sign for another: "ab cd" puts b for a, d for c."""
    return lambda deck: deck.translate({ord(pair[0]): pair[1:] for pair in pairs.split()})


VARIANTS: dict[str, Callable[[str], str | bytes]] = {
    "utf-8 with a mark": lambda deck: deck.encode("utf-8-sig"),
    "utf-16": lambda deck: deck.encode("utf-16"),
    "windows line ends": lambda deck: deck.replace("\n", "\r\n"),
    "old Macintosh line ends": lambda deck: deck.replace("\n", "\r"),
    "letters and accents apart": lambda deck: unicodedata.normalize("NFD", deck),
    "curly apostrophes": lambda deck: deck.replace("'", "’"),
    "soft hyphens": lambda deck: re.sub(r"(\w{3}[bcdfgl])(\w{3})", "\\1\u00ad\\2", deck),
    "no-break spaces": lambda deck: re.sub(r"^( *-) ", "\\1\u00a0", deck, flags=re.MULTILINE),
    "stars for dashes": lambda deck: re.sub(r"^( *)- ", r"\1* ", deck, flags=re.MULTILINE),
    "tabs": lambda deck: re.sub(r"^( +)(?=-)", lambda m: "\t" * (len(m[1]) // 2), deck, flags=re.M),
    "other circled digits": swapped("❶① ❷② ❸③ ❹④ ❺⑤ ❻⑥ ❼⑦"),
    "digits in parentheses": swapped("❶⑴ ❷⑵ ❸⑶ ❹⑷ ❺⑸ ❻⑹ ❼⑺"),
    "other arrows": swapped("⇒➔"),
    "private signs": swapped("⇒\uf0d8"),
    "no dash before a sign": lambda deck: re.sub(r"- (?=[❶-❿⇒])", "", deck),
    "rules": numbered("---\n\n"),
    "numbered rules": numbered("{@}" + "-" * 48 + "\n\n"),
    "page comments": numbered("<!-- page @ -->\n\n"),
    "slide comments": numbered("<!-- Slide number: @ -->\n"),
    "form feeds": numbered("\f"),
    "footers": numbered("Mandicou BA — Virtualisation — @/45\n\n"),
    "footers on a rule": numbered("M. BA – Virtualisation – @ / 45\n---\n\n"),
    "page numbers": numbered("@\n\n"),
    "headers": lambda deck: deck.replace("\n# ", "\nDIC & Master – ESP\n\n# "),
    "anchors": numbered("<span id='page-@-0'></span>\n"),
    "deeper slides": lambda deck: re.sub(r"^#", "##", deck, flags=re.MULTILINE),
    "entities": lambda deck: deck.replace("é", "&eacute;").replace(" : ", "&nbsp;: "),
    "a front matter": lambda deck: "---\nmarp: true\ntheme: default\n---\n" + deck,
}


@pytest.fixture(scope="module")
def score() -> Callable[[str | bytes], list[str]]:
    """The differences between a deck and what is expected of the chapter."""
    spec = importlib.util.spec_from_file_location("compare", DATA / "compare.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    expected = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))

    def differences(deck: str | bytes) -> list[str]:
        tree = read_deck(deck)
        return module.compare(expected, as_json(tree, lambda lesson: "")).lines

    return differences


@pytest.mark.parametrize("change", VARIANTS.values(), ids=VARIANTS)
def test_the_chapter_stays_the_same_course(score, change):
    changed = change(SOURCE)
    assert changed != SOURCE
    assert score(changed) == []
