"""A receipt as a text file, which its student keeps: what was handed in, and its fingerprint."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.accounts.models import User
from courses.quizzes.drawing import fill
from courses.quizzes.marks.queries import in_words
from courses.quizzes.marks.receipts import in_groups
from courses.quizzes.models import Attempt, Response
from elearning.date_tags import moment_text

RULE = "-" * 64


def receipt_text(attempt: Attempt, user: User, address: str) -> str:
    """Read in one query. `address` is the page that compares the fingerprint at any time."""
    return "\n".join([*_head(attempt, user, address), *_answers(attempt)])


def _head(attempt: Attempt, user: User, address: str) -> Iterator[str]:
    assert attempt.submitted_at is not None
    yield _("Receipt")
    yield RULE
    yield _("Student: %(name)s (%(identifier)s)") % {"name": user, "identifier": user.identifier}
    yield _("Course: %(title)s") % {"title": attempt.quiz.course}
    said = {"title": attempt.quiz, "number": attempt.number}
    yield _("Quiz: %(title)s, attempt %(number)d") % said
    yield _("Handed in: %(moment)s") % {"moment": moment_text(attempt.submitted_at)}
    yield _("Fingerprint: %(receipt)s") % {"receipt": in_groups(attempt.receipt)}
    yield _("Compared with what is stored: %(address)s") % {"address": address}


def _answers(attempt: Attempt) -> Iterator[str]:
    responses = attempt.responses.select_related("revision")
    for number, response in enumerate(responses, start=1):
        yield RULE
        yield _("Question %(number)s") % {"number": number}
        yield fill(response.revision.public["stem"], response.values)
        yield ""
        yield from _answer(response)
    yield ""


def _answer(response: Response) -> Iterator[str]:
    pieces = in_words(response)
    if not pieces:
        yield _("No answer")
        return
    yield ngettext("Answer:", "Answers:", len(pieces))
    yield from pieces
    if response.saved_at is not None:
        yield _("Saved: %(moment)s") % {"moment": moment_text(response.saved_at)}
