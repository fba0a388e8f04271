"""A question's texts, rendered once, at save: what students see, and what the key keeps."""

from dataclasses import dataclass
from typing import Any

from courses.content.models import Course
from courses.content.rendering import render_lessons
from courses.quizzes.question import QuestionText
from courses.quizzes.split import key_part, public_part


@dataclass(frozen=True)
class RenderedQuestion:
    """The two parts of a question, each with its HTML.

    `html`: {"stem": html, "options": {id: html}}, of what is public only. `key` holds, beside
    what marks the question, "html": {"feedback": [html], "hints": [html], "explanation": html}.
    """

    public: dict[str, Any]
    html: dict[str, Any]
    key: dict[str, Any]


def render_question(course: Course, question: QuestionText) -> RenderedQuestion:
    """Renders every text of a question, in one go. Raises MarkupRefused."""
    public, key = public_part(question), key_part(question)
    options = public.get("options", [])
    texts = [
        question.stem,
        *(option["text"] for option in options),
        *key["feedback"],
        *key["hints"],
        key["explanation"],
    ]
    pages = iter(render_lessons(course, texts))
    stem = next(pages).html
    shown = {option["id"]: _unwrapped(next(pages).html) for option in options}
    key["html"] = {
        "feedback": [_unwrapped(next(pages).html) for _ in key["feedback"]],
        "hints": [_unwrapped(next(pages).html) for _ in key["hints"]],
        "explanation": next(pages).html,
    }
    return RenderedQuestion(public, {"stem": stem, "options": shown}, key)


def _unwrapped(html: str) -> str:
    """The inside of a text that is a single paragraph, to stand in a line."""
    inside = html.strip().removeprefix("<p>").removesuffix("</p>")
    return inside if html.strip() == f"<p>{inside}</p>" and "<p>" not in inside else html
