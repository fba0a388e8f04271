"""Files of questions on the teacher's pages: a dry run, a report, and what an export leaves out."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.exchange.formats import GIFT, MOODLE, READERS
from courses.quizzes.models import Question
from courses.quizzes.text.reading import read_quiz
from tests.make import make_lesson, make_teacher

pytestmark = pytest.mark.django_db

GIFT_FILE = """// [id:g-1] [tag:lesson:la-connexion-tcp] [tag:bloom:apply]
::Un:: Combien de segments ? {=Trois#Oui. ~Deux#Non.}

::Deux:: TCP est fiable. {T}
"""
EXAMPLES = Path(__file__).parents[1] / "data/quiz/exemples.moodle.xml"


@pytest.fixture
def course(client):
    lesson = make_lesson()
    client.force_login(make_teacher(course=lesson.course))
    return lesson.course


def bring(client, course, text: str = "", **more):
    return client.post(reverse("questions_import", args=[course.slug]), {"text": text, **more})


def told(response) -> list[str]:
    return [str(message) for message in response.wsgi_request._messages]


def test_a_dry_run_says_what_would_come_in_and_writes_nothing(client, course) -> None:
    file = SimpleUploadedFile("quiz.gift", GIFT_FILE.encode())
    page = bring(client, course, file=file)
    assert [(str(kind), each.id, each.line) for kind, each in page.context["found"]] == [
        ("une seule bonne réponse", "g-1", 2),
        ("vrai ou faux", "Deux", 4),
    ]
    assert Question.objects.count() == 0
    form = page.context["form"]
    assert (form["text"].value(), form["format"].value()) == (GIFT_FILE, GIFT)


def test_the_same_file_again_changes_nothing(client, course) -> None:
    first = bring(client, course, GIFT_FILE, format=GIFT, confirm="1", publish="1")
    assert (first.status_code, told(first)) == (302, ["2 questions ajoutées"])
    again = bring(client, course, GIFT_FILE, format=GIFT, confirm="1", publish="1")
    assert told(again)[-1] == "2 questions déjà présentes"
    changed = GIFT_FILE.replace("Deux#Non", "Quatre#Non")
    mended = bring(client, course, changed, format=GIFT, confirm="1")
    assert told(mended)[-1] == "1 question modifiée · 1 question déjà présente"
    assert Question.objects.filter(lesson__slug="la-connexion-tcp").count() == 1


def test_a_file_with_an_error_is_kept_out_whole_and_in_the_form(client, course) -> None:
    wrong = GIFT_FILE + "\nEt là {=rien\n"
    page = bring(client, course, wrong, confirm="1")
    assert [(each.line, each.column) for each in page.context["read"].errors] == [(6, 7)]
    assert (Question.objects.count(), page.context["form"]["text"].value()) == (0, wrong)


def test_an_unknown_lesson_is_told_at_its_line(client, course) -> None:
    page = bring(client, course, GIFT_FILE.replace("la-connexion-tcp", "absente"))
    assert [each.line for each in page.context["read"].errors] == [2]


def test_losses_of_a_moodle_file_are_told_before_it_comes_in(client, course) -> None:
    text = EXAMPLES.read_text(encoding="utf-8")
    page = bring(client, course, text.replace("role-de-hyperviseur", "la-connexion-tcp"))
    assert (len(page.context["found"]), len(page.context["read"].warnings)) == (9, 15)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gift", b"\xff"),
        ("a.gift", b"a" * (2 * 1024 * 1024 + 1)),
        ("a.xml", b'<?xml version="1.0" encoding="UTF-7"?><quiz/>'),
    ],
)
def test_a_file_that_is_no_text_or_too_large_is_refused(client, course, name, content) -> None:
    page = bring(client, course, file=SimpleUploadedFile(name, content))
    assert (page.status_code, page.context["read"], list(page.context["form"].errors)) == (
        200,
        None,
        ["__all__"],
    )


def test_a_text_of_no_format_asks_for_one(client, course) -> None:
    page = bring(client, course, "Bonjour")
    assert list(page.context["form"].errors) == ["format"]


def test_a_doctype_is_refused_on_the_page(client, course) -> None:
    page = bring(client, course, '<!DOCTYPE quiz SYSTEM "a.dtd"><quiz/>', format=MOODLE)
    assert [each.line for each in page.context["read"].errors] == [1]


def export(client, course, **query):
    return client.get(reverse("questions_export", args=[course.slug]), query)


def test_an_export_tells_what_it_leaves_out_then_writes_the_rest(client, course) -> None:
    bring(client, course, GIFT_FILE, format=GIFT, confirm="1")
    order = "### ordre o-1\nRangez.\n1. un\n2. deux\n"
    bring(client, course, order, confirm="1")
    page = export(client, course, format=GIFT)
    assert (page.context["count"], page.context["left_out"]) == (3, 1)
    assert [(loss.ids, loss.whole) for loss in page.context["losses"]] == [(("o-1",), True)]
    file = export(client, course, format=GIFT, telecharger="1")
    assert file["Content-Disposition"] == f'attachment; filename="questions-{course.slug}.gift"'
    assert {each.id for each in READERS[GIFT](file.content.decode()).questions} == {"g-1", "Deux"}


def test_an_export_keeps_the_filters_of_the_bank(client, course) -> None:
    bring(client, course, GIFT_FILE, format=GIFT, confirm="1")
    page = export(client, course, q="fiable")
    assert (page.context["count"], page.context["narrow"], page.context["kept"]) == (
        1,
        True,
        [("q", "fiable")],
    )
    file = export(client, course, q="fiable", format="quiz.md", telecharger="1")
    assert [each.id for each in read_quiz(file.content.decode()).questions] == ["Deux"]


def test_an_empty_bank_has_nothing_to_download(client, course) -> None:
    page = export(client, course, telecharger="1")
    assert (page.context["count"], page["Content-Type"]) == (0, "text/html; charset=utf-8")


@pytest.mark.parametrize("count", [1, 30])
def test_an_export_costs_the_same_whatever_the_bank(
    client, course, count, django_assert_max_num_queries
) -> None:
    text = "\n\n".join(f"::q-{number}:: TCP est fiable. {{T}}" for number in range(count))
    bring(client, course, text, format=GIFT, confirm="1")
    with django_assert_max_num_queries(10):
        page = export(client, course, format=MOODLE)
    assert page.context["count"] == count
