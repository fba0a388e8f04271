"""docs/explorables.md lists every explorable's parameters as the models have them."""

from pathlib import Path

from tests.simulations.cases import explorables

DOCS = Path(__file__).parents[2] / "docs/explorables.md"


def test_every_parameter_is_told_with_its_default_and_bounds() -> None:
    wanted = [
        f"| `{each.name}` | `{parameter.name}` | {parameter.default or 'drawn'} "
        + (
            f"| {', '.join(parameter.options) or 'any word'} | |"
            if parameter.options or parameter.free
            else f"| {parameter.low:g} | {parameter.high:g} |"
        )
        for each in explorables()
        for parameter in each.parameters
    ]
    told = DOCS.read_text().partition("|---|---|---|---|---|\n")[2].splitlines()
    assert told == wanted
