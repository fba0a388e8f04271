"""A cohort's course of life: found, archived, merged, moved between, begun anew each year."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.accounts.models import AuditEvent, User
from courses.cohorts.cohort_actions import year_after
from courses.cohorts.models import Cohort, Membership, Programme
from tests.make import (
    NOW,
    make_cohort,
    make_course,
    make_manager,
    make_member,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> User:
    manager = make_manager()
    client.force_login(manager)
    return manager


@pytest.fixture
def cohort(manager: User) -> Cohort:
    return managed(manager, "GLSI 2, 2026-2027", "glsi-2", year="2026-2027")


def managed(manager: User, name: str, slug: str, **fields: str) -> Cohort:
    cohort = make_cohort(name, slug)
    Cohort.objects.filter(pk=cohort.pk).update(**fields)
    make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    return Cohort.objects.get(pk=cohort.pk)


def students(cohort: Cohort) -> list[str]:
    present = cohort.memberships.filter(role="student", left_at=None)
    return sorted(present.values_list("user__identifier", flat=True))


def test_a_cohort_is_described_and_found_by_any_of_it(client: Client, manager: User) -> None:
    said = {"name": "GLSI 2", "programme": "DIC", "option": "GLSI", "time_zone": "Africa/Dakar"}
    client.post(reverse("cohort_new"), {**said, "year": "2026 – 2027"})
    client.post(reverse("cohort_new"), {**said, "name": "SRT 2", "option": "SRT", "year": ""})
    assert list(Programme.objects.values_list("name", flat=True)) == ["DIC"]
    assert Cohort.objects.get(slug="glsi-2").year == "2026-2027"
    for words, found in [("dic", 2), ("dic 2026", 1), ("srt", 1), ("dic iabd", 0)]:
        assert len(client.get(reverse("manage_home"), {"q": words}).context["cards"]) == found


@pytest.mark.parametrize("year", ["2026", "2026-2028", "²026-2027", "2026-20271"])
def test_a_year_that_is_none_is_refused_and_kept(client: Client, manager: User, year: str) -> None:
    said = {"name": "GLSI 2", "year": year, "time_zone": "Africa/Dakar"}
    page = client.post(reverse("cohort_new"), said)
    assert set(page.context["form"].errors) == {"year"}
    assert page.context["form"]["name"].value() == "GLSI 2"
    assert not Cohort.objects.exists()


def test_the_form_of_a_cohort_says_what_it_is_called(client: Client, cohort: Cohort) -> None:
    url = reverse("cohort_edit", args=[cohort.slug])
    form = client.get(url).context["form"]
    said = {name: form[name].value() for name in form.fields}
    assert said == {
        "name": "GLSI 2, 2026-2027",
        "programme": "",
        "option": "",
        "year": "2026-2027",
        "time_zone": "Africa/Dakar",
    }
    client.post(url, {**said, "programme": "Master professionnel"})
    cohort.refresh_from_db()
    assert (str(cohort.programme), cohort.slug) == ("Master professionnel", "glsi-2")


def test_an_archived_cohort_closes_its_courses_and_comes_back(
    client: Client, cohort: Cohort
) -> None:
    course = make_course()
    cohort.courses.add(course, through_defaults={"given_at": NOW})
    awa = make_student()
    make_member(awa, cohort)
    reader = Client()
    reader.force_login(awa)
    url = reverse("cohort_archive", args=[cohort.slug])
    client.post(url)
    assert reader.get(course.get_absolute_url()).status_code == 404
    assert client.get(reverse("manage_home")).context["cards"] == []
    archived = client.get(reverse("manage_home"), {"archives": "1"}).context["cards"]
    assert [card.cohort for card in archived] == [cohort]
    for _twice in range(2):
        client.post(url, {"undo": "1"})
    assert reader.get(course.get_absolute_url()).status_code == 200
    told = AuditEvent.objects.filter(action=AuditEvent.Action.ARCHIVED).order_by("pk")
    assert [(event.before, event.after) for event in told] == [
        ("en cours", "archivée"),
        ("archivée", "en cours"),
    ]


def test_a_merge_keeps_everybody_once(client: Client, cohort: Cohort, manager: User) -> None:
    into = managed(manager, "GLSI 2 bis", "bis")
    course = make_course()
    cohort.courses.add(course, through_defaults={"given_at": NOW})
    both, one = make_student("17"), make_student("18")
    for student in (both, one):
        make_member(student, cohort)
    make_member(both, into)
    url = reverse("cohort_merge", args=[cohort.slug])
    assert set(client.post(url).context["form"].errors) == {"into"}
    client.post(url, {"into": into.pk})
    assert students(into) == ["17", "18"]
    assert list(into.courses.all()) == [course]
    cohort.refresh_from_db()
    assert cohort.archived_at is not None


def test_nobody_is_moved_into_somebody_elses_cohort(client: Client, cohort: Cohort) -> None:
    foreign = make_cohort("Masters", "masters")
    member = make_member(make_student("17"), cohort)
    for name, args in [("cohort_merge", [cohort.slug]), ("member_move", [cohort.slug, member.pk])]:
        page = client.post(reverse(name, args=args), {"into": foreign.pk})
        assert set(page.context["form"].errors) == {"into"}
    assert students(foreign) == []


def test_a_student_is_moved(client: Client, cohort: Cohort, manager: User) -> None:
    into = managed(manager, "SRT 2", "srt-2")
    member = make_member(make_student("17"), cohort)
    client.post(reverse("member_move", args=[cohort.slug, member.pk]), {"into": into.pk})
    assert (students(cohort), students(into)) == ([], ["17"])


@pytest.mark.parametrize(
    ("with_students", "expected"), [({}, []), ({"with_students": "1"}, ["17"])]
)
def test_the_next_year_starts_from_this_one(
    client: Client,
    cohort: Cohort,
    manager: User,
    with_students: dict[str, str],
    expected: list[str],
) -> None:
    course = make_course()
    cohort.courses.add(course, through_defaults={"given_at": NOW})
    make_member(make_student("17"), cohort)
    teacher = make_teacher()
    make_member(teacher, cohort, Membership.Role.TEACHER)
    url = reverse("cohort_next_year", args=[cohort.slug])
    name = client.get(url).context["form"]["name"].value()
    assert name == "GLSI 2, 2027-2028"
    client.post(url, {"name": name, **with_students})
    fresh = Cohort.objects.get(name=name)
    assert fresh.year == "2027-2028"
    assert list(fresh.courses.all()) == [course]
    staff = fresh.memberships.exclude(role="student").values_list("user", "role")
    assert set(staff) == {(manager.pk, "administrator"), (teacher.pk, "teacher")}
    assert students(fresh) == expected
    assert students(cohort) == ["17"]


def test_the_year_after() -> None:
    assert (year_after("2099-2100"), year_after("")) == ("2100-2101", "")
