"""A deck's lessons as pages, before they are rows."""

from courses.content.deck_plan import Plan
from courses.content.models import Course
from courses.content.rendering import render_lessons
from courses.markup.page import Page
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
