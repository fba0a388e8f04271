"""Who bears the same name is flagged wherever one could be taken for the other."""

import pytest
from django.urls import reverse

from courses.accounts.models import User
from courses.accounts.namesakes import name_key, namesakes
from courses.cohorts.models import Membership
from courses.progress.models import Gradebook, GradeItem
from courses.quizzes.models import Quiz
from tests.make import (
    make_cohort,
    make_course,
    make_manager,
    make_member,
    make_student,
    make_teacher,
)

FLAG = '<span class="badge">homonyme'


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("Awa Diop", "AWA DIOP", True),
        ("Marième Cissé", "Marieme Cisse", True),
        ("Diop Awa", "Awa Diop", True),
        ("Jean-Pierre Sow", "Jean Pierre Sow", True),
        ("Awa Diop", "Awa Diouf", False),
        ("Awa Awa Diop", "Awa Diop", False),
    ],
)
def test_names_that_read_alike(one, two, alike) -> None:
    assert (name_key(one) == name_key(two)) is alike


def test_nobody_without_a_name_is_taken_for_another() -> None:
    people = [User(pk=pk, first_name=name) for pk, name in enumerate(["", "", "Awa", "awa", "Ali"])]
    assert namesakes(people) == {2, 3}


@pytest.mark.django_db
@pytest.mark.parametrize("alone", [True, False])
def test_every_list_of_students_flags_them(client, alone) -> None:
    course = make_course()
    cohort = make_cohort(course=course)
    for number, name in [("17", "Diop"), ("18", "Sow" if alone else "DIOP"), ("19", "Fall")]:
        make_member(make_student(number, first_name="Awa", last_name=name), cohort)
    quiz = Quiz.objects.create(course=course, kind=Quiz.Kind.EXAM, title="E", slug="e")
    settings = Gradebook.objects.create(course=course)
    GradeItem.objects.create(gradebook=settings, quiz=quiz, category="exams", weight=1)
    root = make_manager()
    root.is_superuser = True
    root.save()
    client.force_login(root)
    addresses = [
        reverse("cohort", args=[cohort.slug]),
        reverse("site_people") + "?q=awa",
        *(reverse(name, args=[course.slug]) for name in ("gradebook", "accommodations", "view_as")),
        reverse("quiz_results", args=[course.slug, quiz.slug]),
    ]
    found = {address: client.get(address).content.decode().count(FLAG) for address in addresses}
    assert found == dict.fromkeys(addresses, 0 if alone else 2)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["member_move", "cohort_merge"])
def test_who_comes_to_a_cohort_with_a_namesake_is_told_apart(client, address) -> None:
    here, there = make_cohort("Ici", "ici"), make_cohort("Là", "la")
    manager = make_manager()
    for cohort in (here, there):
        make_member(manager, cohort, Membership.Role.ADMINISTRATOR)
    moved = make_member(make_student("17", first_name="Awa", last_name="Diop"), here)
    make_member(make_student("18", first_name="Awa", last_name="Diop"), there)
    make_member(make_student("19", first_name="Ali", last_name="Sow"), there)
    client.force_login(manager)
    args = [here.slug] if address == "cohort_merge" else [here.slug, moved.pk]
    answer = client.post(reverse(address, args=args), {"into": there.pk}, follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert told[-1].endswith("restent des personnes différentes\xa0: Awa Diop (17), Awa Diop (18).")
    assert there.memberships.filter(role=Membership.Role.STUDENT, left_at=None).count() == 3


@pytest.mark.django_db
def test_teachers_mark_namesakes_by_their_identifiers(client) -> None:
    course = make_course()
    awa = make_student("17")
    make_member(awa, make_cohort(course=course))
    client.force_login(make_teacher(course=course))
    page = client.get(reverse("accommodation_edit", args=[course.slug, awa.pk]))
    assert '<p class="meta"><span>17</span></p>' in page.content.decode()
