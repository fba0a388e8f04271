"""A person's own settings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.accounts.actions import sign_out_elsewhere
from courses.accounts.forms import SettingsForm
from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.accounts.views.language import keep_language


def settings(request: PersonRequest) -> HttpResponse:
    if request.method == "POST" and "elsewhere" in request.POST:
        return _end_other_sessions(request)
    # The form works on its own copy: a refused address must not show in the page's header.
    person = User.objects.get(pk=request.user.pk)
    form = SettingsForm(request.POST or None, instance=person, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your settings are saved."))
        response = redirect("account_settings")
        keep_language(response, form.cleaned_data["language"])
        return response
    others = request.user.sessions.exclude(session_key=request.session.session_key).count()
    return render(request, "account/settings.html", {"form": form, "other_sessions": others})


def _end_other_sessions(request: PersonRequest) -> HttpResponse:
    ended = sign_out_elsewhere(user=request.user, session_key=request.session.session_key)
    messages.success(
        request,
        ngettext("%(count)d session ended.", "%(count)d sessions ended.", ended) % {"count": ended},
    )
    return redirect("account_settings")
