import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.content.models import Course, Lesson, Notion, SearchEntry
from courses.content.search import find, index_lesson
from courses.content.search_query import read_query
from tests.make import NOW, make_chapter, make_course, make_lesson, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return make_section()


def write(section, slug: str, title: str, text: str = "") -> Lesson:
    """A published lesson with this text, in the index."""
    lesson = make_lesson(section, title, slug)
    lesson.published.text = text
    lesson.published.save()
    index_lesson(lesson)
    return lesson


def slugs(query: str, **options) -> list[str]:
    return [hit.lesson.slug for hit in find(Course.objects.all(), query, **options).hits]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("reseaux", "Un réseau d’ordinateurs."),
        ("RÉSEAU", "des reseaux"),
        ("oeuvre", "Une œuvre collective"),
        ("œuvre", "les oeuvres"),
        ("hyperviseur", "L’hyperviseur isole."),
        ("l’hyperviseur", "deux hyperviseurs"),
        ("virtualisat", "La virtualisation"),
        ("qu’est-ce que la virtualisation ?", "La virtualisation est une technique."),
        ("802.11", "La norme IEEE 802.11ac"),
        ("C#", "Un programme en C#."),
        ("type 1", "Un hyperviseur de type 1"),
        ("paravirtualisation", "la para-virtualisation"),
        ("para-virtualisation", "la paravirtualisation"),
        ("λ", "la longueur λ"),
    ],
)
def test_found_whatever_the_spelling(section, query, text):
    write(section, "ici", "Une leçon", text)
    write(section, "ailleurs", "Une autre", "Rien à voir.")
    assert slugs(query) == ["ici"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("type 1", "Un hyperviseur de type 2, chapitre 11"),
        ("C#", "Le langage C"),
        ("réseau virtuel", "Un réseau"),
        ("802.11", "802 stations et 11 ponts"),
    ],
)
def test_not_found_when_a_word_is_missing(section, query, text):
    write(section, "ici", "Une leçon", text)
    assert slugs(query) == []


def test_a_word_of_the_title_weighs_more_than_one_of_the_text(section):
    write(section, "texte", "Une leçon", "Le routage, puis le routage encore. " + "Mot. " * 20)
    write(section, "titre", "Le routage", "Mot. " * 30)
    assert slugs("routage") == ["titre", "texte"]


def test_a_whole_word_comes_before_the_beginning_of_another(section):
    write(section, "debut", "Une leçon", "La portabilité du code. " + "Mot. " * 10)
    write(section, "mot", "Une leçon", "Le port du serveur. " + "Mot. " * 10)
    assert slugs("port") == ["mot", "debut"]


def test_only_in_the_courses_given(section):
    write(section, "ici", "Le routage")
    other = make_section(make_chapter(make_course("Systèmes", "systemes")))
    write(other, "la-bas", "Le routage")
    courses = Course.objects.filter(slug="systemes")
    assert [hit.lesson.slug for hit in find(courses, "routage").hits] == ["la-bas"]
    assert find(Course.objects.none(), "routage").total == 0


def test_an_archived_lesson_is_not_found(section):
    lesson = write(section, "ici", "Le routage")
    Lesson.objects.filter(pk=lesson.pk).update(archived_at=NOW)
    assert slugs("routage") == []


def test_publishing_again_replaces_what_was_found(section):
    lesson = write(section, "ici", "Le routage")
    lesson.published.title = "La commutation"
    index_lesson(lesson)
    assert slugs("routage") == []
    assert slugs("commutation") == ["ici"]
    assert SearchEntry.objects.count() == 1


def test_a_deleted_lesson_leaves_the_index(section):
    lesson = write(section, "ici", "Le routage")
    Lesson.objects.filter(pk=lesson.pk).update(published=None)
    lesson.delete()
    write(section, "nouvelle", "La commutation")
    assert slugs("routage") == []


def test_a_draft_cannot_be_indexed(section):
    with pytest.raises(ValueError, match="published"):
        index_lesson(make_lesson(section, published=False))


def test_extract_and_title_are_cut_at_the_words_found(section):
    write(section, "ici", "Le réseau", "Deux réseaux <b>reliés</b>.")
    [hit] = find(Course.objects.all(), "reseaux").hits
    assert [(piece.text, piece.found) for piece in hit.title] == [("Le ", False), ("réseau", True)]
    assert [(piece.text, piece.found) for piece in hit.extract] == [
        ("Deux ", False),
        ("réseaux", True),
        (" <b>reliés</b>.", False),
    ]


def test_pages_of_ten(section):
    for number in range(23):
        write(section, f"l{number}", "Le routage")
    found = find(Course.objects.all(), "routage", page=3)
    assert (found.total, found.page.paginator.num_pages, len(found.hits)) == (23, 3, 3)
    assert len(slugs("routage", page="n’importe quoi")) == 10
    assert len(slugs("routage", page=99)) == 3


def test_queries_do_not_grow_with_what_is_found(section, django_assert_num_queries):
    write(section, "l0", "Le routage")
    with django_assert_num_queries(4):
        find(Course.objects.all(), "routage")
    for number in range(1, 10):
        write(section, f"l{number}", "Le routage")
        Notion.objects.create(
            course=section.chapter.course, term=f"Routage {number}", slug=f"n{number}"
        )
    with django_assert_num_queries(4):
        find(Course.objects.all(), "routage")


def test_notions_are_found_by_their_term(section):
    course = section.chapter.course
    Notion.objects.create(course=course, term="Réseau virtuel", slug="reseau-virtuel")
    Notion.objects.create(course=course, term="Commutateur", slug="commutateur", source="réseau")
    found = find(Course.objects.all(), "reseaux")
    assert [hit.notion.slug for hit in found.notions] == ["reseau-virtuel"]
    assert [piece.text for piece in found.notions[0].term if piece.found] == ["Réseau"]


@pytest.mark.parametrize("query", ["", " ", "…", "\x00", "'", '"', "*", "(", "-", "^", ":"])
def test_nothing_asked_finds_nothing(section, query):
    write(section, "ici", "Une leçon", "Un texte.")
    found = find(Course.objects.all(), query)
    assert (found.total, found.hits, found.notions) == (0, [], [])


WEIRD = st.one_of(
    st.text(),
    st.text(alphabet="\"'*^():-+{}\\%_~&|!<>\x00 ANDORTNERaé1.#", max_size=60),
    st.lists(
        st.sampled_from(
            ["NEAR", "AND", "OR", "NOT", '"', "a*", "title_stems:", "NEAR(a b, 2)", "1e5", "<->"]
        )
    ).map(" ".join),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WEIRD)
def test_no_question_is_an_error(section, query):
    if not SearchEntry.objects.exists():
        write(section, "ici", "NEAR AND a*", "Un texte : a, 1e5, OR.")
    found = find(Course.objects.all(), query)
    assert found.total in (0, 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1), st.text())
def test_every_lesson_is_found_by_its_own_words(section, title, text):
    """The index takes any text, and gives it back for the first words of the title."""
    lesson = Lesson.objects.filter(slug="ici").first() or write(section, "ici", "x")
    lesson.published.title, lesson.published.text = title, text
    index_lesson(lesson)
    expected = 1 if read_query(title) else 0
    assert find(Course.objects.all(), title).total == expected


def test_both_databases_keep_the_index_themselves(section):
    """Rows written without `index_lesson`, as a restored backup does, are found too."""
    lesson = make_lesson(section, "Le routage", "ici")
    entry = SearchEntry.objects.create(
        lesson=lesson, course=lesson.course, title_stems="routag", body_stems=""
    )
    assert slugs("routage") == ["ici"]
    SearchEntry.objects.filter(pk=entry.pk).update(title_stems="commut")
    assert slugs("routage") == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO content_search(content_search) VALUES ('integrity-check')")
