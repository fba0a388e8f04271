"""One-time codes open an account once."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.accounts.actions import issue_code, use_code
from courses.accounts.codes import ALPHABET, code_digest, new_code
from courses.accounts.models import OneTimeCode
from tests.make import NOW, make_student


@given(st.text(alphabet=ALPHABET, min_size=10, max_size=10))
def test_spaces_hyphens_and_case_do_not_matter(letters: str) -> None:
    spoken = f" {letters[:3].lower()} {letters[3:7]}-{letters[7:]}"
    assert code_digest(spoken) == code_digest(letters)


def test_codes_have_two_groups_of_letters_nobody_confuses() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {11}
    assert set("".join(codes)) - set(ALPHABET) == {"-"}
    assert set(ALPHABET) & set("01OIL") == set()


@pytest.mark.django_db
def test_a_code_works_once() -> None:
    awa = make_student("awa")
    code = issue_code(user=awa, by=None, now=NOW)
    assert use_code(identifier="AWA", code=code.lower(), now=NOW) == awa
    assert use_code(identifier="awa", code=code, now=NOW) is None


@pytest.mark.django_db
def test_a_code_is_for_its_person_and_its_time() -> None:
    awa, ali = make_student("awa"), make_student("ali")
    code = issue_code(user=awa, by=ali, now=NOW)
    assert use_code(identifier="ali", code=code, now=NOW) is None
    assert use_code(identifier="nobody", code=code, now=NOW) is None
    assert use_code(identifier="awa", code=code, now=NOW + timedelta(days=30)) is None
    assert use_code(identifier="awa", code=code, now=NOW + timedelta(days=29)) == awa


@pytest.mark.django_db
def test_a_new_code_voids_the_one_before() -> None:
    awa = make_student("awa")
    old = issue_code(user=awa, by=None, now=NOW)
    new = issue_code(user=awa, by=None, now=NOW)
    assert use_code(identifier="awa", code=old, now=NOW) is None
    assert use_code(identifier="awa", code=new, now=NOW) == awa


@pytest.mark.django_db
def test_the_database_never_holds_a_code() -> None:
    code = issue_code(user=make_student(), by=None, now=NOW)
    stored = str(list(OneTimeCode.objects.values()))
    assert code not in stored
    assert code.replace("-", "") not in stored


@pytest.mark.django_db
def test_a_closed_account_does_not_open() -> None:
    awa = make_student("awa", is_active=False)
    code = issue_code(user=awa, by=None, now=NOW)
    assert use_code(identifier="awa", code=code, now=NOW) is None
