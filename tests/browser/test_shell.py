"""The design system and the shell, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from elearning.headers import of_pages
from tests.browser.conftest import Faults
from tests.browser.look import axe, axe_everywhere, sign_in, visit
from tests.browser.specimen import specimen
from tests.make import (
    make_chapter,
    make_cohort,
    make_course,
    make_lesson,
    make_member,
    make_section,
    make_student,
)

pytestmark = pytest.mark.django_db(transaction=True)
LESSON = "/cours/reseaux/lecons/deux/"


@pytest.fixture
def pieces(page: Page) -> Page:
    """A page with every piece of the design system, under the site's own policy."""

    def answer(route: Route) -> None:
        headers = {**of_pages(), "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=specimen(), headers=headers)

    page.route("**/essai", answer)
    page.route("**/essai/visite", lambda route: route.fulfill(status=204))
    visit(page, "/essai")
    return page


@pytest.fixture
def reader(page: Page) -> Page:
    """A student's browser; their course has a chapter of three lessons."""
    section = make_section(make_chapter(make_course()))
    for title, slug in (("Un", "un"), ("Deux", "deux"), ("Trois", "trois")):
        make_lesson(section, title, slug)
    section.chapter.outline = [
        {
            "title": section.title,
            "slug": section.slug,
            "lessons": [
                {"id": one.pk, "title": one.title, "slug": one.slug, "counted": True}
                for one in section.lessons.all()
            ],
        }
    ]
    section.chapter.save()
    student = make_student()
    make_member(student, make_cohort(course=section.chapter.course))
    sign_in(page, student)
    return page


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="Votre menu").click()


# --- the pieces


def test_every_piece_is_accessible_everywhere_and_nothing_is_too_wide(pieces: Page) -> None:
    axe_everywhere(pieces)


def test_menu_and_plan_are_accessible_when_open(pieces: Page) -> None:
    pieces.set_viewport_size({"width": 360, "height": 700})
    for name, text in (("Menu", "Raccourcis clavier"), ("Plan du cours", "Pourquoi des couches")):
        pieces.get_by_role("button", name=name).click()
        expect(pieces.get_by_role("link", name=text)).to_be_visible()
        axe(pieces)
        pieces.keyboard.press("Escape")
        expect(pieces.get_by_role("link", name=text)).to_be_hidden()


def test_controls_are_large_enough_to_press(pieces: Page) -> None:
    pieces.set_viewport_size({"width": 360, "height": 700})
    small = pieces.evaluate("""() =>
        [...document.querySelectorAll('.btn, .choice, .top a, select, input:not(.choice input)')]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
            .map((one) => one.outerHTML)""")
    assert small == []


def test_errors_come_first_with_the_focus_and_lead_to_their_fields(pieces: Page) -> None:
    assert pieces.title().startswith("Erreur\N{NO-BREAK SPACE}: ")
    summary = pieces.get_by_role("alert").filter(has_text="corriger")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("^Langue")).click()
    assert pieces.evaluate("document.querySelector(':target').name") == "language"


def test_states_are_told_without_colours(pieces: Page) -> None:
    pieces.emulate_media(forced_colors="active")
    kinds = (".d", ".u", ".e", ":not([class])")
    get = "name => getComputedStyle(document.querySelector('.strip i' + name)).backgroundImage"
    patterns = {pieces.evaluate(get, kind) for kind in kinds}
    assert len(patterns - {"none"}) == 4


def test_paper_shows_the_text_without_what_one_presses(pieces: Page) -> None:
    pieces.emulate_media(media="print", color_scheme="dark")
    for hidden in (".top", ".plan", ".pager", ".btn"):
        expect(pieces.locator(hidden).first).to_be_hidden()
    expect(pieces.locator(".text").first).to_be_visible()
    paper = pieces.evaluate("getComputedStyle(document.body).color")
    assert paper == "rgb(27, 33, 54)"


# --- theme, language, the menu


def test_theme_is_kept_from_the_first_paint_of_the_next_page(reader: Page, faults: Faults) -> None:
    faults.allow(".js")
    visit(reader, "/")
    light = background(reader)
    open_menu(reader)
    reader.get_by_text("Sombre").click()
    dark = background(reader)
    assert dark != light
    # Before any module has run: the pages themselves are all that arrives.
    reader.route("**/*.js", lambda route: route.abort())
    reader.goto("/compte/")
    assert background(reader) == dark


def test_theme_outlives_sign_out_and_can_follow_the_device_again(reader: Page) -> None:
    visit(reader, "/")
    open_menu(reader)
    reader.get_by_text("Sombre").click()
    dark = background(reader)
    reader.get_by_role("button", name="Se déconnecter").click()
    expect(reader.get_by_role("heading", name="Se connecter")).to_be_visible()
    assert background(reader) == dark
    reader.get_by_role("button", name="Menu").click()
    expect(reader.get_by_role("radio", name="Sombre")).to_be_checked()
    reader.get_by_text("Auto").click()
    assert background(reader) != dark
    reader.emulate_media(color_scheme="dark")
    assert background(reader) == dark


def test_language_changes_on_the_page_one_is_on(reader: Page) -> None:
    visit(reader, "/compte/")
    open_menu(reader)
    reader.get_by_role("button", name="English").click()
    expect(reader.get_by_role("heading", name="My account")).to_be_visible()
    reader.get_by_role("button", name="Menu of").click()
    reader.get_by_role("button", name="Français").click()
    expect(reader.get_by_role("heading", name="Mon compte")).to_be_visible()


def test_without_scripts_the_menu_opens_and_offers_no_theme(new_context) -> None:
    page = new_context(java_script_enabled=False).new_page()
    visit(page, "/connexion/")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Raccourcis clavier")).to_be_visible()
    expect(page.get_by_text("Sombre")).to_be_hidden()


def test_skip_link_comes_first_and_leads_to_the_content(reader: Page) -> None:
    visit(reader, "/")
    reader.keyboard.press("Tab")
    link = reader.get_by_role("link", name="Aller au contenu")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()


# --- keys


@pytest.mark.parametrize(("key", "title"), [("ArrowLeft", "Un"), ("ArrowRight", "Trois")])
def test_arrows_turn_the_page(reader: Page, key: str, title: str) -> None:
    visit(reader, LESSON)
    reader.keyboard.press(key)
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)


def test_keys_leave_fields_combinations_and_scrolling_boxes_alone(reader: Page) -> None:
    visit(reader, LESSON)
    reader.set_viewport_size({"width": 1280, "height": 800})
    reader.evaluate("document.querySelector('.text').tabIndex = 0")
    for place in ("input[name=q]", ".text"):
        reader.focus(place)
        reader.keyboard.press("ArrowRight")
    reader.locator("main").focus()
    reader.keyboard.press("Control+ArrowRight")
    reader.wait_for_timeout(300)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Deux")


@pytest.mark.parametrize("width", [360, 1280])
def test_slash_searches(reader: Page, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 800})
    visit(reader, LESSON)
    reader.keyboard.press("/")
    if width == 360:
        reader.wait_for_url("**/recherche/")
    expect(reader.get_by_role("searchbox").last).to_be_focused()
    expect(reader.get_by_role("searchbox").last).to_have_value("")


def test_question_mark_lists_the_keys_and_escape_closes(reader: Page) -> None:
    visit(reader, LESSON)
    reader.keyboard.press("?")
    dialog = reader.get_by_role("dialog", name="Raccourcis clavier")
    expect(dialog.get_by_text("leçon suivante")).to_be_visible()
    axe(reader)
    reader.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_keys_are_silent_for_who_turned_them_off(reader: Page) -> None:
    from courses.accounts.models import User

    User.objects.update(single_key_shortcuts=False)
    visit(reader, LESSON)
    reader.keyboard.press("ArrowRight")
    reader.wait_for_timeout(300)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Deux")


# --- the plan


def test_plan_stands_beside_a_wide_page_and_opens_over_a_narrow_one(pieces: Page) -> None:
    plan = pieces.get_by_role("navigation", name="Plan du cours")
    button = pieces.get_by_role("button", name="Plan du cours")
    pieces.set_viewport_size({"width": 1280, "height": 800})
    expect(plan).to_be_visible()
    expect(button).to_be_hidden()
    pieces.set_viewport_size({"width": 360, "height": 800})
    expect(plan).to_be_hidden()
    button.click()
    expect(plan).to_be_visible()


def test_long_plan_opens_at_the_lesson_one_is_on(page: Page) -> None:
    def answer(route: Route) -> None:
        many = "".join(f"<li><a href='#l{i}'>Leçon {i}</a></li>" for i in range(60))
        body = specimen().replace("<h2>Les bases</h2>", f"<ol>{many}</ol><h2>Les bases</h2>")
        route.fulfill(body=body, headers={**of_pages(), "Content-Type": "text/html"})

    page.route("**/essai", answer)
    page.route("**/essai/visite", lambda route: route.fulfill(status=204))
    page.set_viewport_size({"width": 1280, "height": 700})
    visit(page, "/essai")
    expect(page.locator("#plan [aria-current]")).to_be_in_viewport()


# --- pages that say no


def test_missing_page_says_what_to_do(reader: Page, faults: Faults) -> None:
    visit(reader, "/cours/nulle-part/", status=404)
    axe_everywhere(reader)
    reader.get_by_role("link", name="Mes cours").last.click()
    expect(reader.get_by_role("heading", name="Bonjour Awa")).to_be_visible()
