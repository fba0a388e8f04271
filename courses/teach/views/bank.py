"""The bank of a course: its questions searched and listed, and what was just done to them."""

from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from courses.accounts.requests import PersonRequest
from courses.content.models import Course, Proposal
from courses.progress.nameless import nameless
from courses.quizzes.actions.bank import archived_at
from courses.quizzes.actions.bank_texts import made_at, tagged_at
from courses.quizzes.analysis.queries import facilities
from courses.quizzes.bank import find_questions, question_rows
from courses.quizzes.doubts import open_doubts, resting_on
from courses.teach.bank_words import BINNED, COPIED, TAGGED, TOLD
from courses.teach.forms.bank import BankForm
from courses.teach.proposals import waiting_keys

__all__ = ["BINNED", "back_to_bank", "list_query", "questions", "read_stamp"]

PER_PAGE = 30
# In the address, after an action: what it did, and the moment by which it can be undone.
DONE, STAMP = "fait", "depuis"


def questions(request: PersonRequest, course: str) -> HttpResponse:
    subject: Course = request.entered
    form = BankForm(request.GET, course=subject)
    search = form.search()
    # Ids alone are counted and sorted: the texts of one page are read, not of the whole bank.
    ids = find_questions(subject, search, nameless([subject])).values_list("pk", flat=True)
    page = Paginator(ids, PER_PAGE).get_page(request.GET.get("page"))
    rows = question_rows(page.object_list, facilities(subject, nameless([subject])))
    context = {
        "course": subject,
        "form": form,
        "search": search,
        "page": page,
        "rows": rows,
        "proposals": waiting_keys(subject)[Proposal.Kind.QUESTION],
        "doubts": resting_on((row.question for row in rows), open_doubts(subject)),
        "query": list_query(request),
        "undo": _undo(request, subject),
    }
    return render(request, "teach/questions.html", context)


def _undo(request: PersonRequest, course: Course) -> dict[str, str] | None:
    """What has just been done, in words, and what its undoing posts."""
    done, said = request.GET.get(DONE, ""), request.GET.get(STAMP, "")
    stamp = read_stamp(said)
    if stamp is None or done not in TOLD:
        return None
    count = len({BINNED: archived_at, COPIED: made_at, TAGGED: tagged_at}[done](course, stamp))
    words = TOLD[done](count) % {"count": count}
    return {"done": done, "stamp": said, "words": words} if count else None


def read_stamp(text: str) -> datetime | None:
    """The moment that an address or a form names, if it is one."""
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        return None
    return stamp if timezone.is_aware(stamp) else None


def list_query(request: PersonRequest) -> str:
    """The list's filters as they stand in the address."""
    kept = request.GET.copy()
    for name in (STAMP, DONE):
        kept.pop(name, None)
    return kept.urlencode()


def back_to_bank(
    request: PersonRequest, course: str, *, done: str = "", stamp: datetime | None = None
) -> HttpResponse:
    """The list with the filters of this address, and in it what was just done."""
    parts = [list_query(request)] if list_query(request) else []
    if stamp is not None:
        parts.append(urlencode({DONE: done, STAMP: stamp.isoformat()}))
    url = reverse("questions", args=[course])
    return redirect(f"{url}?{'&'.join(parts)}" if parts else url)
