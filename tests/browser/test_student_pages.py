"""The students' pages: the way back, keys, everything without scripts, all of it for everybody."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision, publish_chapter
from courses.content.actions.notions import save_notion
from courses.content.models import Lesson
from courses.progress.models import LessonProgress
from tests.browser.look import axe_everywhere, sign_in, visit
from tests.make import (
    NOW,
    make_chapter,
    make_check,
    make_cohort,
    make_course,
    make_lesson,
    make_member,
    make_section,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db(transaction=True)

PARAGRAPH = "Le client choisit un numéro de séquence initial et l’envoie avec son drapeau. " * 6
SOURCE = f"""Avant d’échanger, deux machines se mettent d’accord : voir [[poignee-de-main]].

## Trois segments

{PARAGRAPH}

{PARAGRAPH}

```python
print("une ligne de code, plus longue qu’un téléphone n’est large, et qui défile dans sa boîte")
```

## Un débit

$$C = B \\log_2\\left(1+\\frac{{S}}{{N}}\\right)$$

| Technique | Isolation | Coût |
|---|:---:|---:|
| Émulation | forte | 100 |

![](figure:missing)

{PARAGRAPH}

{PARAGRAPH}

{PARAGRAPH}

## Le bilan

{PARAGRAPH}
"""


@pytest.fixture
def lessons(transactional_db: None) -> list[Lesson]:
    """A chapter of two sections: a long lesson, one with a check, one without content."""
    course = make_course()
    save_notion(course=course, term="Poignée de main", source="Trois segments, un accord.")
    chapter = make_chapter(course)
    bases = make_section(chapter)
    suite = make_section(chapter, "La suite", "la-suite")
    made = [make_lesson(bases, slug="longue"), make_lesson(suite, "Deux", "deux")]
    made.append(make_lesson(suite, "Vide", "vide", is_empty=True))
    add_revision(
        lesson=made[0],
        title="La connexion TCP",
        source=SOURCE,
        author=None,
        now=NOW,
        origin="edit",
    )
    made[2].revisions.update(source="")
    publish_chapter(chapter=chapter, now=NOW)
    make_check(made[1], 2)
    return list(Lesson.objects.in_reading_order().select_related("course", "section__chapter"))


@pytest.fixture
def awa(lessons: list[Lesson]) -> User:
    student = make_student()
    make_member(student, make_cohort(course=lessons[0].course))
    return student


@pytest.fixture
def reader(page: Page, awa: User) -> Page:
    """Awa's telephone."""
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, awa)
    return page


def top_of(page: Page, selector: str) -> float:
    return float(page.locator(selector).evaluate("one => one.getBoundingClientRect().top"))


def leave_and_resume(page: Page) -> None:
    """Goes home once the place is told, and comes back by the button."""
    visit(page, "/")
    page.get_by_role("link", name="Reprendre").click()


def test_opening_a_lesson_writes_nothing_before_it_is_read(
    reader: Page, lessons: list[Lesson]
) -> None:
    with reader.expect_response(re.compile("/visite/$")):
        visit(reader, lessons[0].get_absolute_url())
        assert not LessonProgress.objects.exists()
    assert LessonProgress.objects.get().place == "~0"


def test_a_short_lesson_seen_whole_begins_at_its_top(reader: Page, lessons: list[Lesson]) -> None:
    with reader.expect_response(re.compile("/visite/$")):
        visit(reader, lessons[2].get_absolute_url())
    assert LessonProgress.objects.get().place == ""
    leave_and_resume(reader)
    assert reader.evaluate("scrollY") == 0


def test_who_was_at_the_questions_comes_back_to_them(reader: Page, lessons: list[Lesson]) -> None:
    visit(reader, lessons[1].get_absolute_url())
    with reader.expect_response(re.compile("/visite/$")):
        reader.locator("#check").scroll_into_view_if_needed()
        reader.locator("#check").evaluate("one => one.scrollIntoView()")
    assert LessonProgress.objects.get().place == "check~0"
    leave_and_resume(reader)
    assert 0 <= top_of(reader, "#check") < 400


def test_finishing_leads_on_and_is_seen_in_the_plan(reader: Page, lessons: list[Lesson]) -> None:
    visit(reader, lessons[0].get_absolute_url())
    reader.get_by_role("button", name="J’ai terminé").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Deux")
    reader.get_by_role("button", name="Plan du cours").click()
    plan = reader.get_by_role("navigation", name="Plan du cours")
    expect(plan.get_by_role("link", name="La connexion TCP (terminée)")).to_be_visible()
    expect(plan.get_by_role("link", name="Deux")).to_have_attribute("aria-current", "page")
    reader.keyboard.press("Escape")
    expect(plan).to_be_hidden()


def press(page: Page, key: str) -> None:
    """Presses the key once the page's scripts listen."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_keys(reader: Page, lessons: list[Lesson]) -> None:
    title = reader.get_by_role("heading", level=1)
    visit(reader, lessons[0].get_absolute_url())
    press(reader, "ArrowRight")
    expect(title).to_have_text("Deux")
    press(reader, "ArrowLeft")
    expect(title).to_have_text("La connexion TCP")
    press(reader, "?")
    help_ = reader.get_by_role("dialog", name="Raccourcis clavier")
    expect(help_.get_by_role("row", name="leçon suivante")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    press(reader, "/")
    field = reader.get_by_role("searchbox", name="Mots à chercher")
    expect(field).to_be_focused()
    reader.keyboard.type("reseaux? /")
    expect(field).to_have_value("reseaux? /")
    press(reader, "ArrowLeft")
    expect(reader).to_have_url(re.compile("/recherche/$"))


def test_keys_turned_off_do_nothing(reader: Page, awa: User, lessons: list[Lesson]) -> None:
    User.objects.filter(pk=awa.pk).update(single_key_shortcuts=False)
    visit(reader, lessons[0].get_absolute_url())
    for key in ("ArrowRight", "?", "/"):
        reader.keyboard.press(key)
    reader.wait_for_timeout(200)
    expect(reader).to_have_url(re.compile(re.escape(lessons[0].get_absolute_url()) + "$"))


def test_a_lesson_by_keyboard_alone(reader: Page, lessons: list[Lesson]) -> None:
    """Tab reaches the skip link first, then the text; the button at the end is pressed."""
    visit(reader, lessons[0].get_absolute_url())
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Aller au contenu")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()
    button = reader.get_by_role("button", name="J’ai terminé")
    for _ in range(20):
        reader.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    expect(button).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Deux")


@pytest.fixture
def plain(browser: Browser, new_context: "type[BrowserContext]", awa: User) -> Page:
    """Awa's browser with scripts turned off."""
    page = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    sign_in(page, awa)
    return page


def test_without_scripts_everything_is_there(plain: Page, awa: User, lessons: list[Lesson]) -> None:
    LessonProgress.objects.create(user=awa, lesson=lessons[0], place="t-un-debit~3", visited_at=NOW)
    visit(plain, "/")
    plain.get_by_role("link", name="Reprendre").click()
    expect(plain).to_have_url(re.compile("#t-un-debit$"))
    plain.get_by_role("button", name="J’ai terminé").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Deux")
    assert LessonProgress.objects.get(lesson=lessons[0]).completed_at is not None
    plain.get_by_role("link", name="Rechercher").click()
    plain.get_by_role("searchbox", name="Mots à chercher").fill("segment")
    plain.get_by_role("button", name="Rechercher").click()
    expect(plain.get_by_text("2 leçons trouvées")).to_be_visible()
    assert plain.locator("mark").first.text_content() == "segments"


PAGES = {
    "home": "/",
    "course": "/cours/reseaux/",
    "progress": "/cours/reseaux/progression/",
    "glossary": "/cours/reseaux/lexique/",
    "chapter": "/cours/reseaux/chapitres/chapitre-1/",
    "lesson": "/cours/reseaux/lecons/longue/",
    "lesson with a check": "/cours/reseaux/lecons/deux/",
    "empty lesson": "/cours/reseaux/lecons/vide/",
    "search": "/recherche/?q=segments",
    "search without a result": "/recherche/?q=introuvable",
    "keys": "/clavier/",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_everybody(reader: Page, awa: User, lessons: list[Lesson], name: str) -> None:
    LessonProgress.objects.create(user=awa, lesson=lessons[0], visited_at=NOW, completed_at=NOW)
    LessonProgress.objects.create(user=awa, lesson=lessons[1], visited_at=NOW)
    visit(reader, PAGES[name])
    reader.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    axe_everywhere(reader)


def test_a_home_without_a_course(page: Page, transactional_db: None) -> None:
    sign_in(page, make_student())
    visit(page, "/")
    axe_everywhere(page)


def test_the_class_for_its_teacher(page: Page, awa: User, lessons: list[Lesson]) -> None:
    course = lessons[0].course
    for number in range(3):
        make_member(make_student(f"e{number}"), course.cohorts.get())
    sign_in(page, make_teacher(course=course))
    visit(page, f"/enseigner/cours/{course.slug}/progression/")
    axe_everywhere(page)
