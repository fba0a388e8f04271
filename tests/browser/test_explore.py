"""Explorables in Chromium: both twins agree to the last digit, and a keyboard is enough."""

import pytest
from playwright.sync_api import Page

from tests.browser.look import visit
from tests.simulations.cases import explorables
from tests.simulations.vectors import stored

pytestmark = pytest.mark.django_db(transaction=True)
TWINS = """async ([name, vectors]) => {
  const { scene } = await import(`/static/js/explore/${name}.js`);
  return vectors.map(({ given, choice }) => JSON.parse(JSON.stringify(scene(given, choice))));
}"""


def test_the_twins_make_the_same_scenes(page: Page) -> None:
    visit(page, "/clavier/")
    for explorable in explorables():
        vectors = stored(explorable)
        made = page.evaluate(TWINS, [explorable.name, vectors])
        for one, vector in zip(made, vectors, strict=True):
            case = (explorable.name, vector["choice"])
            assert (case, one) == (case, vector["scene"])
