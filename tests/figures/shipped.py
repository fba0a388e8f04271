"""Every figure that ships: in the lessons of the course, in questions, in the editor."""

import re
from pathlib import Path

from courses.figures.registry import GENERATORS

LESSONS = Path(__file__).parents[2] / "courses/material/virtualisation/lessons"
FENCE = re.compile(r"^```((?:pile|schema|parc) .*?)\n```$", re.M | re.S)


def lesson_figures() -> dict[str, str]:
    """The text of each by the lesson's slug and the figure's name."""
    return {
        f"{path.stem}/{text.split()[1]}": text
        for path in sorted(LESSONS.glob("*.md"))
        for text in FENCE.findall(path.read_text())
    }


def shipped() -> dict[str, str]:
    examples = {f"example/{kind}": each.example for kind, each in GENERATORS.items()}
    return {**lesson_figures(), **examples}
