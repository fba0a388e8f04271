"""A student's page is reached from each list that names them, and leads back to that list."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from courses.cohorts.models import Membership
from courses.progress.models import Gradebook, GradeItem
from tests.make import NOW, make_member, make_student
from tests.walks.test_entrance import address
from tests.walks.world import Side, make_side

pytestmark = pytest.mark.django_db

# Each page that names students, with a filter of its own, and what its link back is called.
PLACES = [
    ("teach_progress", "?tri=avancement", "Progression des étudiants"),
    ("morning", "?cohorte=cohorte-ici", "Ce matin"),
    ("gradebook", "?tri=total", "Carnet de notes"),
    ("gradebook_student", "", "Total du cours"),
    ("quiz_results", "?tri=etat", "Résultats du quiz"),
    ("student_attempt", "", "Tentative"),
    ("accommodations", "?etudiant=etu", "Aménagements et codes"),
    ("cohort", "", "Étudiants de la cohorte"),
    ("cohort_progress", "?vue=tableau", "Progression de la cohorte"),
]


@pytest.fixture
def side() -> Iterator[Side]:
    with time_machine.travel(NOW + timedelta(days=10), tick=False):  # all are absent by then
        yield made()


def made() -> Side:
    side = make_side("ici")
    book = Gradebook.objects.create(course=side.course, is_published=True)
    GradeItem.objects.create(gradebook=book, quiz=side.quiz, category="quizzes", weight=1)
    make_member(side.teacher, side.cohort, Membership.Role.ADMINISTRATOR)
    return side


@pytest.fixture
def teaching(client: Client, side: Side) -> Client:
    client.force_login(side.teacher)
    return client


def ways_to(page: str, side: Side) -> list[str]:
    student = re.escape(reverse("teach_student", args=[side.course.slug, side.student.pk]))
    return [unescape(found) for found in re.findall(rf'href="({student}[^"]*)"', page)]


@pytest.mark.parametrize(("name", "filters", "label"), PLACES)
def test_from_a_list_to_a_student_and_back(
    teaching: Client, side: Side, name: str, filters: str, label: str
) -> None:
    if name == "quiz_results":  # who began the quiz leads to the attempt
        newcomer = make_student("etu-sans", last_name="Sow")
        side = replace(side, student=make_member(newcomer, side.cohort).user)
    here = address(name, side) + filters
    listed = teaching.get(here).content.decode()
    there = ways_to(listed, side)
    assert there == [f"{address('teach_student', side)}?{urlencode({'retour': here})}"]
    page = teaching.get(there[0]).content.decode()
    assert re.findall(r'<li><a href="([^"]*)">([^<]*)</a></li></ol>', page) == [(here, label)]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "//ailleurs.example/",
        "https://ailleurs.example/enseigner/",
        "/nulle-part/",
        "/compte/",
        "javascript:alert(1)",
        "/enseigner/cours/ici/notes",
        "[",
        "/\\ailleurs.example",
    ],
)
def test_what_is_no_such_list_leads_to_the_progress_of_the_class(
    teaching: Client, side: Side, said: str
) -> None:
    page = teaching.get(f"{address('teach_student', side)}?{urlencode({'retour': said})}")
    ways = re.findall(r'<li><a href="([^"]*)">[^<]*</a></li></ol>', page.content.decode())
    assert ways == [address("teach_progress", side)]


def test_a_page_of_another_host_with_a_path_of_ours_stays_here(
    teaching: Client, side: Side
) -> None:
    said = f"https://ailleurs.example{address('gradebook', side)}?tri=total"
    page = teaching.get(f"{address('teach_student', side)}?{urlencode({'retour': said})}")
    assert page.context["back"].url == address("gradebook", side) + "?tri=total"
