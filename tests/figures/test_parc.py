"""Servers as bars."""

import pytest

from courses.figures.parc import describe_parc, lay_parc, read_parc
from courses.figures.parts import FigureError
from courses.figures.shapes import NARROW, WIDE
from courses.figures.words import FRENCH

PARC = "parc x : T\nAvant : 20 50\nAprès : 70"


def test_a_bar_is_as_tall_as_its_load() -> None:
    drawing = lay_parc(read_parc(PARC), WIDE)
    bars = [box.area.height for box in drawing.boxes if box.kind == "load"]
    assert [bar / bars[0] for bar in bars] == pytest.approx([1, 2.5, 3.5])


def test_servers_go_over_rows_on_a_phone() -> None:
    parc = read_parc("parc x : T\nAvant : 1 2 3 4 5 6 7")
    assert lay_parc(parc, NARROW).height > lay_parc(parc, WIDE).height


def test_a_description_counts_servers_and_loads() -> None:
    assert describe_parc(read_parc(PARC), FRENCH).replace("\xa0", " ") == (
        "Avant : 2 serveurs, chargés de 20 % à 50 %, soit 70 % au total."
        " Après : un serveur, à 70 % de charge."
    )


@pytest.mark.parametrize("line", ["Avant", "Avant :", "Avant : beaucoup", "Avant : 101", ": 5"])
def test_a_load_is_a_whole_number_up_to_a_hundred(line: str) -> None:
    with pytest.raises(FigureError) as raised:
        read_parc(f"parc x : T\n{line}")
    assert raised.value.line == 2
