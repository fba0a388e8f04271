"""Two presses at once, in two tabs or two hands: one import."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from courses.content.actions.deck_drafts import start_draft
from courses.content.actions.decks import confirm_draft, import_deck_text
from courses.content.models import Chapter, Course, Deck, Lesson
from tests.make import NOW, make_course, make_teacher

pytestmark = pytest.mark.django_db(transaction=True)

DECK = "# TCP\n\n- Trois segments ouvrent.\n\n# UDP\n\n- Rien n'ouvre.\n"
HANDS = 4


def at_once(action):
    """What `action` returns in each of several threads that start together."""
    barrier = Barrier(HANDS)

    def run(_):
        try:
            barrier.wait()
            return action()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(run, range(HANDS)))


def counted():
    return [model.objects.count() for model in (Course, Chapter, Deck, Lesson)]


def test_one_draft_confirmed_at_once_is_one_import():
    draft = start_draft(source=DECK, name="", user=make_teacher(), course_title="Réseaux", now=NOW)
    answers = at_once(lambda: confirm_draft(draft=draft, now=NOW, publish=True))
    assert counted() == [1, 1, 1, 2]
    assert sorted(answer.changed for answer in answers) == [False, False, False, True]
    assert len({answer.deck.pk for answer in answers}) == 1


def test_one_deck_given_at_once_by_several_is_one_chapter():
    course = make_course()
    answers = at_once(
        lambda: import_deck_text(
            source=DECK, name="", course=course, user=None, now=NOW, publish=True
        )
    )
    assert counted() == [1, 1, 1, 2]
    assert sorted(answer.changed for answer in answers) == [False, False, False, True]
