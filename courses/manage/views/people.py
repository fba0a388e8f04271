"""People of the whole site, for its administrators: found, their rights changed, the log."""

from dataclasses import asdict

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.accounts.audit import SITE_SCOPE, log_page
from courses.accounts.forms import RolesForm
from courses.accounts.models import User
from courses.accounts.namesakes import namesakes
from courses.accounts.queries import find_people
from courses.accounts.requests import PersonRequest, searched_words
from courses.accounts.role_actions import LocksOut, Roles, change_roles

PER_PAGE = 50


@require_safe
def site_people(request: PersonRequest) -> HttpResponse:
    words = searched_words(request)
    page = Paginator(find_people(words), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(person, Roles.of(person)) for person in page]
    context = {"page": page, "rows": rows, "words": words, "namesakes": namesakes(page)}
    return render(request, "manage/people.html", context)


def site_person(request: PersonRequest, person: int) -> HttpResponse:
    subject: User = request.entered
    posted = request.POST if request.method == "POST" else None
    form = RolesForm(posted, initial=asdict(Roles.of(subject)))
    if form.is_valid():
        roles = Roles(**form.cleaned_data)
        try:
            change_roles(person=subject, roles=roles, by=request.user, now=timezone.now())
        except LocksOut:
            form.add_error(
                None, _("You may not take your own rights away: another administrator does it.")
            )
        else:
            said = _("The rights of %(name)s are saved.") % {"name": subject}
            messages.success(request, said)
            return redirect("site_person", person=person)
    context = {"person": subject, "form": form}
    return render(request, "manage/person.html", context, status=422 if form.errors else 200)


@require_safe
def site_log(request: PersonRequest) -> HttpResponse:
    words = searched_words(request)
    page = log_page(SITE_SCOPE, words, request.GET.get("page"))
    return render(request, "manage/site_log.html", {"page": page, "words": words})
