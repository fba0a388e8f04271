"""What browser tests do with a page: visit it, sign in, judge it as a reader with needs would."""

from collections.abc import Sequence

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from courses.accounts.models import User

# Every rule of WCAG 2.2 up to AA that axe can decide, and its own good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEMES = ("light", "dark")
WIDTHS = (320, 360, 1280)
# Those of the rules above that a theme can break.
RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")
AXE = Axe()


def visit(page: Page, path: str, status: int = 200) -> None:
    """Opens `path` of the site, which must answer with `status`."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == status


def sign_in(page: Page, person: User) -> None:
    """Gives the page's context a session of `person`, without the sign-in page."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])


def axe(page: Page, rules: Sequence[str] = ()) -> None:
    """No violation of the accessibility rules, or of these alone, on the page as it stands."""
    page.wait_for_load_state()  # after a click the next page may have begun and be empty yet
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options)", options)
    results = AxeResults(found)
    assert results.violations_count == 0, results.generate_report()


def axe_everywhere(page: Page) -> None:
    """No violation in either theme at any width, and nothing that makes the page scroll aside.

    The narrowest and the widest page differ in what they show; the themes, in colour alone.
    """
    page.wait_for_load_state()  # after a click the next page may have begun and be empty yet
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{wide} px of content at {width} px, {THEMES[0]}"
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        for width in (WIDTHS[0], WIDTHS[-1]):
            page.set_viewport_size({"width": width, "height": 800})
            axe(page, () if theme == THEMES[0] else RULES_OF_COLOUR)
