"""An administrator makes a cohort, pastes its list, gives it a course, sees who started."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from courses.accounts.actions import use_code
from courses.accounts.models import User
from courses.cohorts.actions import end_membership
from courses.cohorts.models import Cohort, Membership
from courses.progress.actions import record_visit
from tests.make import (
    NOW,
    make_cohort,
    make_course,
    make_lesson,
    make_manager,
    make_member,
    make_person,
    make_student,
)

pytestmark = pytest.mark.django_db

ROSTER = "Matricule;Nom;Prénom;E-mail\n17;DIOP;Awa;awa@esp.sn\n18;SARR;Ali;\n19;;Mor;\n"


@pytest.fixture
def manager(client):
    manager = make_manager()
    client.force_login(manager)
    return manager


@pytest.fixture
def cohort(manager):
    cohort = make_cohort()
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    return cohort


def test_whoever_makes_a_cohort_administers_it(client, manager) -> None:
    form = {"name": "GLSI 3", "time_zone": "Africa/Dakar"}
    response = client.post(reverse("cohort_new"), form)
    assert response.url == reverse("roster", args=["glsi-3"])
    client.post(reverse("cohort_new"), form)
    assert list(Cohort.objects.values_list("slug", flat=True)) == ["glsi-3", "glsi-3-2"]
    cards = client.get(reverse("manage_home")).context["cards"]
    assert [(str(card.cohort), card.students) for card in cards] == [("GLSI 3", 0)] * 2


def test_a_list_is_checked_before_anything_is_written(client, cohort) -> None:
    page = client.post(reverse("roster", args=[cohort.slug]), {"text": ROSTER})
    counts = page.context["enrolment"].counts
    assert counts == {"new": 2, "joins": 0, "unchanged": 0, "refused": 1}
    assert "Le nom manque." in page.content.decode()
    assert User.objects.count() == 1


def test_enrolling_writes_what_was_shown(client, cohort) -> None:
    url = reverse("roster_confirm", args=[cohort.slug])
    page = client.post(url, {"text": ROSTER})
    assert page.context["enrolment"].counts["new"] == 2
    again = client.post(url, {"text": ROSTER})
    assert again.context["enrolment"].counts["unchanged"] == 2
    assert cohort.memberships.filter(role="student").count() == 2


def test_a_file_is_read_like_a_pasted_list_and_shown_as_text(client, cohort) -> None:
    file = SimpleUploadedFile("liste.csv", ROSTER.encode("cp1252"))
    page = client.post(reverse("roster", args=[cohort.slug]), {"file": file})
    assert page.context["enrolment"].counts["new"] == 2
    assert page.context["form"]["text"].value() == ROSTER


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "Ce classeur ne peut pas être lu."),
        (b"\xd0\xcf\x11\xe0rest", "C’est un ancien classeur (.xls)."),
        (b"\x00\x01\x02", "Ce fichier n’est pas du texte."),
        (b"", "vide"),
        (b"Nom;Pr\xe9nom\nDIOP;Awa", "Aucune colonne ne contient le matricule"),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_do(client, cohort, content, said) -> None:
    file = SimpleUploadedFile("liste.csv", content)
    page = client.post(reverse("roster", args=[cohort.slug]), {"file": file})
    errors = [str(e) for es in page.context["form"].errors.values() for e in es]
    assert [said in error for error in errors] == [True]


def test_columns_said_once_are_known_from_then_on(client, cohort) -> None:
    """A list with an office's own headings: refused, understood with the page's help, kept."""
    text = "Carte;Qui\n17;DIOP Awa\n18;SARR Ali"
    url = reverse("roster", args=[cohort.slug])
    said = {"text": text, "header": "1", "column-0": "identifier", "column-1": "full_name"}
    page = client.post(url, said)
    assert page.context["enrolment"].counts["new"] == 2
    assert page.context["roster"].meanings == {"carte": "identifier", "qui": "full_name"}
    assert client.post(url, {"text": text}).context["roster"].has_header is False
    client.post(reverse("roster_confirm", args=[cohort.slug]), said)
    assert cohort.memberships.filter(role="student", user__last_name="SARR").count() == 1
    assert client.post(url, {"text": text}).context["enrolment"].counts["unchanged"] == 2


def test_a_workbook_is_read_like_a_pasted_list(client, cohort) -> None:
    book = Workbook()
    for row in (["Matricule", "Nom", "Prénom"], [17, "DIOP", "Awa"]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("liste.xlsx", content.getvalue())
    page = client.post(reverse("roster", args=[cohort.slug]), {"file": file})
    assert page.context["enrolment"].counts["new"] == 1
    assert page.context["form"]["text"].value() == "Matricule\tNom\tPrénom\n17\tDIOP\tAwa"


def test_courses_are_given_and_taken_away(client, cohort) -> None:
    course = make_course()
    url = reverse("cohort_courses", args=[cohort.slug])
    client.post(url, {"courses": [course.pk]})
    assert list(cohort.courses.all()) == [course]
    client.post(url, {"courses": []})
    assert list(cohort.courses.all()) == []


def test_slips_open_the_accounts_of_those_who_never_came(client, cohort) -> None:
    awa, ali = make_student("17"), make_student("18", last_login=NOW)
    make_member(awa, cohort)
    make_member(ali, cohort)
    url = reverse("cohort_codes", args=[cohort.slug])
    assert client.get(url).context["waiting"] == 1
    slips = client.post(url).context["slips"]
    assert [slip.person for slip in slips] == [awa]
    assert use_code(identifier="17", code=slips[0].code, now=NOW) == awa


def test_a_forgotten_password_costs_two_clicks(client, cohort) -> None:
    awa = make_student("17", last_login=NOW)
    member = make_member(awa, cohort)
    slips = client.post(reverse("member_code", args=[cohort.slug, member.pk])).context["slips"]
    assert use_code(identifier="17", code=slips[0].code, now=NOW) == awa


@pytest.mark.parametrize("role", ["is_superuser", "is_teacher", "is_manager"])
def test_a_roster_opens_no_teachers_account(client, cohort, role) -> None:
    member = make_member(make_person("17", **{role: True}), cohort)
    url = reverse("member_code", args=[cohort.slug, member.pk])
    assert client.post(url).status_code == 404
    assert client.get(reverse("cohort_codes", args=[cohort.slug])).context["waiting"] == 0


def test_a_roster_opens_no_account_of_somebody_elses_student(client, cohort) -> None:
    awa = make_student("17", last_login=NOW)
    theirs = make_member(awa, make_cohort("Masters", "masters"))
    member = make_member(awa, cohort)
    url = reverse("member_code", args=[cohort.slug, member.pk])
    assert client.post(url).status_code == 404
    assert client.get(cohort.get_absolute_url()).context["get_codes"] == set()
    end_membership(membership=theirs, now=NOW)
    assert client.get(cohort.get_absolute_url()).context["get_codes"] == {member.pk}
    assert client.post(url).status_code == 200


@pytest.mark.parametrize("left", ["9" * 5000, "²", "-1"])
def test_a_departure_nobody_made_is_not_offered_to_undo(client, cohort, left) -> None:
    page = client.get(cohort.get_absolute_url(), {"left": left})
    assert (page.status_code, page.context["left"]) == (200, None)


def test_a_course_beyond_all_numbers_is_no_choice(client, cohort) -> None:
    url = reverse("cohort_courses", args=[cohort.slug])
    page = client.post(url, {"courses": ["9" * 22]})
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["courses"])


def test_taking_out_can_be_undone(client, cohort) -> None:
    member = make_member(make_student("17"), cohort)
    url = reverse("member_leave", args=[cohort.slug, member.pk])
    page = client.get(client.post(url).url)
    assert (page.context["people"], page.context["left"]) == ([], member)
    client.post(url, {"undo": "1"})
    member.refresh_from_db()
    assert member.left_at is None


def test_the_cohort_shows_who_has_started(client, cohort) -> None:
    lesson = make_lesson()
    cohort.courses.add(lesson.course, through_defaults={"given_at": NOW})
    awa, ali, mor = make_student("17"), make_student("18", last_login=NOW), make_student("19")
    for student in (awa, ali, mor):
        make_member(student, cohort)
    record_visit(user=awa, lesson=lesson, place="", now=NOW)
    people = client.get(cohort.get_absolute_url()).context["people"]
    assert {p.user.identifier: (p.state, p.done, p.counted) for p in people} == {
        "17": ("started", 0, 1),
        "18": ("signed_in", 0, 1),
        "19": ("absent", 0, 1),
    }


@pytest.mark.parametrize("count", [1, 30])
def test_a_cohort_costs_the_same_whatever_its_size(
    client, cohort, count, django_assert_num_queries
) -> None:
    for number in range(count):
        make_member(make_student(f"e-{number}"), cohort)
    client.get(cohort.get_absolute_url())
    with django_assert_num_queries(
        7
    ):  # session, cohort, lessons, members, progress, codes, courses
        assert len(client.get(cohort.get_absolute_url()).context["people"]) == count
