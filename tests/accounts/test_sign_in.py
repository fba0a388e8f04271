"""Signing in, by password or code, and what a session is worth."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from courses.accounts.actions import issue_code
from courses.accounts.models import Session
from tests.make import NOW, make_person, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    cache.clear()
    yield
    cache.clear()


def sign_in(client, login: str, password: str):
    return client.post(reverse("account_login"), {"login": login, "password": password})


@pytest.mark.parametrize("login", ["20230417a", "20230417A", "awa@esp.sn", "AWA@esp.sn"])
def test_identifier_or_address_in_any_case(client, login: str) -> None:
    make_person("20230417A", password="baobab et teranga", email="awa@esp.sn")
    assert sign_in(client, login, "baobab et teranga").url == "/"
    assert client.get(reverse("account_settings")).status_code == 200


def test_known_and_unknown_people_get_the_same_answer(client) -> None:
    make_person("awa", password="baobab et teranga")
    wrong = sign_in(client, "awa", "x" * 12)
    unknown = sign_in(client, "nobody", "x" * 12)
    errors = [list(response.context["form"].non_field_errors()) for response in (wrong, unknown)]
    assert errors[0] == errors[1] != []
    assert "awa" in wrong.content.decode()


def test_a_code_lets_in_and_leads_to_a_password(client) -> None:
    awa = make_student("awa")
    code = issue_code(user=awa, by=None, now=NOW)
    page = client.post(reverse("code_sign_in"), {"identifier": "awa", "code": code})
    assert page.url == reverse("account_set_password")
    new = {"new_password1": "baobab et teranga", "new_password2": "baobab et teranga"}
    assert client.post(page.url, new).url == "/"
    assert client.get(reverse("account_settings")).status_code == 200
    awa.refresh_from_db()
    assert awa.check_password("baobab et teranga")


def test_a_wrong_code_keeps_what_was_typed(client) -> None:
    page = client.post(reverse("code_sign_in"), {"identifier": "awa", "code": "AAAAA-BBBBB"})
    assert page.context["form"]["identifier"].value() == "awa"
    assert page.context["form"]["code"].value() == "AAAAA-BBBBB"
    assert len(page.context["form"].non_field_errors()) == 1


def test_guessing_codes_is_stopped_for_one_person_only(client) -> None:
    awa, ali = make_student("awa"), make_student("ali")
    right = issue_code(user=awa, by=None, now=NOW)
    alis = issue_code(user=ali, by=None, now=NOW)
    for _ in range(12):
        client.post(reverse("code_sign_in"), {"identifier": "awa", "code": "AAAAA-BBBBB"})
    stopped = client.post(reverse("code_sign_in"), {"identifier": "awa", "code": right})
    assert stopped.status_code == 200
    assert (
        client.post(reverse("code_sign_in"), {"identifier": "ali", "code": alis}).status_code == 302
    )


def test_forty_students_behind_one_address_sign_in(client) -> None:
    people = [make_person(f"etu-{n}", password="baobab et teranga") for n in range(40)]
    for person in people:
        assert sign_in(client, person.identifier, "baobab et teranga").status_code == 302
        client.logout()


def test_session_and_person_are_one_query(client, django_assert_num_queries) -> None:
    client.force_login(make_student())
    with django_assert_num_queries(1):
        assert client.get(reverse("keyboard_help")).wsgi_request.user.is_authenticated


def test_signing_out_ends_the_session_and_cleans_the_browser(client) -> None:
    client.force_login(make_student())
    cookie = client.cookies["session"].value
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert Session.objects.count() == 0
    client.cookies["session"] = cookie
    assert client.get(reverse("account_settings")).status_code == 302


def test_a_new_password_ends_sessions_elsewhere(client, django_user_model) -> None:
    awa = make_student("awa")
    client.force_login(awa)
    awa.set_password("baobab et teranga")
    awa.save()
    assert client.get(reverse("account_settings")).status_code == 302


def test_a_deactivated_person_is_out_at_once(client) -> None:
    awa = make_student("awa")
    client.force_login(awa)
    awa.is_active = False
    awa.save()
    assert client.get(reverse("account_settings")).status_code == 302


def test_other_devices_are_signed_out_from_the_settings(client) -> None:
    awa = make_student("awa")
    phone = type(client)()
    phone.force_login(awa)
    client.force_login(awa)
    client.post(reverse("account_settings"), {"elsewhere": "1"})
    assert client.get(reverse("account_settings")).status_code == 200
    assert phone.get(reverse("account_settings")).status_code == 302


def test_settings_keep_language_address_and_keys(client) -> None:
    awa = make_student("awa")
    make_person("ali", email="ali@esp.sn")
    client.force_login(awa)
    url = reverse("account_settings")
    refused = client.post(url, {"language": "en", "email": "ALI@esp.sn"})
    assert list(refused.context["form"].errors) == ["email"]
    client.post(url, {"language": "en", "email": "awa@esp.sn"})
    awa.refresh_from_db()
    assert (awa.email, awa.single_key_shortcuts) == ("awa@esp.sn", False)
    assert client.cookies["language"].value == "en"
    assert client.get(url)["Content-Language"] == "en"


def test_two_people_without_an_address_are_two_people(client) -> None:
    client.force_login(make_student("awa"))
    client.post(reverse("account_settings"), {"language": "fr", "email": ""})
    client.force_login(make_student("ali"))
    assert (
        client.post(reverse("account_settings"), {"language": "fr", "email": ""}).status_code == 302
    )


def test_french_whatever_the_browser_prefers(client) -> None:
    page = client.get(reverse("account_login"), headers={"accept-language": "en-US"})
    assert page["Content-Language"] == "fr"
    client.post(reverse("set_language"), {"language": "en", "next": reverse("account_login")})
    assert client.get(reverse("account_login"))["Content-Language"] == "en"


def test_language_leads_back_to_this_site_only(client) -> None:
    away = client.post(reverse("set_language"), {"language": "en", "next": "https://x.example/"})
    assert away.url == "/"


def test_a_bare_word_for_where_to_go_is_no_name_of_a_page(client) -> None:
    page = client.post(reverse("set_language"), {"language": "en", "next": "foo"})
    assert (page.status_code, page.url) == (302, "foo")


def test_a_header_that_is_no_address_leads_home_after_sign_in(client) -> None:
    page = client.post(reverse("account_settings"), HTTP_REFERER="http://[")
    assert page.url == f"{reverse('account_login')}?next=/"


def test_a_password_is_not_replaced_without_it_or_a_code(client) -> None:
    awa = make_student("awa", password="baobab et teranga")
    client.force_login(awa)
    new = {"new_password1": "un autre secret", "new_password2": "un autre secret"}
    page = client.post(reverse("account_set_password"), new)
    assert page.url == reverse("account_change_password")
    awa.refresh_from_db()
    assert awa.check_password("baobab et teranga")


def test_a_code_replaces_a_forgotten_password_once(client) -> None:
    awa = make_student("awa", password="baobab et teranga")
    code = issue_code(user=awa, by=None, now=timezone.now())
    client.post(reverse("code_sign_in"), {"identifier": "awa", "code": code})
    new = {"new_password1": "un autre secret", "new_password2": "un autre secret"}
    assert client.post(reverse("account_set_password"), new).url == "/"
    page = client.post(reverse("account_set_password"), new)
    assert page.url == reverse("account_change_password")
