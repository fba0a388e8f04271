"""The figures that ship: nothing overlaps, overflows or crosses, at either width."""

import pytest

from courses.figures.registry import GENERATORS, draw
from courses.figures.shapes import NARROW, WIDE, Area, Box, Drawing, Line, Style, Text
from courses.markup.sink import clean
from tests.figures.geometry import faults
from tests.figures.shipped import lesson_figures, shipped


@pytest.mark.parametrize("style", [WIDE, NARROW], ids=lambda style: style.name)
@pytest.mark.parametrize("text", shipped().values(), ids=shipped().keys())
def test_nothing_touches_what_it_must_not(text: str, style: Style) -> None:
    generator = GENERATORS[text.split()[0]]
    assert faults(generator.lay(generator.read(text), style)) == []


@pytest.mark.parametrize("text", shipped().values(), ids=shipped().keys())
def test_a_figure_passes_whole_through_the_one_door(text: str) -> None:
    html = draw(text, french=True, id_="t-f1")
    tags = [piece.split(">")[0].split()[0] for piece in html.split("<")[1:]]
    kept = [piece.split(">")[0].split()[0] for piece in clean(html).split("<")[1:]]
    assert kept == tags
    assert clean(html).count("class=") == html.count("class=")
    assert clean(clean(html)) == clean(html)


def test_a_phone_reads_letters_of_twelve_pixels() -> None:
    place = 360 - 2 * 16 - 16  # the page's own margins and its margin line
    assert NARROW.size * place / NARROW.width >= 12
    assert WIDE.size * 520 / WIDE.width >= 12  # where the wide drawing begins to be shown


def test_every_lesson_whose_picture_was_lost_has_its_figure() -> None:
    lessons = {key.partition("/")[0] for key in lesson_figures()}
    assert lessons == {
        "architecture-traditionnelle",
        "architecture-virtualisee",
        "avantages-de-la-virtualisation",
        "emulation",
        "espace-noyau-espace-utilisateur",
        "hyperviseur",
        "hyperviseur-de-type-1-ou-natif-voire-bare-metal",
        "hyperviseur-de-type-2",
        "isolation",
        "la-virtualisation-complete",
        "la-virtualisation-de-poste-de-travail",
        "la-virtualisation-de-reseau",
        "la-virtualisation-de-serveurs",
        "la-virtualisation-de-stockage",
        "la-virtualisation-des-applications",
        "les-2-modes-de-virtualisation",
        "os-hote-os-invite",
        "paravirtualisation",
        "qu-est-ce-que-la-virtualisation",
        "role-de-hyperviseur",
    }


BOX = Box(Area(10, 10, 80, 40), "app", "a")
OTHER = Box(Area(10, 60, 80, 30), "app", "b")


@pytest.mark.parametrize(
    "drawing",
    [
        Drawing(100, 100, (BOX, Box(Area(50, 30, 40, 40), "os", "c")), ()),
        Drawing(100, 40, (BOX,), ()),
        Drawing(100, 100, (BOX,), (Text(("un très long libellé",), 50, 20, 14),)),
        Drawing(100, 100, (), (Text(("a",), 50, 20, 14), Text(("b",), 52, 20, 14))),
        Drawing(100, 100, (BOX, OTHER), (), (Line(((50, 0), (50, 60))),)),
        Drawing(100, 100, (), (Text(("a",), 50, 20, 14),), (Line(((0, 25), (90, 25))),)),
        Drawing(100, 100, (), (), (Line(((0, 25), (90, 25))), Line(((50, 0), (50, 90))))),
    ],
    ids=["boxes", "page", "long text", "texts", "line and box", "line and text", "lines"],
)
def test_the_checker_finds_each_kind_of_fault(drawing: Drawing) -> None:
    assert len(faults(drawing)) >= 1
