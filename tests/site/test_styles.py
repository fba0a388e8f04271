"""The style sheets know every class that code writes into pages."""

import re

import pytest
from django.conf import settings

from courses.markup.formulas import STYLE_CLASSES
from courses.markup.labels import CALLOUT_KINDS
from elearning import inlined
from elearning.page_tags import STRIP_CLASSES

SHEETS = settings.BASE_DIR / "static/css"


@pytest.mark.parametrize(
    "name",
    sorted({*STYLE_CLASSES.values(), *CALLOUT_KINDS.values(), *STRIP_CLASSES.values()} - {""}),
)
def test_class_of_a_lesson_has_its_style_in_the_first_round_trip(name: str) -> None:
    assert re.search(rf"\.{name}\b", inlined.style())


@pytest.mark.parametrize("path", sorted(SHEETS.glob("*.css")), ids=lambda path: path.name)
def test_sheet_uses_only_tokens_that_exist(path) -> None:
    tokens = set(re.findall(r"(--[\w-]+):", inlined.style() + path.read_text("utf-8")))
    assert set(re.findall(r"var\((--[\w-]+)", path.read_text("utf-8"))) <= tokens


@pytest.mark.parametrize("path", sorted(SHEETS.glob("*.css")), ids=lambda path: path.name)
def test_sheet_keeps_to_its_layer_and_asks_nobody_else(path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    outside = re.sub(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}", "{}", css)
    assert set(re.findall(r"[^{};]+", outside)) - {"\n"} <= {
        *(f"@layer {name} " for name in ("tokens", "base", "parts", "pages")),
        *(f"\n@layer {name} " for name in ("tokens", "base", "parts", "pages")),
        "\n@layer tokens, base, parts, pages",
    }
    assert re.findall(r"url\(|@import|https?:", css) == []


def contrast(one: str, other: str) -> float:
    """Of two colours `#rrggbb`, as WCAG defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TOKENS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--(\w+):light-dark\((#\w+),(#\w+)\)", inlined.style().replace("#fff)", "#ffffff)")
    )
}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "page", "least"),
    [
        *(
            (ink, page, 4.5)
            for ink in ("ink", "pencil", "blue", "red", "green", "ochre")
            for page in ("paper", "paper2")
        ),
        ("ink", "mark", 4.5),
        ("paper", "blue", 4.5),
        ("edge", "paper", 3),
        ("margin", "paper", 3),
    ],
)
def test_inks_can_be_read(theme: int, ink: str, page: str, least: float) -> None:
    assert contrast(TOKENS[ink][theme], TOKENS[page][theme]) >= least


def test_browsers_without_two_themes_get_the_light_one() -> None:
    fallback = re.search(r"@supports not .*?\}\}", inlined.style())
    assert fallback is not None
    given = dict(re.findall(r"--(\w+):(#\w+)", fallback[0]))
    assert given == {name: light for name, (light, _) in TOKENS.items()}
