"""« À valider »: what is not the author's, accepted one by one or many at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from courses.accounts.requests import PersonRequest, as_id
from courses.content.actions.proposals import accept_proposals, withdraw_acceptance
from courses.content.models import Course, Proposal
from courses.teach.proposals import proposal_rows, waiting_keys

ACCEPTED = "valides"


def proposals(request: PersonRequest, course: str) -> HttpResponse:
    """Those of one kind: waiting, or with `etat=valides` already accepted."""
    subject: Course = request.entered
    counts = {kind: len(keys) for kind, keys in waiting_keys(subject).items()}
    kind = request.GET.get("type", "")
    if kind not in Proposal.Kind.values:
        kind = next((name for name, count in counts.items() if count), Proposal.Kind.QUESTION)
    accepted = request.GET.get("etat") == ACCEPTED
    if request.method == "POST":
        return _decided(request, subject, kind, accepted=accepted)
    page = {
        "course": subject,
        "rows": proposal_rows(subject, kind, accepted=accepted),
        "kind": kind,
        "accepted": accepted,
        "choices": [(name, label, counts[name]) for name, label in Proposal.Kind.choices],
    }
    return render(request, "teach/proposals.html", page)


def _decided(request: PersonRequest, course: Course, kind: str, *, accepted: bool) -> HttpResponse:
    ids = [as_id(value) for value in request.POST.getlist("ids")[:10_000]]
    if "all" in request.POST:
        ids = [row.id for row in proposal_rows(course, kind, accepted=accepted)]
    if "withdraw" in request.POST:
        count = withdraw_acceptance(course=course, ids=ids)
        words = ngettext(
            "%(count)d proposal waits again.", "%(count)d proposals wait again.", count
        )
    else:
        count = accept_proposals(course=course, ids=ids, by=request.user, now=timezone.now())
        words = ngettext(
            "%(count)d proposal is accepted.", "%(count)d proposals are accepted.", count
        )
    messages.success(request, words % {"count": count})
    state = f"&etat={ACCEPTED}" if accepted else ""
    return redirect(f"{reverse('proposals', args=[course.slug])}?type={kind}{state}")
