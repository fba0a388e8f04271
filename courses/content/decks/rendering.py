"""A deck's lessons as pages, before they are rows."""

import re

from courses.content.decks.plan import Plan
from courses.content.models import Course
from courses.content.rendering import render_lessons
from courses.markup.page import ID_PREFIX, Page
from courses.markup.worker import render_safely

NEW_COURSE_LANGUAGE = "fr"


def render_plan(plan: Plan, course: Course | None) -> list[Page]:
    """One page a lesson; a course to come (None) has neither figures nor notions.

    Raises MarkupRefused, with the place of the lesson that cannot be rendered.
    """
    sources = [lesson.source for lesson in plan.lessons]
    if course is None:
        return render_safely(sources, language=NEW_COURSE_LANGUAGE)
    return render_lessons(course, sources)


def embedded(html: str, key: int) -> str:
    """A lesson's page as a part of another: headings three levels down, ids of its own."""
    html = re.sub(r"<(/?)h([2-6])\b", lambda m: f"<{m[1]}h{min(int(m[2]) + 3, 6)}", html)
    return re.sub(r"<[a-z][^>]*>", lambda tag: _with_own_ids(tag[0], key), html)


def _with_own_ids(tag: str, key: int) -> str:
    return re.sub(rf'(="#?|url\(#){ID_PREFIX}', rf"\g<1>{ID_PREFIX}{key}-", tag)
