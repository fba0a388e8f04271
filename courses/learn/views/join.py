"""Joining a cohort by a link: who has an account says yes, who has none makes one."""

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.forms import NewStudentForm
from courses.accounts.models import User
from courses.cohorts.invitations import NoSeatLeft, find_invitation, join_by_invitation
from courses.cohorts.models import Invitation


def join(request: HttpRequest, token: str) -> HttpResponse:
    """A link that lets nobody in any more, and one that never did, say the same."""
    invitation = find_invitation(token, timezone.now())
    if invitation is None:
        return render(request, "learn/join_closed.html", status=404)
    known = request.user.is_authenticated
    form = NewStudentForm(request.POST if request.method == "POST" and not known else None)
    if request.method == "POST":
        try:
            person = _joining(request, form, invitation)
        except NoSeatLeft:
            return render(request, "learn/join_closed.html", status=404)
        if person is not None:
            return redirect("home")
    context = {"invitation": invitation, "form": form}
    return render(request, "learn/join.html", context)


def _joining(request: HttpRequest, form: NewStudentForm, invitation: Invitation) -> User | None:
    """The person who has joined; None while the form says what is to be mended."""
    now = timezone.now()
    if isinstance(request.user, User):
        join_by_invitation(invitation=invitation, user=request.user, now=now)
        return request.user
    if not consume(request, action="join", key=str(invitation.pk)):
        form.add_error(None, _("Too many tries. Wait five minutes, then try again."))
        return None
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            person = form.save()
            join_by_invitation(invitation=invitation, user=person, now=now)
    except IntegrityError:  # somebody took this matricule in the meantime
        form.is_taken()
        return None
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, _("Welcome! Your account is made, and you are in the cohort."))
    return person
