"""Questions put away, and taken out of the bin."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.quizzes.actions.authoring import archive_question, unarchive_question
from courses.teach.views.bank import BINNED, back_to_bank


@require_POST
def archive(request: PersonRequest, course: str, question: int) -> HttpResponse:
    if "undo" in request.POST:
        unarchive_question(question=request.entered)
        messages.success(request, _("The question is back in the bank."))
        return back_to_bank(request, course)
    now = timezone.now()
    archive_question(question=request.entered, now=now)
    return back_to_bank(request, course, done=BINNED, stamp=now)
