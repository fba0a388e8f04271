"""A question's texts, rendered once, at save: what students see, and what the key keeps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from courses.content.models import Course
from courses.content.rendering import render_texts
from courses.markup.page import MarkupRefused, Message, gettext_noop
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.placeholders import can_hold_fields, masks
from courses.quizzes.question import QuestionText
from courses.quizzes.split import key_part, public_part, public_texts

_ANNOTATION = re.compile(r"<annotation\b.*?</annotation>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class RenderedQuestion:
    """The two parts of a question, each with its HTML.

    `html`: {"stem": html, "options": {id: html}, "words": {id: text}}, of what is public only:
    the options and items, and those in words that a list to choose from offers. `key` holds,
    beside what marks the question, "html": {"feedback": [html], "hints": [html], "criteria":
    [{"points", "html"}], "explanation": html}. In all of it numbers drawn stand by their names
    and gaps by their marks (see `placeholders`).
    """

    public: dict[str, Any]
    html: dict[str, Any]
    key: dict[str, Any]


def render_question(course: Course, question: QuestionText) -> RenderedQuestion:
    """Renders every text of a question, in one go. Raises MarkupRefused."""
    public, key = public_part(question), key_part(question)
    shown = public_texts(public)
    texts = [
        question.stem,
        key["explanation"],
        *shown.values(),
        *key["feedback"],
        *key["hints"],
        *(each["text"] for each in key.get("criteria", [])),
    ]
    pages = _rendered(course, public, texts)
    stem, explanation = next(pages), next(pages)
    options = {id_: _unwrapped(next(pages)) for id_ in shown}
    key["html"] = {
        "explanation": explanation,
        "feedback": [_unwrapped(next(pages)) for _ in key["feedback"]],
        "hints": [_unwrapped(next(pages)) for _ in key["hints"]],
        "criteria": [
            {"points": each["points"], "html": _unwrapped(next(pages))}
            for each in key.get("criteria", [])
        ],
    }
    gaps = _gaps(public)
    if gaps and not can_hold_fields(stem, gaps):
        raise MarkupRefused(Message(_NO_FIELD_HERE))
    return RenderedQuestion(
        public, {"stem": stem, "options": options, "words": _words(public, options)}, key
    )


_NO_FIELD_HERE = gettext_noop(
    "A gap cannot stand inside a formula, a link, an image or the name of a language: close"
    " what is around it first."
)


def _rendered(course: Course, public: dict[str, Any], texts: list[str]) -> Iterator[str]:
    """The HTML of each text, with places for what the page fills in."""
    names = [each["name"] for each in public["ranges"]]
    masking = masks(texts, names, _gaps(public))
    masked = [masking.masked(text) for text in texts]
    return (masking.unmasked(page.html) for page in render_texts(course, masked))


def _gaps(public: dict[str, Any]) -> list[str]:
    return [gap["id"] for gap in public.get("gaps", [])]


def _words(public: dict[str, Any], options: dict[str, str]) -> dict[str, str]:
    """What a list to choose from says: it holds plain text only."""
    listed = KINDS[public["kind"]].selects
    return {each["id"]: _plain(options[each["id"]]) for each in public[listed]} if listed else {}


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", _ANNOTATION.sub("", html))).strip()


def _unwrapped(html: str) -> str:
    """The inside of a text that is a single paragraph, to stand in a line."""
    inside = html.strip().removeprefix("<p>").removesuffix("</p>")
    return inside if html.strip() == f"<p>{inside}</p>" and "<p>" not in inside else html
