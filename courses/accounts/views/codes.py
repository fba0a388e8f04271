"""Entering with a one-time code, then choosing a password."""

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.actions import use_code
from courses.accounts.forms import CodeForm
from courses.accounts.models import User
from courses.accounts.requests import PersonRequest

ENTERED_BY_CODE = "entered_by_code"


def sign_in(request: HttpRequest) -> HttpResponse:
    """A link that enters leads here too, where its end fills the form (static/js/code.js)."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _entering(request, form)
        if user is not None:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            request.session[ENTERED_BY_CODE] = True
            return redirect("account_set_password")
    return render(request, "account/code.html", {"form": form})


def _entering(request: HttpRequest, form: CodeForm) -> User | None:
    identifier = form.cleaned_data["identifier"]
    if not consume(request, action="code_sign_in", key=identifier.casefold()):
        form.add_error(None, _("Too many tries. Wait five minutes, then try again."))
        return None
    user = use_code(identifier=identifier, code=form.cleaned_data["code"], now=timezone.now())
    if user is None:
        form.add_error(
            None,
            _(
                "This identifier and this code do not go together, or the code has been used or"
                " is over 30 days old. Check both, or ask your teacher for a new code."
            ),
        )
    return user


def choose_password(request: PersonRequest) -> HttpResponse:
    """Without the present password only for who has none, or has just shown a code."""
    by_code = request.session.get(ENTERED_BY_CODE, False)
    if request.user.has_usable_password() and not by_code:
        return redirect("account_change_password")
    form = SetPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        request.session.pop(ENTERED_BY_CODE, None)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is set: use it to sign in from now on."))
        return redirect("home")
    return render(request, "account/choose_password.html", {"form": form})
