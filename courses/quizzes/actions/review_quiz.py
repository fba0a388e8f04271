"""The quiz that reviews are attempts at: one a course, made when it is first needed."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from courses.content.models import Course
from courses.content.slugs import create_with_free_slug
from courses.quizzes.models import Quiz


@transaction.atomic
def review_quiz(course: Course) -> Quiz:
    """The course's review quiz. It has no questions of its own: each attempt is given its own."""
    Course.objects.select_for_update().get(pk=course.pk)
    quiz = Quiz.objects.filter(course=course, kind=Quiz.Kind.REVIEW).first()
    if quiz is not None:
        return quiz
    with translation.override(course.language):
        title = gettext("Review")
    return create_with_free_slug(
        lambda slug: Quiz.objects.create(
            course=course,
            kind=Quiz.Kind.REVIEW,
            feedback=Quiz.Feedback.IMMEDIATE,
            title=title,
            slug=slug,
        ),
        title,
        Quiz.objects.filter(course=course),
        fallback="revision",
    )
