"""Reading a lesson: code that copies, figures that open, the place one is at."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.content.models import Lesson
from courses.progress.models import LessonProgress
from tests.browser.look import axe, sign_in, visit
from tests.make import make_cohort, make_lesson, make_member, make_student

pytestmark = pytest.mark.django_db(transaction=True)

PARAGRAPHS = "".join(
    f'<h2 id="t-{n}">Partie {n}</h2>' + f"<p>Ligne de la partie {n}.</p>" * 20 for n in range(1, 6)
)
CODE = """<div class="code"><pre tabindex="0" role="region" aria-label="Code"><code>ls -l
cd /</code></pre></div>"""
FIGURE = """<figure class="figure"><img src="/static/img/icon.svg" alt="Un tissu" width="480"
height="300" loading="lazy"><figcaption>Le signe du site</figcaption></figure>"""
HTML = CODE + FIGURE + PARAGRAPHS


@pytest.fixture
def lesson() -> Lesson:
    return make_lesson(html=HTML)


@pytest.fixture
def reader(page: Page, lesson: Lesson) -> Page:
    student = make_student()
    make_member(student, make_cohort(course=lesson.course))
    sign_in(page, student)
    page.set_viewport_size({"width": 1280, "height": 800})
    return page


def top_of(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("one => one.getBoundingClientRect().top"))


def place_told(page: Page) -> str:
    """Waits for the next place that the page tells."""
    with page.expect_response("**/visite/") as told:
        pass
    assert told.value.status == 204
    return str(LessonProgress.objects.get().place)


def test_code_is_copied_as_it_stands_and_that_is_said(reader: Page, lesson: Lesson) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(reader, lesson.get_absolute_url())
    button = reader.get_by_role("button", name="Copier")
    button.click()
    expect(reader.locator("#announce")).to_have_text("Copié")
    assert reader.evaluate("navigator.clipboard.readText()") == "ls -l\ncd /"
    expect(button).to_have_text("Copier")


def test_figure_opens_large_and_gives_the_focus_back(reader: Page, lesson: Lesson) -> None:
    visit(reader, lesson.get_absolute_url())
    reader.keyboard.press("Tab")  # a first gesture
    figure = reader.get_by_role("button", name="Agrandir\N{NO-BREAK SPACE}: Un tissu")
    figure.focus()
    reader.keyboard.press("Enter")
    dialog = reader.get_by_role("dialog", name="Le signe du site")
    expect(dialog).to_be_visible()
    axe(reader)
    wide = dialog.get_by_role("img").bounding_box()
    assert wide is not None
    assert wide["width"] > 480
    reader.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(figure).to_be_focused()


def test_press_beside_an_open_figure_closes_it(reader: Page, lesson: Lesson) -> None:
    visit(reader, lesson.get_absolute_url())
    reader.mouse.move(200, 400)  # a first gesture
    reader.get_by_role("button", name="Agrandir").click()
    expect(reader.get_by_role("dialog")).to_be_visible()
    reader.mouse.click(3, 400)
    expect(reader.get_by_role("dialog")).to_have_count(0)


def test_place_is_told_once_one_stops_and_found_again(reader: Page, lesson: Lesson) -> None:
    visit(reader, lesson.get_absolute_url())
    assert place_told(reader) == "~0"
    reader.evaluate("document.querySelector('#t-3 + p + p + p').scrollIntoView()")
    assert place_told(reader) == "t-3~3"
    visit(reader, "/")
    visit(reader, lesson.get_absolute_url())
    assert 0 < top_of(reader, "#t-3 + p + p + p") < 120
    assert place_told(reader) == "t-3~3"


def test_address_with_a_place_wins(reader: Page, lesson: Lesson) -> None:
    LessonProgress.objects.create(
        user=lesson.course.cohorts.get().memberships.get().user,
        lesson=lesson,
        place="t-3~3",
        visited_at="2026-11-22T18:05:00Z",
    )
    visit(reader, f"{lesson.get_absolute_url()}#t-5")
    assert 0 < top_of(reader, "#t-5") < 120


def test_resume_leads_to_the_exact_place(reader: Page, lesson: Lesson) -> None:
    visit(reader, lesson.get_absolute_url())
    reader.evaluate("document.querySelector('#t-4 + p + p').scrollIntoView()")
    reader.wait_for_function("scrollY > 0")
    assert place_told(reader) == "t-4~2"
    visit(reader, reverse("home"))
    reader.get_by_role("link", name="Reprendre").click()
    reader.wait_for_url("**/lecons/**")
    reader.wait_for_function("scrollY > 0")
    assert 0 < top_of(reader, "#t-4 + p + p") < 120


def test_a_place_that_is_gone_leaves_one_at_the_start(reader: Page, lesson: Lesson) -> None:
    visit(reader, lesson.get_absolute_url())
    place_told(reader)
    LessonProgress.objects.update(place="t-parti~7")
    visit(reader, "/")
    visit(reader, lesson.get_absolute_url())
    assert place_told(reader) == "~0"


def test_leaving_the_page_tells_the_place_at_once(reader: Page, lesson: Lesson) -> None:
    visit(reader, lesson.get_absolute_url())
    place_told(reader)
    reader.evaluate("document.querySelector('#t-2').scrollIntoView()")
    with reader.expect_request("**/visite/", timeout=1500):
        reader.evaluate("""() => {
            Object.defineProperty(document, 'hidden', {value: true});
            document.dispatchEvent(new Event('visibilitychange'));
        }""")
