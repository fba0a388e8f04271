"""Whatever a deck became meanwhile, importing it again gives every lesson of it back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.content.actions.decks import Prepared, import_deck
from courses.content.decks.plan import plan_of
from courses.content.models import Lesson
from courses.markup.page import Page
from courses.slides.reader import read_deck
from tests.make import NOW, make_course

pytestmark = pytest.mark.django_db

TITLES = st.sampled_from(["TCP", "UDP", "DNS", "Exercice", "Exercice noté", "Figure"])
BODIES = st.sampled_from(
    [
        "",
        "- Trois segments ouvrent la connexion.",
        "- Trois segments ouvrent la connexion.\n- Quatre la ferment.",
        "- Le datagramme part sans rien demander.",
        "Répondez en une phrase.",
    ]
)
SLIDES = st.lists(st.tuples(TITLES, BODIES), min_size=1, max_size=4)
DECKS = st.lists(SLIDES, min_size=1, max_size=3)


def deck_text(sections):
    """A deck with a recap before each section, as a person would write it."""
    names = [f"Partie {n}" for n in range(len(sections))]
    pages = ["# Le cours\n\n**Awa Diop**"]
    for number, slides in enumerate(sections):
        entries = (f"- **{n}**" if n == names[number] else f"- {n}" for n in names)
        pages.append("# Plan\n\n" + "\n".join(entries))
        pages += [f"# {title}\n\n{body}" for title, body in slides]
    return "\n\n".join(pages) + "\n"


def import_(source, course, chapter=None):
    """What a confirmation does, with empty pages: rendering has nothing to do with identity."""
    plan = plan_of(read_deck(source))
    pages = [Page("", (), "", 0, (), ()) for _ in plan.lessons]
    prepared = Prepared(source, "deck.md", [], plan, pages)
    return import_deck(
        prepared=prepared, course=course, chapter=chapter, user=None, now=NOW, publish=False
    )


def lessons_in_use(chapter):
    """[(section, id, slug, title, source)] in reading order."""
    lessons = Lesson.objects.current().filter(section__chapter=chapter).in_reading_order()
    return [
        (one.section_id, one.pk, one.slug, newest.title, newest.source)
        for one in lessons
        for newest in [one.revisions.first()]
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=DECKS, others=st.lists(DECKS, min_size=1, max_size=2))
def test_a_deck_that_comes_back_finds_its_lessons(first, others):
    course = make_course(slug=f"cours-{Lesson.objects.count()}-{id(first)}")
    done = import_(deck_text(first), course)
    before = lessons_in_use(done.chapter)
    for other in others:
        import_(deck_text(other), course, done.chapter)
    import_(deck_text(first), course, done.chapter)
    assert lessons_in_use(done.chapter) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=DECKS, second=DECKS)
def test_after_an_import_the_chapter_is_what_the_deck_says(first, second):
    course = make_course(slug=f"cours-{Lesson.objects.count()}-{id(first)}")
    done = import_(deck_text(first), course)
    import_(deck_text(second), course, done.chapter)
    wanted = [
        (section.title, lesson.title, lesson.source)
        for section in plan_of(read_deck(deck_text(second))).sections
        for lesson in section.lessons
    ]
    names = dict(done.chapter.sections.values_list("pk", "title"))
    found = lessons_in_use(done.chapter)
    assert [(names[section], title, source) for section, _, _, title, source in found] == wanted
