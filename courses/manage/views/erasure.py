"""The erasure of a person's data: said what goes and what stays, then confirmed in writing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.exchange.person_erasure import HasDuties, erase_person, has_duties
from courses.manage.forms import ErasureForm


def person_erase(request: PersonRequest, person: int) -> HttpResponse:
    subject: User = request.entered
    posted = request.POST if request.method == "POST" else None
    form = ErasureForm(posted, identifier=subject.identifier)
    if form.is_valid():
        try:
            erased = erase_person(person=subject, by=request.user, now=timezone.now())
        except HasDuties:
            form.add_error(None, _("Take this person's rights and roles back first."))
        else:
            said = _("The data are erased. What is left is called %(name)s.")
            messages.success(request, said % {"name": erased.identifier})
            return redirect("site_people")
    context = {"person": subject, "form": form, "has_duties": has_duties(subject)}
    return render(request, "manage/person_erase.html", context, status=422 if form.errors else 200)
