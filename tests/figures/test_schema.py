"""The text of nodes and links: what it means, and what is wrong with it, where."""

import pytest

from courses.figures.parts import FigureError
from courses.figures.schema import read_schema
from courses.figures.schema_layout import lay_schema
from courses.figures.schema_words import describe_schema
from courses.figures.shapes import NARROW, WIDE
from courses.figures.words import FRENCH
from tests.figures.geometry import faults

VDI = """schema vdi : Poste de travail virtuel
1,1 terminal #t Client léger
2,1..2,2 cadre Centre
2,1 serveur #b Courtier [droits]
2,2 vm #v VM de bureau
t <-> b : clé
b -> v
t -- v"""


def test_nodes_frames_and_links_are_read() -> None:
    schema = read_schema(VDI)
    assert [(node.id, node.kind, node.x, node.y) for node in schema.nodes] == [
        ("t", "terminal", 0, 0),
        ("b", "serveur", 1, 0),
        ("v", "os", 1, 1),
    ]
    assert [frame.label for frame in schema.frames] == ["Centre"]
    assert [(link.head, link.tail) for link in schema.links] == [
        (True, True),
        (True, False),
        (False, False),
    ]


def test_a_description_names_the_parts_then_the_links() -> None:
    assert describe_schema(read_schema(VDI), FRENCH).replace("\xa0", " ") == (
        "Éléments : Client léger. Dans « Centre » : Courtier (droits) et VM de bureau."
        " Liens : entre Client léger et Courtier, dans les deux sens (« clé ») ; de Courtier à"
        " VM de bureau ; entre Client léger et VM de bureau."
    )


def test_a_link_goes_round_what_stands_between() -> None:
    schema = read_schema(
        "schema x : T\n1,1 app #a A\n2,1 app #b B\n3,1 app #c C\n1,2 app D\na -> c"
    )
    drawing = lay_schema(schema, WIDE)
    assert len(drawing.lines[0].points) > 2
    assert faults(drawing) == []


def test_what_is_broad_stands_upright_on_a_phone() -> None:
    row = "\n".join(f"{n},1 app #n{n} Élément {n}" for n in range(1, 6))
    drawing = lay_schema(read_schema(f"schema x : T\n{row}\nn1 -> n2"), NARROW)
    assert len({box.area.x for box in drawing.boxes}) == 1
    assert faults(drawing) == []


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("schema x : T\na -> b", 2, "a schema needs at least one node"),
        ("schema x : T\n1,1 app #a A\na -> z", 3, "no node is called “#z”"),
        ("schema x : T\n1,1 app #a A\na -> a", 3, "a link joins two nodes"),
        ("schema x : T\n1,1 app A\n1,1 app B", 3, "“B” and “A” stand on the same cell"),
        ("schema x : T\n1,1..2,2 cadre C\n2,1..3,1 app B", 3, "stand on the same cell"),
        ("schema x : T\n0,1 app A", 2, "a place is written"),
        ("schema x : T\n1,1 chat A", 2, "“chat” is no kind of node"),
        ("schema x : T\n1,1 app #a", 2, "this node has no label"),
        ("schema x : T\n1,1 app A\nn’importe quoi", 3, "a line is a node"),
    ],
)
def test_a_mistake_is_told_at_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(FigureError) as raised:
        read_schema(text)
    assert raised.value.line == line
    assert told in str(raised.value)


def test_a_link_without_a_way_is_told_at_its_line() -> None:
    nodes = "\n".join(f"{x},{y} app #n{x}{y} N" for x in (1, 2, 3) for y in (1, 2, 3))
    links = "\n".join(f"n22 -> n{x}{y} : de l’un à l’autre" for x in (1, 3) for y in (1, 3))
    with pytest.raises(FigureError) as raised:
        lay_schema(read_schema(f"schema x : T\n{nodes}\n{links}"), NARROW)
    assert raised.value.line in range(11, 15)
    assert "no clear way" in str(raised.value)
