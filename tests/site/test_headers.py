"""What every answer carries, whatever its address and status."""

import gzip

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from elearning import inlined
from elearning.headers import CompressedText, SecurityHeaders, page_policy
from tests.make import make_student

ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("connexion/", broken, name="account_login")]


def answered(response: HttpResponse) -> HttpResponse:
    """`response` as it leaves the middleware."""
    return SecurityHeaders(lambda request: response)(HttpRequest())


def compressed(response: HttpResponse, accepts: str = "gzip, br") -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    return CompressedText(lambda request: response)(request)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/connexion/", 200),
        ("/", 302),
        ("/nulle-part/", 404),
        ("/static/nulle-part.css", 404),
        ("/langue/", 405),
    ],
)
def test_every_status_carries_the_headers(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert {name: response[name] for name in ALWAYS} == ALWAYS
    assert response["Content-Security-Policy"] == page_policy()
    assert response["Cache-Control"] in {
        "no-store",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    }


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.site.test_headers")
def test_a_page_that_breaks_carries_them_too() -> None:
    response = Client(raise_request_exception=False).get("/connexion/")
    assert response.status_code == 500
    assert response["Content-Security-Policy"] == page_policy()
    assert response["Cache-Control"] == "no-store"
    assert "Un incident s’est produit de notre côté" in response.content.decode()


def test_the_policy_lets_in_this_site_and_two_inline_texts() -> None:
    rules = dict(rule.split(" ", 1) for rule in page_policy().split("; "))
    assert rules == {
        "default-src": "'none'",
        "script-src": f"'self' {inlined.policy_hash(inlined.script())}",
        "style-src": f"'self' {inlined.policy_hash(inlined.style())}",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_other_files_may_load_nothing() -> None:
    response = answered(JsonResponse({}))
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert not response.has_header("Permissions-Policy")


def test_what_a_view_says_itself_stands() -> None:
    response = answered(HttpResponse(headers={"Cache-Control": "private, no-cache"}))
    assert response["Cache-Control"] == "private, no-cache"


def test_features_of_the_device_are_refused_to_pages() -> None:
    refused = answered(HttpResponse())["Permissions-Policy"].split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()"} < set(refused)


@pytest.mark.parametrize(
    ("accepts", "named", "read"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
def test_text_is_compressed_for_those_who_read_it(accepts, named, read) -> None:
    body = b"<p>Trois segments suffisent.</p>" * 50
    response = compressed(HttpResponse(body, headers={"ETag": '"a"'}), accepts)
    assert response["Content-Encoding"] == named
    assert response["Vary"] == "Accept-Encoding"
    assert response["Content-Length"] == str(len(response.content))
    assert response["ETag"] == 'W/"a"'
    assert read(response.content) == body


@pytest.mark.parametrize("accepts", ["", "identity", "zebra"])
def test_text_is_sent_as_it_is_to_others(accepts: str) -> None:
    response = compressed(HttpResponse(b"<p>Trois segments suffisent.</p>" * 50), accepts)
    assert not response.has_header("Content-Encoding")


@pytest.mark.parametrize("accepts", ["br", "gzip"])
def test_the_length_of_a_compressed_page_says_little(accepts: str) -> None:
    body = b"<p>Trois segments suffisent.</p>" * 50
    sent = [compressed(HttpResponse(body), accepts) for _ in range(20)]
    assert len({len(one.serialize()) for one in sent}) > 1


def test_a_file_that_flows_is_compressed_as_it_flows() -> None:
    lines = [b"matricule;note\n"] * 50
    response = compressed(StreamingHttpResponse(lines, content_type="text/csv"), "gzip, br")
    assert gzip.decompress(b"".join(response.streaming_content)) == b"".join(lines)


def test_pictures_are_sent_as_they_are() -> None:
    response = compressed(HttpResponse(b"\0" * 1000, content_type="image/png"))
    assert not response.has_header("Content-Encoding")


@pytest.mark.django_db
def test_no_page_is_left_in_the_browser_of_who_signed_out(client: Client) -> None:
    client.force_login(make_student())
    assert client.get("/compte/")["Cache-Control"] == "no-store"
