"""The watch over pages: each kind of complaint is noticed, and axe judges."""

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Faults
from tests.browser.look import axe, axe_everywhere, visit

HEAD = "<!doctype html><html lang=fr><title>Essai</title><main><h1>Essai</h1>"


def show(page: Page, body: str, **headers: str) -> None:
    """Opens a page of the site's own host that holds `body`."""

    def answer(route: Route) -> None:
        headers["Content-Type"] = "text/html; charset=utf-8"
        route.fulfill(body=HEAD + body, headers=headers)

    page.route("**/essai", answer)
    visit(page, "/essai")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(
    ("body", "headers", "fault"),
    [
        ("<script>throw new Error('oh')</script>", {}, "oh"),
        ("<script>console.error('eh')</script>", {}, "eh"),
        ("<p style='color: red'>", {"Content-Security-Policy": "style-src 'self'"}, "style"),
        ("<img alt src=/rien.png>", {}, "/rien.png"),
        ("<img alt src=http://127.0.0.9/x.png>", {}, "another host: http://127.0.0.9/x.png"),
    ],
)
def test_complaint_is_noticed(page, faults: Faults, body, headers, fault):
    show(page, body, **headers)
    assert fault in faults.left()[0]
    faults.allow("")


def test_page_without_complaint_leaves_none(page, faults: Faults):
    show(page, "<script>console.log('bien')</script>")
    assert faults.left() == []


def test_axe_refuses_a_picture_without_words(page):
    show(page, "<img src=data:,>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_axe_refuses_a_colour_that_only_the_dark_theme_has(page):
    dark = "@media (prefers-color-scheme: dark) { p { color: #222; background: #111 } }"
    show(page, f"<meta name=viewport content='width=device-width'><style>{dark}</style><p>Trois.")
    with pytest.raises(AssertionError, match="color-contrast"):
        axe_everywhere(page)


def test_wide_page_is_refused(page):
    show(page, "<p>" + "long" * 100)
    with pytest.raises(AssertionError, match="px of content at 320 px, light"):
        axe_everywhere(page)


def test_sound_page_passes_everywhere(page):
    show(page, "<meta name=viewport content='width=device-width'><p>Un, deux, trois.")
    axe_everywhere(page)
