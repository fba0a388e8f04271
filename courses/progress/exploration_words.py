"""An exploration in the reader's words: sentences, table and drawing as the page shows them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from courses.markup.labels import is_french
from courses.progress.explorations import Exploring
from courses.simulations.parts import Cell, Control, Said, Scene, Shape, plain, say, values

HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Field:
    """A control with what it stands at."""

    control: Control
    label: str
    value: Any
    shown: str
    options: list[tuple[str, str, bool]]


class ExplorationPage:
    """What the template of an exploration asks for. `keeps`: whether attempts are stored."""

    def __init__(self, exploring: Exploring, *, keeps: bool) -> None:
        self.exploring = exploring
        self.keeps = keeps
        self.explorable = exploring.explorable
        self.question = exploring.question
        self.words = {name: gettext(text) for name, text in self.explorable.words.items()}

    @property
    def title(self) -> str:
        return self.explorable.title[is_french(get_language() or "")]

    @property
    def module(self) -> str:
        return f"js/explore/{self.explorable.name}.js"

    @cached_property
    def scene(self) -> Scene:
        return self.exploring.scene

    @property
    def predicted(self) -> bool:
        return self.exploring.prediction is not None

    @property
    def situation(self) -> list[str]:
        return [self.told(each) for each in self.explorable.situation(self.exploring.given)]

    @property
    def asks(self) -> str:
        return self.told(self.question.asks)

    @property
    def prediction(self) -> list[str]:
        """As form values."""
        predicted = self.exploring.prediction
        if isinstance(predicted, list):
            return ["", *predicted]
        return [] if predicted is None else [f"{predicted}"]

    @property
    def answers(self) -> list[tuple[str, str, bool]]:
        return [
            (option.value, self.told(option.label), option.value in self.prediction)
            for option in self.question.options
        ]

    @property
    def fields(self) -> list[Field]:
        return [self._field(each) for each in self.explorable.controls(self.exploring.given)]

    @property
    def unit(self) -> str:
        """What stands after the number in its field."""
        return self.words[self.question.unit].replace("{n}", "").strip()

    @property
    def at_end(self) -> bool:
        return bool(self.exploring.choice.step >= self.scene.steps)

    @property
    def flags(self) -> str:
        return " ".join(each.control.name for each in self.fields if each.control.kind == "flag")

    @property
    def compared(self) -> str:
        """The prediction beside the answer, once it is due."""
        if not (self.predicted and self.exploring.seen):
            return ""
        told = fill(self.comparisons["good" if self.exploring.is_good else "other"], self._both())
        if not self.scene.done or plain(self.scene.answer) == self.exploring.answer:
            return told
        yours = fill(self.comparisons["yours"], {"answer": self._worded(plain(self.scene.answer))})
        return f"{told} {yours}"

    @property
    def comparisons(self) -> dict[str, str]:
        yours = gettext("With your own settings: {answer}.")
        if self.question.kind == "number":
            good = gettext("Well predicted: you said {guess}, the model gives {answer}.")
            other = gettext("You had predicted {guess}; the model gives {answer}.")
        else:
            good = gettext("Well predicted: {answer}.")
            other = gettext("You had predicted: {guess}. The model gives: {answer}.")
        return {"good": good, "other": other, "yours": yours}

    @property
    def answer(self) -> str:
        """What the model makes of the question."""
        return self._worded(self.exploring.answer)

    @property
    def said(self) -> list[str]:
        return [self.told(each) for each in self.scene.said] if self.predicted else []

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Each head, and whether numbers stand under it."""
        first = self.scene.rows[0] if self.scene.rows else [""] * len(self.scene.heads)
        under = zip(self.scene.heads, first, strict=True)
        return [(self.told(head), isinstance(cell, int | float)) for head, cell in under]

    @property
    def rows(self) -> list[list[tuple[str, bool]]]:
        """Each cell, and whether it is a number."""
        return [
            [(self.told(each), isinstance(each, int | float)) for each in row]
            for row in self.scene.rows
        ]

    @property
    def drawing(self) -> SafeString:
        shapes = format_html_join("", "{}", ((self._shape(each),) for each in self.scene.shapes))
        wide, tall = self.scene.size
        return format_html(
            '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
            *(wide, tall, self.words["drawing"], shapes),
        )

    @property
    def case(self) -> str:
        """What the browser's twin starts from, as JSON."""
        exploring, question = self.exploring, self.question
        labels = {value: label for value, label, _ in self.answers}
        return json.dumps(
            {
                "given": values(exploring.given),
                "choice": values(exploring.choice),
                "asked": plain(question.choice),
                "prediction": exploring.prediction,
                "seen": exploring.seen,
                "question": {"kind": question.kind, "near": question.near, "unit": question.unit},
                "labels": labels,
                "keeps": self.keeps,
                "words": {**self.words, **self.comparisons, "none": gettext("none of them")},
            },
            ensure_ascii=False,
        )

    def told(self, cell: Cell) -> str:
        """A number, a list or a sentence in words."""
        if isinstance(cell, Said):
            return fill(self.words[cell.key], {k: self.told(v) for k, v in cell.params.items()})
        if isinstance(cell, tuple):
            return ", ".join(self.told(each) for each in cell)
        return cell if isinstance(cell, str) else shown(cell)

    def _both(self) -> dict[str, str]:
        return {
            "guess": self._worded(self.exploring.prediction),
            "answer": self.answer,
        }

    def _worded(self, value: Any) -> str:
        if self.question.kind == "number":
            return self.told(say(self.question.unit, n=value))
        labels = {option.value: self.told(option.label) for option in self.question.options}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels[each] for each in labels if each in chosen) or gettext(
            "none of them"
        )

    def _field(self, control: Control) -> Field:
        value = getattr(self.exploring.choice, control.name)
        options = [(o.value, self.told(o.label), o.value == value) for o in control.options]
        text = value if isinstance(value, str) else shown(value)
        if control.unit:
            text = self.told(say(control.unit, n=value))
        return Field(control, self.told(control.label), value, text, options)

    def _shape(self, shape: Shape) -> SafeString:
        attributes = format_html_join("", ' {}="{}"', sorted(shape.attributes.items()))
        text = self.told(shape.text)
        return format_html("<{}{}>{}</{}>", shape.tag, attributes, text, shape.tag)


def shown(number: float) -> str:
    """A number as the reader writes it, with three decimals at most and none for nothing."""
    number = round(number, 3)
    whole = int(number) if number == int(number) else number
    return str(number_format(whole, force_grouping=True))


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its `{name}` places filled."""
    return HOLE.sub(lambda hole: values.get(hole[1], hole[0]), template)
