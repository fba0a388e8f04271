"""The link by which students join a cohort: shown, renewed, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.requests import PersonRequest
from courses.cohorts.invitations import renew_invitation, revoke_invitations, token_of
from courses.manage.forms import InvitationForm


def invitation(request: PersonRequest, cohort: str) -> HttpResponse:
    subject, now = request.entered, timezone.now()
    current = subject.invitations.usable(now).first()
    form = InvitationForm(
        request.POST if "renew" in request.POST else None,
        initial={"seats": current.seats} if current else None,
    )
    if "revoke" in request.POST:
        revoke_invitations(cohort=subject, now=now)
        messages.success(request, _("The link lets nobody in any more."))
        return redirect("cohort_invitation", cohort=cohort)
    if form.is_valid():
        seats = form.cleaned_data["seats"]
        renew_invitation(cohort=subject, seats=seats, by=request.user, now=now)
        return redirect("cohort_invitation", cohort=cohort)
    link = current and request.build_absolute_uri(reverse("join", args=[token_of(current)]))
    context = {"cohort": subject, "form": form, "invitation": current, "link": link}
    return render(request, "manage/invitation.html", context)
