"""An explorable as its author may try it, before the lesson is even saved; nothing is kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.accounts.requests import PersonRequest
from courses.content.explorables import Place, place_name
from courses.content.models import Lesson
from courses.progress.exploration_words import ExplorationPage
from courses.progress.explorations import begin
from courses.simulations.block import BlockError, read_block
from courses.teach.address import explorable_address


def explorable(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    subject: Lesson = request.entered
    editor = reverse("lesson_edit", args=[course, lesson])
    info, text = request.GET.get("bloc", ""), request.GET.get("texte", "")
    try:
        place = Place(place_name(info, text), read_block(info, text))
    except BlockError:
        messages.warning(request, _("This block has a mistake: see its line in the editor."))
        return redirect(editor)
    second = request.GET.get("cas") == "2"
    tried = begin(request.user, subject, place, 2 if second else 1).sent(request.POST)
    context = {
        "lesson": subject,
        "course": subject.course,
        "back": editor,
        "page": ExplorationPage(tried, keeps=False),
        "action": request.get_full_path(),
        "other": explorable_address(subject, info, text, case=1 if second else 2),
    }
    return render(request, "learn/exploration.html", context)
