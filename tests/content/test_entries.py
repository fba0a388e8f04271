"""A glossary and objectives that come from a file."""

import pytest

from courses.content.actions.entries import save_notions, save_objectives
from courses.content.entry_text import read_entries
from courses.content.models import Notion, Objective
from tests.make import make_course

pytestmark = pytest.mark.django_db


def test_terms_are_rendered_and_written_again_in_place() -> None:
    course = make_course()
    first = read_entries("### Trame {trame}\nUne *trame*.\n### Paquet\nUn paquet.\n").entries
    save_notions(course=course, entries=first)
    before = Notion.objects.get(slug="trame")
    save_notions(course=course, entries=read_entries("### Trames {trame}\nDeux.\n").entries)
    after = Notion.objects.get(slug="trame")
    assert (before.term, before.html.strip()) == ("Trame", "<p>Une <em>trame</em>.</p>")
    assert (after.pk, after.term, after.html.strip()) == (before.pk, "Trames", "<p>Deux.</p>")
    assert sorted(course.notions.values_list("slug", flat=True)) == ["paquet", "trame"]


def test_an_objective_that_questions_named_gets_its_text() -> None:
    course = make_course()
    known = Objective.objects.create(course=course, code="R1.1")
    entries = read_entries("### R1.1\nDire ce qu’est une trame.\n### R1.2\nLa lire.\n").entries
    save_objectives(course=course, entries=entries)
    known.refresh_from_db()
    assert known.text == "Dire ce qu’est une trame."
    assert list(course.objectives.values_list("code", flat=True)) == ["R1.1", "R1.2"]
