"""Sentences about a quiz's terms."""

from django.utils.translation import gettext as _

from courses.quizzes.actions.attempts import Obstacle
from courses.quizzes.terms import Terms
from elearning.date_tags import moment_text


def why_not(obstacle: Obstacle, terms: Terms) -> str:
    """Why no attempt can be begun now, and what that depends on."""
    if obstacle == "early" and terms.opens_at is not None:
        return _("This quiz opens %(moment)s.") % {"moment": moment_text(terms.opens_at)}
    if obstacle == "over" and terms.closes_at is not None:
        return _("This quiz has been closed since %(moment)s.") % {
            "moment": moment_text(terms.closes_at)
        }
    if obstacle == "used":
        return _("You have used all your attempts at this quiz.")
    return _("This quiz is not open.")
