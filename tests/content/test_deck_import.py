"""A deck written into a course: at once, once, and without losing a lesson's identity."""

from pathlib import Path

import pytest

from courses.content.actions.deck_drafts import start_draft
from courses.content.actions.decks import confirm_draft, import_deck_text
from courses.content.actions.lesson_order import archive_lesson, move_lesson
from courses.content.actions.lessons import add_revision
from courses.content.models import Chapter, Deck, Lesson, LessonRevision, Section
from courses.slides.tree import DeckRefused
from tests.make import NOW, make_chapter, make_course, make_lesson, make_section, make_teacher

pytestmark = pytest.mark.django_db

CHAPTER = Path(__file__).parents[2] / "courses/material/virtualisation/chapitre-1-virtualisation.md"

DECK = """# Réseaux

**Awa Diop**

# Plan

- **Transport**
- Noms

# TCP

- Trois segments ouvrent la connexion.
- Quatre la ferment.

# UDP

- Le datagramme part sans rien demander.

# Figure

![](perdue.png)

# Plan

- Transport
- **Noms**

# DNS

- Le résolveur descend depuis la racine.
"""


def import_(source, course, *, publish=False, user=None):
    return import_deck_text(
        source=source, name="reseaux.md", course=course, user=user, now=NOW, publish=publish
    )


def shape(chapter):
    """[(section, [lesson])] as a teacher sees them, by their newest titles."""
    newest = dict(
        LessonRevision.objects.newest()
        .filter(lesson__section__chapter=chapter)
        .values_list("lesson", "title")
    )
    return [
        (section.title, [newest[lesson.pk] for lesson in section.lessons.filter(archived_at=None)])
        for section in chapter.sections.filter(archived_at=None)
    ]


def identities(chapter):
    """{title of a lesson in use: (id, slug)}"""
    lessons = Lesson.objects.current().filter(section__chapter=chapter)
    return {lesson.title: (lesson.pk, lesson.slug) for lesson in lessons}


def test_a_deck_becomes_a_chapter_of_drafts():
    course, teacher = make_course(), make_teacher()
    done = import_(DECK, course, user=teacher)
    assert done.changed is True
    assert (done.chapter.title, done.chapter.slug, done.chapter.author) == (
        "Réseaux",
        "reseaux",
        "Awa Diop",
    )
    assert shape(done.chapter) == [("Transport", ["TCP", "UDP", "Figure"]), ("Noms", ["DNS"])]
    assert not Lesson.objects.published().exists()
    assert done.chapter.outline == []
    revision = LessonRevision.objects.get(title="TCP")
    assert (revision.number, revision.origin, revision.deck, revision.author) == (
        1,
        "import",
        done.deck,
        teacher,
    )
    assert (revision.source_lines[0][0], revision.source_lines[-1][1]) == (10, 13)
    assert revision.html.startswith("<ul>")
    figure = LessonRevision.objects.get(title="Figure")
    assert (figure.missing_figures, figure.is_empty) == (1, True)


def test_published_at_once_it_is_what_students_read():
    done = import_(DECK, make_course(), publish=True)
    lessons = Lesson.objects.in_reading_order()
    assert [lesson.published.title for lesson in lessons] == ["TCP", "UDP", "Figure", "DNS"]
    assert {lesson.published.published_at for lesson in lessons} == {NOW}
    done.chapter.refresh_from_db()
    assert [
        [(one["title"], one["counted"]) for one in section["lessons"]]
        for section in done.chapter.outline
    ] == [[("TCP", True), ("UDP", True), ("Figure", False)], [("DNS", True)]]


def test_the_chapter_that_ships():
    done = import_(CHAPTER.read_text(), make_course(), publish=True)
    assert [len(lessons) for _, lessons in shape(done.chapter)] == [5, 5, 8, 3]
    assert LessonRevision.objects.filter(missing_figures__gt=0).count() == 15


def rows():
    models = (Chapter, Section, Lesson, LessonRevision, Deck)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_same_deck_again_changes_nothing():
    course = make_course()
    first = import_(DECK, course, publish=True)
    before = rows()
    again = import_("\ufeff" + DECK.replace("\n", "\r\n"), course, publish=True)
    assert (again.changed, again.chapter, again.deck) == (False, first.chapter, first.deck)
    assert rows() == before


def test_two_courses_may_have_one_deck():
    one, other = make_course(), make_course("Systèmes", "systemes")
    assert import_(DECK, one).chapter != import_(DECK, other).chapter


def test_another_deck_is_another_chapter_after_the_first():
    course = make_course()
    import_(DECK, course)
    other = import_("# Routage\n\n- Chaque routeur décide.\n\n# TCP\n\n- Encore.\n", course)
    assert other.chapter.position == 2
    assert set(course.lessons.values_list("slug", flat=True)) >= {"tcp", "tcp-2"}


def test_a_refused_deck_writes_nothing():
    before = rows()
    with pytest.raises(DeckRefused):
        import_("\n \n", make_course())
    assert rows() == before


def test_a_nul_character_is_no_obstacle():
    assert import_(DECK.replace("Trois", "Tr\x00ois"), make_course()).changed is True


def new_version(course, chapter, source, **options):
    """The deck imported as a new version of `chapter`, as its check page would."""
    teacher = course.teachers.first() or make_teacher(course=course)
    draft = start_draft(
        source=source, name="v2.md", user=teacher, course=course, chapter=chapter, now=NOW
    )
    return confirm_draft(draft=draft, now=NOW, **{"publish": True, **options})


@pytest.fixture
def course():
    return make_course()


@pytest.fixture
def chapter(course):
    return import_(DECK, course, publish=True).chapter


def test_a_renamed_lesson_keeps_its_row_and_its_address(course, chapter):
    before = identities(chapter)
    new_version(course, chapter, DECK.replace("# TCP", "# La connexion TCP"))
    after = identities(chapter)
    assert after["La connexion TCP"] == before["TCP"]
    assert {k: v for k, v in after.items() if k in before} == {
        k: v for k, v in before.items() if k != "TCP"
    }


def test_a_renamed_lesson_has_its_old_title_until_it_is_published(course, chapter):
    new_version(course, chapter, DECK.replace("# TCP", "# La connexion TCP"), publish=False)
    assert "TCP" in identities(chapter)
    assert shape(chapter)[0][1][0] == "La connexion TCP"


def test_only_what_changed_gets_a_revision(course, chapter):
    new_version(course, chapter, DECK.replace("- Quatre la ferment.", "- Quatre la ferment bien."))
    numbers = LessonRevision.objects.newest().values_list("title", "number")
    assert dict(numbers) == {"TCP": 2, "UDP": 1, "Figure": 1, "DNS": 1}


def test_a_moved_lesson_keeps_its_row(course, chapter):
    before = identities(chapter)
    udp = "# UDP\n\n- Le datagramme part sans rien demander.\n\n"
    new_version(course, chapter, DECK.replace(udp, "") + "\n" + udp)
    assert identities(chapter) == before
    assert shape(chapter) == [("Transport", ["TCP", "Figure"]), ("Noms", ["DNS", "UDP"])]


def test_what_left_the_deck_is_archived_and_comes_back(course, chapter):
    before = identities(chapter)
    without = DECK.replace("# UDP\n\n- Le datagramme part sans rien demander.\n\n", "")
    new_version(course, chapter, without)
    assert shape(chapter) == [("Transport", ["TCP", "Figure"]), ("Noms", ["DNS"])]
    assert Lesson.objects.get(pk=before["UDP"][0]).archived_at == NOW
    new_version(course, chapter, DECK)
    assert identities(chapter) == before
    assert shape(chapter)[0][1] == ["TCP", "UDP", "Figure"]


def test_a_section_that_left_the_deck_goes_and_comes_back(course, chapter):
    longer = DECK.replace("- Noms\n", "- Noms\n- Courrier\n").replace(
        "- **Noms**\n", "- **Noms**\n- Courrier\n"
    )
    longer += "\n# Plan\n\n- Transport\n- Noms\n- **Courrier**\n\n# SMTP\n\n- Il remet.\n"
    new_version(course, chapter, longer)
    assert shape(chapter)[2] == ("Courrier", ["SMTP"])
    before = identities(chapter)
    new_version(course, chapter, DECK)
    assert shape(chapter) == [("Transport", ["TCP", "UDP", "Figure"]), ("Noms", ["DNS"])]
    assert chapter.sections.get(title="Courrier").archived_at == NOW
    new_version(course, chapter, longer)
    assert shape(chapter)[2] == ("Courrier", ["SMTP"])
    assert identities(chapter) == before


def test_a_renamed_section_keeps_its_row(course, chapter):
    before = dict(chapter.sections.values_list("title", "pk"))
    new_version(course, chapter, DECK.replace("Transport", "Couche transport"))
    assert dict(chapter.sections.values_list("title", "pk")) == {
        "Couche transport": before["Transport"],
        "Noms": before["Noms"],
    }


def edit(course, slug, source):
    lesson = course.lessons.get(slug=slug)
    title = lesson.revisions.first().title
    return add_revision(
        lesson=lesson, title=title, source=source, author=None, now=NOW, origin="edit"
    )


def newest(course, slug):
    return course.lessons.get(slug=slug).revisions.first().source


def test_an_edited_lesson_is_kept_when_the_deck_did_not_change_it(course, chapter):
    edit(course, "tcp", "Mon texte.")
    new_version(course, chapter, DECK.replace("descend", "descend toujours"))
    assert newest(course, "tcp") == "Mon texte."
    assert newest(course, "dns") == "- Le résolveur descend toujours depuis la racine."


CONFLICTING = DECK.replace("- Quatre la ferment.", "- Quatre la ferment bien.")


def test_an_edited_lesson_is_kept_in_a_conflict(course, chapter):
    edit(course, "tcp", "Mon texte.")
    new_version(course, chapter, CONFLICTING)
    assert newest(course, "tcp") == "Mon texte."


def test_the_deck_wins_a_conflict_when_asked_to(course, chapter):
    mine = edit(course, "tcp", "Mon texte.")
    done = new_version(course, chapter, CONFLICTING, take=[mine.lesson_id])
    assert done.changed is True
    assert newest(course, "tcp").endswith("- Quatre la ferment bien.")
    assert mine.lesson.revisions.filter(source="Mon texte.").exists()


def test_only_conflicts_can_be_decided_for_the_deck(course, chapter):
    mine = edit(course, "tcp", "Mon texte.")
    foreign = make_lesson(make_section(make_chapter(course)))
    done = new_version(course, chapter, DECK, take=[mine.lesson_id, foreign.pk])
    assert done.changed is False
    assert newest(course, "tcp") == "Mon texte."


def test_a_draft_of_the_teacher_is_not_published_by_an_import(course, chapter):
    edit(course, "tcp", "Mon brouillon.")
    new_version(course, chapter, DECK.replace("descend", "descend toujours"))
    assert course.lessons.get(slug="tcp").published.number == 1
    assert course.lessons.get(slug="dns").published.number == 2


def test_an_order_and_a_bin_of_the_teacher_are_kept(course, chapter):
    move_lesson(lesson=course.lessons.select_related("section").get(slug="udp"), step=-1)
    archive_lesson(lesson=course.lessons.get(slug="figure"), now=NOW)
    new_version(course, chapter, DECK.replace("descend", "descend toujours"))
    assert shape(chapter)[0] == ("Transport", ["UDP", "TCP"])


def test_lessons_imported_as_drafts_are_published_with_a_later_import(course):
    chapter = import_(DECK, course).chapter
    new_version(course, chapter, DECK.replace("descend", "descend toujours"))
    assert Lesson.objects.published().count() == 4


def count_of_lessons(number):
    slides = (f"# Leçon {n}\n\n- Le point numéro {n} est unique.\n" for n in range(number))
    return "# Cours\n\n**Awa Diop**\n\n" + "\n".join(slides)


@pytest.mark.parametrize("number", [1, 30])
def test_an_import_costs_the_same_number_of_queries(django_assert_num_queries, number):
    course = make_course()
    with django_assert_num_queries(29):
        import_(count_of_lessons(number), course, publish=True)
