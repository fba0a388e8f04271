"""Whole decks, held against what a careful reader expects of them."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from courses.markup.render import render
from courses.slides.reader import read_deck
from courses.slides.report import as_json
from courses.slides.tree import LessonNode
from tests.timing import processor_seconds

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "deck"
CHAPTER = ROOT / "courses" / "material" / "virtualisation" / "chapitre-1-virtualisation.md"
DECKS = [
    (CHAPTER, DATA / "expected.json"),
    (DATA / "reseaux-transport.md", DATA / "reseaux-transport.expected.json"),
    (DATA / "operating-systems.md", DATA / "operating-systems.expected.json"),
]


@pytest.fixture(scope="module")
def compare() -> ModuleType:
    """The comparison that the client runs."""
    spec = importlib.util.spec_from_file_location("compare", DATA / "compare.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def html_of(lesson: LessonNode) -> str:
    """The lesson as it is served."""
    return render(lesson.markdown).html


@pytest.mark.parametrize(("deck", "expected"), DECKS, ids=lambda path: path.name)
def test_a_whole_deck_scores_in_full(compare, deck, expected):
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    tree = read_deck(deck.read_bytes(), name=deck.name)
    report = compare.compare(wanted, as_json(tree, html_of))
    assert report.lines == []
    assert (report.met, report.total > 100) == (report.total, True)


@pytest.mark.parametrize(("deck", "expected"), DECKS[1:], ids=lambda path: path.name)
def test_what_is_expected_of_a_deck_stands_in_it(compare, deck, expected):
    with deck.open(encoding="utf-8", newline="") as source:
        assert compare.lint(json.loads(expected.read_text(encoding="utf-8")), source.read()) == []


def test_the_chapter_has_the_size_that_was_promised():
    tree = read_deck(CHAPTER.read_bytes())
    lessons = [lesson for section in tree.sections for lesson in section.lessons]
    assert (len(tree.sections), len(lessons)) == (4, 21)
    assert sum(lesson.points for lesson in lessons) == 80
    assert sum(lesson.nested for lesson in lessons) == 31
    assert sum(lesson.missing_figure for lesson in lessons) == 15
    assert tree.warnings == ()


@pytest.mark.timed
def test_the_chapter_is_read_at_once():
    source = CHAPTER.read_bytes()
    assert processor_seconds(lambda: read_deck(source), tries=3) < 0.1


def test_sentences_are_translated_by_the_caller():
    deck = "# Cours\n\nDr Awa Diop\n\n# A\n\n- a\n- a\n\n<!-- note -->\n\n# B\n\n- b\n"
    value = as_json(read_deck(deck), html_of, say=lambda message: message.template.upper())
    assert [warning["message"] for warning in value["warnings"]] == [
        "THIS POINT IS REPEATED; IT IS KEPT ONCE: “%(TEXT)S”."
    ]
    assert [drop["reason"] for drop in value["drops"]] == [
        "POINT ALREADY IN THE SAME LESSON.",
        "HTML COMMENT.",
    ]
    assert value["metadata_lines"] == [[1, 3]]
    assert value["sections"][0]["lessons"][0]["lines"] == [[5, 10]]
