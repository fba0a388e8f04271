"""Writes the shared vectors: `python -m tests.simulations.vectors`, after a model changed."""

import json
from pathlib import Path
from typing import Any

from courses.simulations.parts import Explorable, plain, values
from tests.simulations.cases import cases, explorables

FOLDER = Path(__file__).parents[1] / "data/vectors"


def vectors(explorable: Explorable) -> list[dict[str, Any]]:
    """Every case of the explorable with the scene that the Python twin makes."""
    return [
        {
            "given": values(given),
            "choice": values(choice),
            "scene": plain(explorable.scene(given, choice)),
        }
        for given, choice in cases(explorable)
    ]


def stored(explorable: Explorable) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = json.loads((FOLDER / f"{explorable.name}.json").read_text())
    return held


def main() -> None:
    for explorable in explorables():
        lines = (json.dumps(each, ensure_ascii=False) for each in vectors(explorable))
        text = "[\n" + ",\n".join(lines) + "\n]\n"
        (FOLDER / f"{explorable.name}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
