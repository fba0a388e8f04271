"""Every address, in every role, on what is one's own, another's, and missing."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from elearning.entrance.rules import RULES
from tests.make import make_person, make_student
from tests.walks.world import Side, make_side

ROLES = [
    "anonymous",
    "student",
    "other_student",
    "teacher",
    "other_teacher",
    "administrator",
    "other_administrator",
    "site_administrator",
    "deactivated",
]
READERS = {"student", "teacher", "administrator", "site_administrator"}
# Who enters a page about this side's subject, by the rule of the page.
MAY_ENTER = {
    "anybody": set(ROLES),
    "signed_in": set(ROLES) - {"anonymous", "deactivated"},
    "teacher": {"teacher", "other_teacher", "site_administrator"},
    "course_maker": {"teacher", "other_teacher", "site_administrator"},
    "manager": {"administrator", "other_administrator", "site_administrator"},
    "cohort_maker": {"administrator", "other_administrator", "site_administrator"},
    "read_course": READERS,
    "read_open_course": READERS,
    "read_chapter": READERS,
    "read_lesson": READERS,
    "visit_lesson": READERS,
    "explore_lesson": READERS,
    "read_quiz": READERS,
    "read_figure": READERS,
    "own_attempt": {"student"},
    "answer_attempt": {"student"},
    "own_review": {"student"},
    "teach_course": {"teacher", "site_administrator"},
    "teach_chapter": {"teacher", "site_administrator"},
    "teach_lesson": {"teacher", "site_administrator"},
    "teach_question": {"teacher", "site_administrator"},
    "teach_note": {"teacher", "site_administrator"},
    "teach_quiz": {"teacher", "site_administrator"},
    "teach_student": {"teacher", "site_administrator"},
    "give_student_code": {"teacher", "site_administrator"},
    "teach_attempt": {"teacher", "site_administrator"},
    "teach_quiz_question": {"teacher", "site_administrator"},
    "own_deck_draft": {"teacher"},
    "manage_cohort": {"administrator", "site_administrator"},
    "follow_cohort": {"administrator", "site_administrator"},
    "make_next_year": {"administrator", "site_administrator"},
    "manage_member": {"administrator", "site_administrator"},
    "give_code": {"administrator", "site_administrator"},
    "site_administrator": {"site_administrator"},
    "administer_person": {"site_administrator"},
}
HARMLESS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")
# Addresses that carry a secret of their own instead of a subject of the world.
WITH_OWN_KEY = {"account_reset_password_from_key", "join"}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


NAMES = sorted({pattern.name or "" for pattern in patterns()} - WITH_OWN_KEY)
PARTS = {pattern.name: sorted(pattern.pattern.converters) for pattern in patterns()}


def address(name: str, side: Side) -> str:
    return reverse(name, kwargs={part: side.part_of_address(part) for part in PARTS[name]})


def missing_address(name: str, side: Side) -> str:
    """The same page about something nobody has."""
    parts = {part: side.part_of_address(part) for part in PARTS[name]}
    last = PARTS[name][-1] if "course" not in PARTS[name] else "course"
    parts[last] = 999_999 if isinstance(parts[last], int) else "nulle-part"
    return reverse(name, kwargs=parts)


def client_of(role: str, own: Side, other: Side) -> Client:
    people = {
        "student": own.student,
        "other_student": other.student,
        "teacher": own.teacher,
        "other_teacher": other.teacher,
        "administrator": own.administrator,
        "other_administrator": other.administrator,
    }
    client = Client(raise_request_exception=True)
    if role == "site_administrator":
        client.force_login(make_person("site", is_superuser=True))
    elif role == "deactivated":
        gone = make_student("parti")
        client.force_login(gone)
        gone.is_active = False
        gone.save()
    elif role != "anonymous":
        client.force_login(people[role])
    return client


def answer(client: Client, method: str, url: str) -> str:
    """“enters”, “sign-in” or “missing”."""
    response = getattr(client, method)(url)
    if response.status_code == 302 and response.url.startswith(f"{reverse('account_login')}?"):
        return "sign-in"
    return "missing" if response.status_code == 404 else "enters"


def writes(queries: CaptureQueriesContext) -> list[str]:
    return [q["sql"] for q in queries if not q["sql"].lstrip("(\n ").startswith(HARMLESS)]


def expected(role: str, name: str) -> str:
    if role in MAY_ENTER[RULES[name].__name__]:
        return "enters"
    return "sign-in" if role in {"anonymous", "deactivated"} else "missing"


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    assert {pattern.name for pattern in patterns()} == set(RULES)
    assert {rule.__name__ for rule in RULES.values()} == set(MAY_ENTER)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_reading_every_address(role: str) -> None:
    own, other = make_side("ici"), make_side("ailleurs")
    client = client_of(role, own, other)
    for name in NAMES:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert (name, answer(client, "get", address(name, own))) == (
                name,
                expected(role, name),
            )
        assert (name, writes(queries)) == (name, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", sorted(set(ROLES) - {"anonymous", "deactivated", "site_administrator"})
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_foreign_and_missing_are_one_answer(role: str, method: str) -> None:
    own, other = make_side("ici"), make_side("ailleurs")
    client = client_of(role, own, other)
    for name in NAMES:
        if not PARTS[name] or role in MAY_ENTER[RULES[name].__name__]:
            continue
        foreign = getattr(client, method)(address(name, own))
        missing = getattr(client, method)(missing_address(name, own))
        assert (name, foreign.status_code, missing.status_code) == (name, 404, 404)
        assert foreign.content == missing.content


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_posting_without_the_right_changes_nothing(role: str) -> None:
    own, other = make_side("ici"), make_side("ailleurs")
    client = client_of(role, own, other)
    for name in NAMES:
        if role in MAY_ENTER[RULES[name].__name__]:
            continue
        with CaptureQueriesContext(connection) as queries:
            assert (name, answer(client, "post", address(name, own))) == (
                name,
                expected(role, name),
            )
        assert (name, writes(queries)) == (name, [])


@pytest.mark.django_db
def test_an_empty_post_never_breaks() -> None:
    own, other = make_side("ici"), make_side("ailleurs")
    clients = {role: client_of(role, own, other) for role in ROLES if role != "anonymous"}
    for name in NAMES:
        allowed = MAY_ENTER[RULES[name].__name__]
        role = next(role for role in ROLES[::-1] if role in allowed and role in clients)
        point = transaction.savepoint()
        response = clients[role].post(address(name, own))
        transaction.savepoint_rollback(point)
        # 404: the form names nothing, so what it is about cannot be found.
        fine = response.status_code in {200, 204, 302, 400, 404, 405, 409, 422}
        assert (name, response.status_code, fine) == (name, response.status_code, True)
