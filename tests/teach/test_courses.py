from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.accounts.models import User
from courses.content.models import Chapter, Course, DeckDraft, Lesson, LessonRevision
from courses.content.search import find
from courses.quizzes.models import Question
from tests.make import (
    NOW,
    make_chapter,
    make_cohort,
    make_course,
    make_lesson,
    make_person,
    make_section,
    make_student,
    make_teacher,
)
from tests.reading import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def teacher(course: Course) -> User:
    return make_teacher(course=course)


@pytest.fixture
def teaching(client: Client, teacher: User) -> Client:
    client.force_login(teacher)
    return client


def get(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return main_text(answer.content.decode())


# --- home


def test_home_leads_a_new_teacher_to_the_import_of_a_deck(client: Client) -> None:
    client.force_login(make_teacher())
    page = client.get(reverse("teach_home")).content.decode()
    assert f'href="{reverse("deck_new")}"' in page
    assert "Pas encore de cours" in main_text(page)


def test_home_counts_lessons_and_says_what_is_left_to_do(teaching: Client, course: Course) -> None:
    section = make_section(make_chapter(course))
    make_lesson(section, "Publiée", "publiee")
    make_lesson(section, "Brouillon", "brouillon", published=False)
    changed = make_lesson(section, "Modifiée", "modifiee")
    LessonRevision.objects.create(
        lesson=changed,
        number=2,
        title="Modifiée",
        missing_figures=2,
        origin="edit",
        created_at=NOW,
    )
    make_lesson(section, "Vide", "vide", is_empty=True)
    binned = make_lesson(section, "Jetée", "jetee", published=False)
    Lesson.objects.filter(pk=binned.pk).update(archived_at=NOW)
    page = get(teaching, "teach_home")
    assert "4 leçons, dont 2 à jour chez les étudiants" in page
    assert "2 leçons à publier" in page
    assert "1 leçon où il manque une figure" in page
    assert "1 leçon vide à écrire" in page


def test_home_shows_only_courses_one_teaches_and_drafts_of_ones_own(
    teaching: Client, teacher: User
) -> None:
    make_course("Algèbre", "algebre")
    other = make_teacher("moussa")
    for user, name in ((teacher, "Mon deck.md"), (other, "Son deck.md")):
        DeckDraft.objects.create(user=user, name=name, source="# A", created_at=NOW, updated_at=NOW)
    page = get(teaching, "teach_home")
    assert ("Réseaux" in page, "Algèbre" in page) == (True, False)
    assert ("Mon deck.md" in page, "Son deck.md" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 30])
def test_home_costs_the_same_number_of_queries(
    teaching: Client, teacher: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        other = make_course(f"Cours {number}", f"cours-{number}")
        other.teachers.add(teacher)
        make_lesson(make_section(make_chapter(other)))
        DeckDraft.objects.create(
            user=teacher, course=other, source="# A", created_at=NOW, updated_at=NOW
        )
    with django_assert_num_queries(8):
        get(teaching, "teach_home")


# --- one course


@pytest.mark.parametrize("count", [1, 30])
def test_a_course_costs_the_same_number_of_queries(
    teaching: Client, course: Course, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        chapter = make_chapter(course, f"Chapitre {number}", f"chapitre-{number}")
        lesson = make_lesson(make_section(chapter), f"Leçon {number}", f"lecon-{number}")
        Question.objects.create(course=course, slug=f"q{number}", lesson=lesson, created_at=NOW)
    with django_assert_num_queries(12):
        get(teaching, "teach_course", course.slug)


def test_a_course_says_that_no_cohort_takes_it(teaching: Client, course: Course) -> None:
    said = "Aucune cohorte ne suit encore ce cours"
    cohort = make_cohort(course=course)
    assert said not in get(teaching, "teach_course", course.slug)
    cohort.archived_at = NOW
    cohort.save()
    assert said in get(teaching, "teach_course", course.slug)


def test_a_course_shows_each_lesson_with_its_state(teaching: Client, course: Course) -> None:
    section = make_section(make_chapter(course))
    lesson = make_lesson(section, "TCP", "tcp")
    make_lesson(section, "UDP", "udp", is_empty=True, published=False)
    Question.objects.create(course=course, slug="q", lesson=lesson, created_at=NOW)
    page = get(teaching, "teach_course", course.slug)
    assert "TCP Publié 1 question" in page
    assert "UDP Brouillon Vide aucune question" in page
    assert "Publier 1 leçon" in page


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("", ["TCP", "UDP", "IP"]),
        ("a-publier", ["UDP"]),
        ("vides", ["UDP"]),
        ("figures", ["IP"]),
        ("n'importe quoi", ["TCP", "UDP", "IP"]),
    ],
)
def test_the_filter_in_the_address_keeps_what_is_left_to_do(
    teaching: Client, course: Course, wanted: str, shown: list[str]
) -> None:
    section = make_section(make_chapter(course))
    make_lesson(section, "TCP", "tcp")
    make_lesson(section, "UDP", "udp", is_empty=True, published=False)
    figureless = make_lesson(section, "IP", "ip")
    LessonRevision.objects.filter(lesson=figureless).update(missing_figures=1)
    page = teaching.get(reverse("teach_course", args=[course.slug]), {"montrer": wanted})
    rows = page.content.decode().split('<li id="lecon-')[1:]
    assert [row.partition('"')[0] for row in rows] == [name.lower() for name in shown]


def test_an_empty_course_leads_to_the_import_of_a_deck_into_it(
    teaching: Client, course: Course
) -> None:
    page = teaching.get(reverse("teach_course", args=[course.slug])).content.decode()
    assert f'href="{reverse("deck_new")}?course={course.pk}"' in page


def test_a_chapter_is_published_with_all_its_lessons(teaching: Client, course: Course) -> None:
    chapter = make_chapter(course)
    make_lesson(make_section(chapter), published=False)
    address = reverse("chapter_publish", args=[course.slug, chapter.slug])
    page = teaching.post(address, follow=True)
    assert page.redirect_chain == [(reverse("teach_course", args=[course.slug]), 302)]
    assert "« Chapitre 1 » est publié : 1 leçon." in main_text(page.content.decode())
    assert Lesson.objects.published().count() == 1
    assert find(Course.objects.all(), "segments").total == 1


def test_a_chapter_that_cannot_be_rendered_is_not_published(
    teaching: Client, course: Course
) -> None:
    chapter = make_chapter(course)
    lesson = make_lesson(make_section(chapter), "Trop longue", published=False)
    LessonRevision.objects.filter(lesson=lesson).update(source="a" * 70_000)
    address = reverse("chapter_publish", args=[course.slug, chapter.slug])
    page = main_text(teaching.post(address, follow=True).content.decode())
    assert "Rien n’a été publié. Dans « Trop longue »" in page
    assert not Lesson.objects.published().exists()


@pytest.mark.parametrize("name", ["teach_home", "teach_course"])
def test_pages_that_are_only_read_refuse_writes(
    teaching: Client, course: Course, name: str
) -> None:
    args = [] if name == "teach_home" else [course.slug]
    assert teaching.post(reverse(name, args=args)).status_code == 405


def test_publishing_refuses_to_be_read(teaching: Client, course: Course) -> None:
    chapter = make_chapter(course)
    address = reverse("chapter_publish", args=[course.slug, chapter.slug])
    assert teaching.get(address).status_code == 405


# --- settings


def test_a_new_course_is_taught_by_who_made_it(teaching: Client, teacher: User) -> None:
    page = teaching.post(reverse("course_new"), {"title": "L’œuvre d’été", "language": "fr"})
    made = Course.objects.get(title="L’œuvre d’été")
    assert (made.slug, list(made.teachers.all())) == ("l-oeuvre-d-ete", [teacher])
    assert page["Location"] == reverse("teach_course", args=["l-oeuvre-d-ete"])


def test_two_courses_of_one_title_have_two_addresses(teaching: Client) -> None:
    for _ in range(2):
        teaching.post(reverse("course_new"), {"title": "Réseaux", "language": "fr"})
    assert set(Course.objects.values_list("slug", flat=True)) == {
        "reseaux",
        "reseaux-2",
        "reseaux-3",
    }


def test_a_title_without_a_letter_still_gets_an_address(teaching: Client) -> None:
    teaching.post(reverse("course_new"), {"title": "???", "language": "fr"})
    assert Course.objects.get(title="???").slug == "cours"


def test_who_makes_no_courses_is_not_offered_to(client: Client, course: Course) -> None:
    assistant = make_person("binta")
    course.teachers.add(assistant)
    client.force_login(assistant)
    assert "Nouveau cours" not in get(client, "teach_home")
    assert client.get(reverse("course_new")).status_code == 404


def test_settings_change_the_title_and_keep_the_address(teaching: Client, course: Course) -> None:
    sent = {"title": "Réseaux 2", "language": "en"}
    page = teaching.post(reverse("course_edit", args=[course.slug]), sent)
    assert page["Location"] == reverse("teach_course", args=[course.slug])
    course.refresh_from_db()
    assert (course.title, course.language, course.slug) == ("Réseaux 2", "en", "reseaux")


def test_students_find_none_of_these_pages(client: Client, course: Course) -> None:
    chapter: Chapter = make_chapter(course)
    client.force_login(make_student())
    for name, args in [
        ("teach_home", []),
        ("course_new", []),
        ("teach_course", [course.slug]),
        ("course_edit", [course.slug]),
        ("chapter_publish", [course.slug, chapter.slug]),
    ]:
        assert client.post(reverse(name, args=args)).status_code == 404
