from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.content.actions.notions import save_notion
from courses.content.mentions import notion_slugs
from courses.content.models import Course, Notion
from tests.make import make_chapter, make_course, make_lesson, make_section, make_teacher
from tests.reading import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def teaching(client: Client, course: Course) -> Client:
    client.force_login(make_teacher(course=course))
    return client


def add(client: Client, course: Course, term: str, source: str = "Une *couche*.") -> Any:
    address = reverse("notions", args=[course.slug])
    return client.post(address, {"term": term, "source": source}, follow=True)


def edit(client: Client, notion: Notion, **sent: Any) -> Any:
    address = reverse("notion_edit", args=[notion.course.slug, notion.slug])
    return client.post(address, sent, follow=True)


def words(answer: Any) -> str:
    return main_text(answer.content.decode())


def test_a_term_is_rendered_when_it_is_saved(teaching: Client, course: Course) -> None:
    page = add(teaching, course, "Système d’exploitation")
    notion = Notion.objects.get()
    assert (notion.slug, notion.html) == ("systeme-d-exploitation", "<p>Une <em>couche</em>.</p>")
    assert "[[systeme-d-exploitation]]" in words(page)
    assert page.redirect_chain == [(reverse("notions", args=[course.slug]), 302)]


@pytest.mark.parametrize(
    ("term", "source", "reason"),
    [
        ("", "Une couche.", "Terme – "),
        ("Noyau", "", "Définition – "),
        ("Noyau", "Un.\n\nDeux.", "Une définition tient en un paragraphe"),
        ("hyperviseur", "Une couche.", "Ce terme est déjà dans le lexique."),
        ("Noyau", "é" * 2001, "Définition – "),
        ("é" * 121, "Une couche.", "Terme – "),
    ],
)
def test_what_is_refused_is_explained_and_stays_on_the_page(
    teaching: Client, course: Course, term: str, source: str, reason: str
) -> None:
    save_notion(course=course, term="Hyperviseur", source="Partage.")
    page = add(teaching, course, term, source)
    assert reason in words(page)
    assert f"{source}</textarea>" in page.content.decode()
    assert Notion.objects.count() == 1


def test_renaming_a_term_keeps_the_address_lessons_link_to(
    teaching: Client, course: Course
) -> None:
    notion = save_notion(course=course, term="Hyperviseur", source="Partage.")
    edit(teaching, notion, term="VMM", source="Partage **tout**.")
    notion.refresh_from_db()
    assert (notion.term, notion.slug, notion.html) == (
        "VMM",
        "hyperviseur",
        "<p>Partage <strong>tout</strong>.</p>",
    )


def test_a_term_may_keep_its_own_name(teaching: Client, course: Course) -> None:
    notion = save_notion(course=course, term="Hyperviseur", source="Partage.")
    assert edit(teaching, notion, term="hyperviseur", source="Autre.").redirect_chain
    notion.refresh_from_db()
    assert notion.term == "hyperviseur"


def test_two_courses_may_define_the_same_term(teaching: Client, course: Course) -> None:
    save_notion(course=make_course("Algèbre", "algebre"), term="Noyau", source="Les antécédents.")
    add(teaching, course, "Noyau")
    assert Notion.objects.get(course=course).slug == "noyau"


def test_the_page_of_a_term_lists_the_lessons_that_link_to_it(
    teaching: Client, course: Course
) -> None:
    notion = save_notion(course=course, term="Hyperviseur", source="Partage.")
    section = make_section(make_chapter(course))
    for name, source in (("un", "Un [[hyperviseur]]."), ("deux", "Rien."), ("trois", "[[noyau]]")):
        make_lesson(section, f"Leçon {name}", name).revisions.update(source=source)
    address = reverse("notion_edit", args=[course.slug, notion.slug])
    page = words(teaching.get(address))
    assert ("Leçon un" in page, "Leçon deux" in page, "Leçon trois" in page) == (True, False, False)


@pytest.mark.parametrize(
    ("source", "slugs"),
    [
        ("Voir [[Hyperviseurs|hyperviseur]] et [[Noyau]].", {"hyperviseur", "noyau"}),
        ("| [[a\\|b]] |", {"b"}),
        ("[[]] [[ ]] [lien](x)", {""}),
    ],
)
def test_links_to_notions_are_read_as_rendering_reads_them(source: str, slugs: set[str]) -> None:
    assert notion_slugs(source) - {""} == slugs - {""}


def test_a_deleted_term_is_gone(teaching: Client, course: Course) -> None:
    notion = save_notion(course=course, term="Hyperviseur", source="Partage.")
    page = edit(teaching, notion, delete=1)
    assert "« Hyperviseur » n’est plus dans le lexique." in words(page)
    assert not Notion.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_glossary_costs_the_same_number_of_queries(
    teaching: Client, course: Course, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        Notion.objects.create(course=course, term=f"T{number}", slug=f"t{number}", source="x")
    with django_assert_num_queries(4):
        teaching.get(reverse("notions", args=[course.slug]))


def test_terms_of_other_courses_do_not_exist(teaching: Client, course: Course) -> None:
    foreign = save_notion(course=make_course("Algèbre", "algebre"), term="Noyau", source="x")
    for slug in ("algebre", course.slug):
        address = reverse("notion_edit", args=[slug, foreign.slug])
        assert teaching.post(address, {"delete": 1}).status_code == 404
    assert Notion.objects.count() == 1
