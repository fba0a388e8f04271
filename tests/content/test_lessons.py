from datetime import timedelta

import pytest

from courses.content.actions.lesson_order import archive_lesson, move_lesson, unarchive_lesson
from courses.content.actions.lessons import (
    LessonChanged,
    add_revision,
    publish_chapter,
    publish_lesson,
    refresh_outline,
    restore_revision,
)
from courses.content.models import Chapter, Course, Deck, Lesson, LessonRevision, Notion, Section
from courses.content.rendering import render_lessons
from courses.content.search import find
from tests.make import NOW, make_chapter, make_course, make_lesson, make_section, make_teacher

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def save(lesson: Lesson, source: str, title: str = "TCP", **more: object) -> LessonRevision:
    return add_revision(
        lesson=lesson,
        title=title,
        source=source,
        author=None,
        now=LATER,
        origin=LessonRevision.Origin.EDIT,
        **more,  # type: ignore[arg-type]
    )


def outline(chapter: Chapter) -> list[tuple[str, list[tuple[str, bool]]]]:
    """(section, [(lesson, counted)]) as it is kept."""
    chapter.refresh_from_db()
    return [
        (entry["title"], [(lesson["title"], lesson["counted"]) for lesson in entry["lessons"]])
        for entry in chapter.outline
    ]


def titles(chapter: Chapter) -> list[list[str]]:
    """The titles of the lessons that are not archived, a list for each section."""
    return [
        list(
            Lesson.objects.current()
            .filter(section=section)
            .order_by("position")
            .values_list("title", flat=True)
        )
        for section in chapter.sections.all()
    ]


# --- revisions


def test_a_revision_keeps_its_source_and_the_page_made_from_it() -> None:
    lesson = make_lesson()
    author = make_teacher()
    revision = add_revision(
        lesson=lesson,
        title="TCP",
        source="## Ouverture\n\nTrois **segments**.\n\n![](figure:missing)\n",
        author=author,
        now=LATER,
        origin=LessonRevision.Origin.EDIT,
    )
    kept = LessonRevision.objects.get(pk=revision.pk)
    assert (kept.number, kept.title, kept.author, kept.created_at) == (2, "TCP", author, LATER)
    assert "<strong>segments</strong>" in kept.html
    assert [(h["level"], h["text"]) for h in kept.headings] == [(2, "Ouverture")]
    assert (kept.missing_figures, kept.is_empty, kept.published_at) == (1, False, None)


def test_the_first_revision_has_number_one() -> None:
    lesson = make_lesson(published=False)
    lesson.revisions.all().delete()
    assert save(lesson, "Bonjour.").number == 1


def test_the_same_title_and_source_add_nothing() -> None:
    lesson = make_lesson()
    first = save(lesson, "Bonjour.")
    assert save(lesson, "Bonjour.", after=1) == first
    assert lesson.revisions.count() == 2


def test_another_title_alone_is_a_new_version() -> None:
    lesson = make_lesson()
    save(lesson, "Bonjour.")
    assert save(lesson, "Bonjour.", title="TCP, encore").number == 3


def test_the_same_text_from_a_newer_deck_moves_to_its_lines() -> None:
    lesson = make_lesson()
    first = save(lesson, "Bonjour.")
    deck = Deck.objects.create(
        chapter=lesson.section.chapter, name="v2.md", source="…", sha256="0" * 64, imported_at=NOW
    )
    save(lesson, "Bonjour.", deck=deck, source_lines=[[4, 9]])
    first.refresh_from_db()
    assert (first.deck, first.source_lines) == (deck, [[4, 9]])


def test_who_started_from_an_older_version_is_told_and_nothing_is_written() -> None:
    lesson = make_lesson()
    theirs = save(lesson, "Le leur.", after=1)
    with pytest.raises(LessonChanged) as changed:
        save(lesson, "Le mien.", after=1)
    assert changed.value.newest == theirs
    assert lesson.revisions.count() == 2


def test_a_draft_changes_nothing_for_students() -> None:
    lesson = make_lesson(title="La connexion TCP")
    published = lesson.published
    save(lesson, "Autre texte.", title="Autre titre")
    lesson.refresh_from_db()
    assert (lesson.published, lesson.title) == (published, "La connexion TCP")


def test_before_its_first_publication_a_lesson_follows_its_newest_title() -> None:
    lesson = make_lesson(published=False)
    save(lesson, "Texte.", title="Autre titre")
    lesson.refresh_from_db()
    assert lesson.title == "Autre titre"


def test_a_page_rendered_by_the_caller_is_taken() -> None:
    lesson = make_lesson()
    page = render_lessons(lesson.course, ["Rendu avant."])[0]
    assert save(lesson, "Rendu avant.", page=page).html == page.html


@pytest.mark.parametrize("source", ["", "![](figure:missing)\n"])
def test_a_lesson_with_neither_text_nor_figure_is_empty(source: str) -> None:
    assert save(make_lesson(), source).is_empty


def test_restoring_adds_the_old_text_as_a_new_draft() -> None:
    lesson = make_lesson(title="Ancien titre")
    save(lesson, "Nouveau texte.")
    old = lesson.revisions.get(number=1)
    restored = restore_revision(revision=old, author=make_teacher(), now=LATER)
    assert (restored.number, restored.title, restored.source, restored.origin) == (
        3,
        "Ancien titre",
        old.source,
        LessonRevision.Origin.RESTORE,
    )


# --- publication


def test_publishing_gives_students_the_newest_revision_and_its_title() -> None:
    lesson = make_lesson()
    newest = save(lesson, "Nouveau texte.", title="Nouveau titre")
    publish_lesson(lesson=lesson, now=LATER)
    lesson.refresh_from_db()
    newest.refresh_from_db()
    assert (lesson.published, lesson.title, newest.published_at) == (
        newest,
        "Nouveau titre",
        LATER,
    )
    assert outline(lesson.section.chapter) == [("Les bases", [("Nouveau titre", True)])]


def test_what_is_published_can_be_searched_and_nothing_else() -> None:
    lesson = make_lesson(published=False)
    save(lesson, "Une passerelle relie deux mondes.")
    courses = Course.objects.all()
    before = find(courses, "passerelle").total
    publish_lesson(lesson=lesson, now=LATER)
    save(lesson, "Un commutateur.")
    assert (before, find(courses, "passerelle").total, find(courses, "commutateur").total) == (
        0,
        1,
        0,
    )


def test_publishing_again_keeps_the_first_date() -> None:
    lesson = make_lesson(published=False)
    publish_lesson(lesson=lesson, now=NOW)
    publish_lesson(lesson=lesson, now=LATER)
    assert LessonRevision.objects.get().published_at == NOW


def test_publishing_renders_again_what_the_glossary_has_learnt_since() -> None:
    lesson = make_lesson(published=False)
    before = save(lesson, "Un [[hyperviseur]] partage.").html
    Notion.objects.create(
        course=lesson.course, term="Hyperviseur", slug="hyperviseur", source="Partage."
    )
    publish_lesson(lesson=lesson, now=LATER)
    lesson.refresh_from_db()
    href = f'href="/cours/{lesson.course.slug}/'
    assert lesson.published is not None
    assert (href in before, href in lesson.published.html) == (False, True)


def test_publishing_a_chapter_takes_its_lessons_and_no_others() -> None:
    section = make_section()
    first = make_lesson(section, "Un", "un", published=False)
    make_lesson(section, "Deux", "deux", published=False)
    binned = make_lesson(section, "Trois", "trois", published=False)
    archive_lesson(lesson=binned, now=NOW)
    other = make_lesson(
        make_section(make_chapter(section.chapter.course, "Chapitre 2", "chapitre-2")),
        "Ailleurs",
        "ailleurs",
        published=False,
    )
    publish_chapter(chapter=section.chapter, now=LATER)
    published = Lesson.objects.published().values_list("slug", flat=True)
    assert set(published) == {first.slug, "deux"}
    assert outline(section.chapter) == [("Les bases", [("Un", True), ("Deux", True)])]
    assert outline(other.section.chapter) == []


def test_an_empty_lesson_is_published_and_not_counted() -> None:
    section = make_section()
    make_lesson(section, "Pleine", "pleine")
    save(make_lesson(section, "Vide", "vide", published=False), "", title="Vide")
    publish_chapter(chapter=section.chapter, now=LATER)
    assert outline(section.chapter) == [("Les bases", [("Pleine", True), ("Vide", False)])]


@pytest.mark.parametrize("lessons", [1, 30])
def test_publishing_a_chapter_costs_the_same_number_of_queries(
    lessons: int, django_assert_num_queries: object
) -> None:
    section = make_section()
    for number in range(lessons):
        make_lesson(section, f"Leçon {number}", f"lecon-{number}", published=False)
    with django_assert_num_queries(14):  # type: ignore[operator]
        publish_chapter(chapter=section.chapter, now=LATER)


def test_the_outline_leaves_out_drafts_bins_and_archived_sections() -> None:
    chapter = make_chapter()
    shown, hidden = make_section(chapter, "Une", "une"), make_section(chapter, "Deux", "deux")
    make_lesson(shown, "Lisible", "lisible")
    make_lesson(shown, "Brouillon", "brouillon", published=False)
    make_lesson(hidden, "Cachée", "cachee")
    hidden.archived_at = NOW
    hidden.save()
    refresh_outline(chapter=chapter)
    assert outline(chapter) == [("Une", [("Lisible", True)])]


# --- bin


def test_an_archived_lesson_leaves_the_course_and_comes_back_to_its_place() -> None:
    section = make_section()
    second = [make_lesson(section, name, name) for name in ("a", "b", "c")][1]
    archive_lesson(lesson=second, now=LATER)
    assert second.archived_at == LATER
    assert titles(section.chapter) == [["a", "c"]]
    assert outline(section.chapter) == [("Les bases", [("a", True), ("c", True)])]
    unarchive_lesson(lesson=second)
    assert titles(section.chapter) == [["a", "b", "c"]]
    assert outline(section.chapter) == [("Les bases", [("a", True), ("b", True), ("c", True)])]


def test_archiving_twice_keeps_the_first_date() -> None:
    lesson = make_lesson()
    archive_lesson(lesson=lesson, now=NOW)
    archive_lesson(lesson=lesson, now=LATER)
    assert Lesson.objects.get().archived_at == NOW


def test_restoring_a_lesson_restores_its_section() -> None:
    lesson = make_lesson()
    archive_lesson(lesson=lesson, now=NOW)
    lesson.section.archived_at = NOW
    lesson.section.save()
    unarchive_lesson(lesson=lesson)
    lesson.section.refresh_from_db()
    assert lesson.section.archived_at is None


# --- order


@pytest.fixture
def chapter() -> Chapter:
    """Two sections: a b c, and d; x is in the bin between a and b, and so is a section."""
    chapter = make_chapter(make_course())
    first = make_section(chapter, "Une", "une")
    for name in ("a", "x", "b", "c"):
        make_lesson(first, name, name)
    archive_lesson(lesson=Lesson.objects.get(slug="x"), now=NOW)
    gone = make_section(chapter, "Retirée", "retiree")
    gone.archived_at = NOW
    gone.save()
    make_lesson(make_section(chapter, "Deux", "deux"), "d", "d")
    return chapter


@pytest.mark.parametrize(
    ("slug", "step", "after"),
    [
        ("b", -1, [["b", "a", "c"], [], ["d"]]),
        ("b", 1, [["a", "c", "b"], [], ["d"]]),
        ("c", 1, [["a", "b"], [], ["c", "d"]]),
        ("d", -1, [["a", "b", "c", "d"], [], []]),
    ],
)
def test_a_lesson_moves_one_place_and_across_sections(
    chapter: Chapter, slug: str, step: int, after: list[list[str]]
) -> None:
    assert move_lesson(lesson=Lesson.objects.get(slug=slug), step=step)
    assert titles(chapter) == after
    assert [[title for title, _ in lessons] for _, lessons in outline(chapter)] == [
        group for group in after if group
    ]


@pytest.mark.parametrize(("slug", "step"), [("a", -1), ("d", 1)])
def test_the_ends_of_the_chapter_stop_a_lesson(chapter: Chapter, slug: str, step: int) -> None:
    assert not move_lesson(lesson=Lesson.objects.get(slug=slug), step=step)
    assert titles(chapter) == [["a", "b", "c"], [], ["d"]]


@pytest.mark.parametrize("step", [-1, 1])
def test_an_archived_lesson_stays_where_it_is(chapter: Chapter, step: int) -> None:
    assert not move_lesson(lesson=Lesson.objects.get(slug="x"), step=step)
    Section.objects.filter(slug="deux").update(archived_at=NOW)
    assert not move_lesson(lesson=Lesson.objects.get(slug="d"), step=step)
