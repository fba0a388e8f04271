"""Rendered lessons in a real browser: shown under a strict policy, harmless without one."""

from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, Route

from courses.markup.page import FigureImage
from courses.markup.render import render
from tests.browser.conftest import Faults
from tests.browser.look import axe_everywhere, visit
from tests.markup.test_markup_sink import TAGS, VECTORS, rendered

STYLES = Path(__file__).parents[2] / "static/css"
CSS = "".join((STYLES / f"{name}.css").read_text() for name in ("tokens", "base", "reading"))
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'"
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
LESSON = r"""
# Débit

> [!définition] Capacité
> $C = B\log_2\left(1+\frac{S}{N}\right)$

$$\begin{align}a &= \frac{b}{c}\\ d &= e\end{align}$$

$$\begin{array}{r|l}a & b\\\hline c & d\end{array}$$

| nom | valeur | unité |
|-----|-------:|:-----:|
| un  | 1      | s     |

```python
def f(x: int) -> str:
    return "é" * x  # commentaire
```

![Deux piles](figure:1 "Les deux modes")

Note[^1].

[^1]: La note.
"""


def show(page: Page, body: str, policy: str = "") -> None:
    """Open a page of the site's own host that holds `body`, with the style sheet of lessons."""
    head = "<!doctype html><html lang=fr><title>Essai</title><link rel=stylesheet href=/essai.css>"
    headers = {"Content-Type": "text/html; charset=utf-8"}
    if policy:
        headers["Content-Security-Policy"] = policy

    def answer(route: Route) -> None:
        route.fulfill(body=f"{head}<main><h1>Essai</h1>{body}</main>", headers=headers)

    page.route("**/essai", answer)
    page.route("**/essai.css", lambda route: route.fulfill(body=CSS, content_type="text/css"))
    page.route("**/f/1.*", lambda route: route.fulfill(body=PIXEL, content_type="image/gif"))
    visit(page, "/essai")
    page.wait_for_load_state("networkidle")


@pytest.fixture
def lesson(page: Page) -> Page:
    figures = {"1": FigureImage("/f/1.gif", "a", 64, 48)}
    made = render(LESSON, figures=figures.get)
    assert made.problems == ()
    show(page, made.html, POLICY)
    return page


def style(page: Page, selector: str, name: str) -> str:
    found: str = page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element).getPropertyValue(name)", name
    )
    return found


def test_lesson_meets_no_refusal(lesson: Page, faults: Faults):
    assert faults.left() == []
    assert lesson.locator("h2").inner_text() == "Débit #"


def test_policy_of_this_page_refuses_inline_styles(page: Page, faults: Faults):
    """Without it the test above would prove nothing."""
    show(page, '<p style="color: red">x</p>', POLICY)
    assert len(faults.left()) == 1
    faults.allow("style")


def test_formulas_are_drawn_as_formulas(lesson: Page):
    fraction = lesson.locator("aside mfrac").bounding_box()
    letter = lesson.locator("aside mfrac mi").first.bounding_box()
    assert fraction is not None
    assert letter is not None
    assert fraction["height"] > 1.5 * letter["height"]
    assert style(lesson, "math", "display") == "math"
    assert style(lesson, ".formula > math", "display") == "block math"
    assert not lesson.locator("annotation").first.is_visible()


def test_columns_keep_their_side_without_inline_styles(lesson: Page):
    assert style(lesson, "td.right", "text-align") == "right"
    assert style(lesson, "td.center", "text-align") == "center"
    assert style(lesson, "mtd.m-right", "text-align").endswith("right")
    assert style(lesson, "mtd.m-left", "text-align").endswith("left")
    assert style(lesson, "mtd.m-line-right", "border-right-style") == "solid"


def test_lesson_is_accessible_in_both_themes_at_any_width(lesson: Page):
    axe_everywhere(lesson)


def test_code_has_colours(lesson: Page):
    assert style(lesson, ".code .k", "color") != style(lesson, ".code pre", "color")


def test_wide_parts_scroll_inside_their_box(page: Page):
    wide = "|" + "colonne|" * 40 + "\n|" + "-|" * 40 + "\n|" + "valeur|" * 40
    long = "$$" + "+".join("x" * 5 for _ in range(80)) + "$$"
    code = "```\n" + "x" * 900 + "\n```"
    page.set_viewport_size({"width": 320, "height": 640})
    show(page, render(f"{wide}\n\n{long}\n\n{code}").html, POLICY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for selector in (".scroll:has(table)", ".formula", ".code pre"):
        box = page.locator(selector)
        box.focus()
        assert box.evaluate("(element) => element === document.activeElement")
        assert box.evaluate("(element) => element.scrollWidth > element.clientWidth")


def test_nothing_written_runs_even_without_a_policy(page: Page):
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    show(page, "".join(rendered(vector) for vector in VECTORS))
    page.evaluate(
        "parts => parts.forEach(part => document.body.appendChild("
        "document.createElement('div')).innerHTML = part)",
        [rendered(vector) for vector in VECTORS],
    )
    page.wait_for_timeout(200)
    assert dialogs == []
    tags, handlers = page.evaluate(
        "() => [[...document.querySelectorAll('main *, body > div *')].map(e => e.localName),"
        "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        ".filter(name => name.startsWith('on') || name === 'style')]"
    )
    assert set(tags) - TAGS == {"h1"}
    assert handlers == []
