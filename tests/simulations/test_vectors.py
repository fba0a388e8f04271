"""The vectors that both languages are held to, and what holds for every explorable."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from courses.content.explorables import figure_of
from courses.simulations.block import read_block
from courses.simulations.lots import Lots
from courses.simulations.parts import Explorable, Said, Settings, frozen, plain, values
from tests.simulations.cases import cases, explorables
from tests.simulations.vectors import stored, vectors

SCRIPTS = Path(__file__).parents[2] / "static/js/explore"
LONGEST = 6 * 1024
EACH = pytest.mark.parametrize("explorable", explorables(), ids=lambda each: each.name)


@EACH
def test_vectors_are_what_the_model_makes(explorable: Explorable) -> None:
    assert json.loads(json.dumps(vectors(explorable))) == stored(explorable)


@EACH
def test_a_twin_is_short(explorable: Explorable) -> None:
    assert (SCRIPTS / f"{explorable.name}.js").stat().st_size <= LONGEST


def test_the_frame_is_short() -> None:
    assert {path.name for path in SCRIPTS.iterdir() if path.stat().st_size > LONGEST} == set()


def keys(cell: object) -> set[str]:
    """Every sentence in a scene, a question or a control."""
    if isinstance(cell, Said):
        return {cell.key}.union(*(keys(each) for each in cell.params.values()))
    fields = getattr(cell, "__dataclass_fields__", None)
    if fields:
        return set().union(*(keys(getattr(cell, name)) for name in fields))
    return set().union(*(keys(each) for each in cell)) if isinstance(cell, tuple) else set()


@EACH
def test_every_word_is_said_somewhere_and_every_sentence_has_words(explorable: Explorable) -> None:
    said = {"drawing", "table", "ignores"}
    for given, choice in cases(explorable):
        question, controls = explorable.question(given), explorable.controls(given)
        said |= keys((explorable.scene(given, choice), explorable.situation(given)))
        said |= keys((question, controls))
        said |= {each.unit for each in (question, *controls) if each.unit}
    assert said == set(explorable.words)


@EACH
def test_a_drawing_stays_in_its_box(explorable: Explorable) -> None:
    for given, choice in cases(explorable):
        scene = explorable.scene(given, choice)
        for shape in scene.shapes:
            if shape.tag == "rect":
                place = {
                    name: float(value) for name, value in shape.attributes.items() if name in BOX
                }
                inside = (
                    min(place.values()) >= 0
                    and place["x"] + place["width"] <= scene.size[0] + 2
                    and place["y"] + place["height"] <= scene.size[1]
                )
                assert (place, inside) == (place, True)


BOX = {"x", "y", "width", "height"}


@EACH
def test_the_example_deals_a_case_that_comes_back_from_json(explorable: Explorable) -> None:
    info, _, text = explorable.example.removeprefix("```explorable ").partition("\n")
    block = read_block(info, text.removesuffix("```").rstrip())
    settings = Settings(block.numbers, block.words, figure_of(block))
    given = explorable.deal(settings, Lots("quelqu'un"))
    held = json.loads(json.dumps(values(given)))
    assert frozen(explorable.given, held) == given
    question = explorable.question(given)
    asked = explorable.scene(given, frozen(explorable.choice, plain(question.choice)))
    assert asked.done
    assert not explorable.scene(given, explorable.start(given)).done


@EACH
def test_how_many_steps_there_are_does_not_depend_on_the_step(explorable: Explorable) -> None:
    for given, choice in cases(explorable):
        if hasattr(choice, "step"):
            first = explorable.scene(given, replace(choice, step=0))
            assert explorable.scene(given, choice).steps == first.steps >= choice.step
