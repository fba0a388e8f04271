"""A roster becomes members: a plan first, then one write that can be repeated."""

from typing import Any

import pytest

from courses.accounts.models import AuditEvent, User
from courses.cohorts.models import Membership
from courses.exchange.actions import enrol_roster
from courses.exchange.enrolment import plan_enrolment
from courses.exchange.roster_csv import read_roster
from tests.make import NOW, make_cohort, make_manager, make_member, make_person, make_student

pytestmark = pytest.mark.django_db

ROSTER = read_roster(
    "Matricule;Nom;Prénom;E-mail\n"
    "17;DIOP;Awa;awa@esp.sn\n"
    "18;SARR;Ali;\n"
    "19;;Mor;\n"
    "20;DIOP;Awa;\n"
    "21;FALL;Binta;fatou@esp.sn\n"
)


def outcomes(enrolment) -> list[str]:
    return [planned.outcome.value for planned in enrolment.rows]


def test_the_plan_writes_nothing_and_says_each_outcome(django_assert_num_queries) -> None:
    cohort = make_cohort()
    make_member(make_student("17", first_name="Awa", last_name="DIOP"), cohort)
    make_person("18", first_name="Ali", last_name="SARR")
    make_person("fatou", email="fatou@esp.sn")
    with django_assert_num_queries(3):
        enrolment = plan_enrolment(cohort=cohort, roster=ROSTER)
    assert outcomes(enrolment) == ["unchanged", "joins", "refused", "new", "refused"]
    assert enrolment.rows[3].remarks == (
        "Same name as another student here: they stay two people.",
    )
    assert enrolment.rows[4].by_column == {"email": "This address belongs to another account."}
    assert Membership.objects.count() == 1
    assert User.objects.count() == 3


def test_namesakes_of_one_list_are_flagged_whatever_their_accents_and_order() -> None:
    roster = read_roster(
        "Matricule;Nom;Prénom\n30;CISSÉ;Marième\n31;Cisse;Marieme\n32;Marième;Cissé\n33;SOW;Awa\n"
    )
    planned = plan_enrolment(cohort=make_cohort(), roster=roster).rows
    assert [len(each.remarks) for each in planned] == [1, 1, 1, 0]
    assert {each.outcome.value for each in planned} == {"new"}


def test_enrolling_twice_changes_nothing_the_second_time() -> None:
    cohort = make_cohort()
    first = enrol_roster(cohort=cohort, roster=ROSTER, now=NOW)
    assert outcomes(first) == ["new", "new", "refused", "new", "new"]
    before = list(Membership.objects.order_by("pk").values())
    second = enrol_roster(cohort=cohort, roster=ROSTER, now=NOW)
    assert outcomes(second) == ["unchanged", "unchanged", "refused", "unchanged", "unchanged"]
    assert list(Membership.objects.order_by("pk").values()) == before
    assert User.objects.count() == 4


def test_a_new_student_has_no_password_and_no_empty_address() -> None:
    enrol_roster(cohort=make_cohort(), roster=ROSTER, now=NOW)
    student = User.objects.get(identifier="18")
    assert (student.email, student.has_usable_password()) == (None, False)
    assert str(student) == "Ali SARR"


def test_who_left_comes_back_with_the_same_row() -> None:
    cohort = make_cohort()
    membership = make_member(make_student("17"), cohort)
    Membership.objects.update(left_at=NOW)
    enrol_roster(cohort=cohort, roster=read_roster("Matricule;Nom\n17;DIOP"), now=NOW)
    assert list(Membership.objects.values_list("pk", "left_at")) == [(membership.pk, None)]


def test_the_matricule_is_the_same_in_capitals() -> None:
    cohort = make_cohort()
    make_member(make_student("a17"), cohort)
    enrolment = plan_enrolment(cohort=cohort, roster=read_roster("Matricule;Nom\nA17;DIOP"))
    assert outcomes(enrolment) == ["unchanged"]


def test_letters_with_accents_are_found_again() -> None:
    cohort, roster = make_cohort(), read_roster("matricule;nom;email\nÉA1;Diop;É@x.sn\n")
    enrol_roster(cohort=cohort, roster=roster, now=NOW)
    again = enrol_roster(cohort=cohort, roster=roster, now=NOW)
    assert outcomes(again) == ["unchanged"]
    assert User.objects.filter(identifier="ÉA1").count() == 1


def test_a_thousand_students_cost_few_statements(
    django_assert_max_num_queries: Any,
) -> None:
    cohort = make_cohort()
    lines = "\n".join(f"2026{number:04};Diop;Awa {number};" for number in range(1000))
    roster = read_roster(f"matricule;nom;prénom;email\n{lines}")
    with django_assert_max_num_queries(40):
        enrolment = enrol_roster(cohort=cohort, roster=roster, now=NOW)
    assert enrolment.counts == {"new": 1000, "joins": 0, "unchanged": 0, "refused": 0}
    assert cohort.memberships.count() == 1000
    again = enrol_roster(cohort=cohort, roster=roster, now=NOW)
    assert again.counts == {"new": 0, "joins": 0, "unchanged": 1000, "refused": 0}


def test_who_is_not_in_the_list_stays_unless_said_to_have_left() -> None:
    cohort, manager = make_cohort(), make_manager()
    kept = make_member(make_student("17", first_name="Awa", last_name="DIOP"), cohort)
    stays = make_member(make_student("90", last_name="Ba"), cohort)
    leaves = make_member(make_student("91", last_name="Ka"), cohort)
    elsewhere = make_member(make_student("92"), make_cohort("Autre", "autre"))
    assert plan_enrolment(cohort=cohort, roster=ROSTER).absent == (stays, leaves)
    ticked = {leaves.pk, kept.pk, elsewhere.pk, 999_999}
    for left in (1, 0):
        done = enrol_roster(cohort=cohort, roster=ROSTER, now=NOW, by=manager, leaving=ticked)
        assert done.left == left
    gone = Membership.objects.filter(left_at__isnull=False)
    assert list(gone) == [leaves]
    told = AuditEvent.objects.get(action=AuditEvent.Action.LEFT)
    assert (told.by, told.subject, told.before) == (manager, "Awa Ka (91)", cohort.name)
