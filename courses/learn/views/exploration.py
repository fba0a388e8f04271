"""An explorable of a lesson: on a page of its own, or the piece that the lesson's page takes in."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import is_offered_editing
from courses.content.explorables import Place
from courses.content.models import Lesson
from courses.progress.exploration_actions import keep_exploration
from courses.progress.exploration_words import ExplorationPage
from courses.progress.explorations import MOST_CASES, Exploring, begin, resume


def exploration(request: PersonRequest, course: str, lesson: str, exploration: str) -> HttpResponse:
    """Who teaches the course tries everything, and nothing of it is kept."""
    subject, place = request.entered
    keeps = not is_offered_editing(request.user, subject.course)
    case = _case(request)
    if not keeps:
        tried = begin(request.user, subject, place, case).sent(request.POST)
        return _page(request, subject, tried, keeps=False)
    exploring = resume(request.user, subject, place, case)
    if request.method == "POST":
        return _keep(request, subject, place, exploring.sent(request.POST))
    return _page(request, subject, exploring, keeps=True)


def _keep(
    request: PersonRequest, lesson: Lesson, place: Place, exploring: Exploring
) -> HttpResponse:
    if exploring.prediction is None:
        error = _("Make a prediction first.")
        return _page(request, lesson, exploring, keeps=True, error=error, status=422)
    kept = keep_exploration(
        user=request.user,
        lesson=lesson,
        place=place,
        case=exploring.case,
        given=exploring.given,
        prediction=exploring.prediction,
        choice=exploring.choice,
        now=timezone.now(),
    )
    if request.headers.get("X-Fragment"):
        at = date_format(timezone.localtime(kept.updated_at), "H:i")
        saved = _("Checked and saved at %(time)s") % {"time": at}
        return JsonResponse({"saved": saved, "answer": kept.answer, "guess": kept.prediction})
    return redirect(f"{request.path}?cas={exploring.case}#explorer")


def _case(request: PersonRequest) -> int:
    asked = request.GET.get("cas", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 3 else 1
    return max(1, min(number, MOST_CASES))


def _page(
    request: PersonRequest,
    lesson: Lesson,
    exploring: Exploring,
    *,
    keeps: bool,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    alone = not request.headers.get("X-Fragment")
    name = "learn/exploration.html" if alone else "learn/parts/exploration.html"
    context = {
        "lesson": lesson,
        "course": lesson.course,
        "back": lesson.get_absolute_url(),
        "page": ExplorationPage(exploring, keeps=keeps),
        "action": f"{request.path}?cas={exploring.case}",
        "other": f"{request.path}?cas={exploring.next_case}",
        "error": error,
    }
    return render(request, name, context, status=status)
