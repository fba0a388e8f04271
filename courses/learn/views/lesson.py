"""A lesson: its page, where its reader is, and that they finished it."""

import re
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courses.accounts.models import User
from courses.accounts.requests import PersonRequest
from courses.cohorts.access import is_offered_editing
from courses.cohorts.openings import closing_of
from courses.content.models import Lesson
from courses.content.note_queries import open_notes
from courses.content.reading_time import reading_minutes
from courses.learn.freshness import fresh
from courses.progress.actions import (
    CheckIsUnanswered,
    LessonIsEmpty,
    finish_lesson,
    record_visit,
)
from courses.progress.queries import lesson_place
from courses.progress.shares import Step
from courses.quizzes.cards.queries import attempt_cards, fresh_cards
from courses.quizzes.cards.views import QuestionCard

_PLACE = re.compile(r"[\w~-]{1,120}")


def lesson(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    subject: Lesson = request.entered
    context = page(request, subject, _check(subject, request.user))
    # The same version is rendered again when notes about it are opened or closed.
    text = subject.published and subject.published.html
    outline = subject.section.chapter.outline
    revision = (subject.published_id, text, subject.course.title, outline)
    here, closed = context["here"], context["closed"]
    states = [(step.pk, step.state) for step in here.chapter.steps]
    cards = [card.version for card in context["cards"]]
    notes = [note.id for note in context["notes"]]
    version = (revision, states, here.place, context["edits"], notes, cards, closed)
    return fresh(request, version, lambda: render(request, "learn/lesson.html", context))


def page(request: PersonRequest, lesson: Lesson, cards: list[QuestionCard]) -> dict[str, Any]:
    """What a page of the lesson shows; `closed`: since when its check is, and on what clock."""
    course, published = lesson.course, lesson.published
    here = lesson_place(lesson, request.user)
    edits = is_offered_editing(request.user, course)
    return {
        "lesson": lesson,
        "course": course,
        "revision": published,
        "minutes": reading_minutes(published.words if published else 0),
        "here": here,
        "lessons_url": reverse("lesson", args=[course.slug, "-"]).removesuffix("-/"),
        "previous": _neighbour(course.slug, here.before),
        "next": _neighbour(course.slug, here.after),
        "cards": cards,
        "edits": edits,
        "notes": open_notes(lesson, published.source) if edits and published else [],
        "closed": _closed(lesson, request.user),
    }


@require_POST
def visit(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """Sent by the page itself: reading is recorded, asking for a page writes nothing."""
    place = request.POST.get("place", "")
    record_visit(
        user=request.user,
        lesson=request.entered,
        place=place if _PLACE.fullmatch(place) else "",
        now=timezone.now(),
    )
    return HttpResponse(status=204)


@require_POST
def finish(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """To the next lesson of the chapter, or to the chapter after its last one."""
    subject: Lesson = request.entered
    try:
        finish_lesson(user=request.user, lesson=subject, now=timezone.now())
    except CheckIsUnanswered as refusal:
        messages.warning(request, _unanswered(refusal.left))
        return redirect(f"{subject.get_absolute_url()}#check")
    except LessonIsEmpty:
        messages.warning(request, _("This lesson is still to be written: it is not counted."))
        return redirect(subject)
    after = lesson_place(subject, request.user).after
    if after is not None:
        return redirect("lesson", course, after.slug)
    messages.success(request, _("You have reached the end of the chapter."))
    return redirect("chapter", course, subject.section.chapter.slug)


def _check(lesson: Lesson, user: User) -> list[QuestionCard]:
    """The questions at the end, as the person left them, in at most one query."""
    quiz = getattr(lesson, "check_quiz", None)
    if quiz is None:
        return []
    attempt: int | None = lesson.check_attempt  # type: ignore[attr-defined]  # see the page's rule
    return attempt_cards(attempt) if attempt else fresh_cards(quiz.pk, user)


def _closed(lesson: Lesson, user: User) -> tuple[datetime, str] | None:
    closes = closing_of(lesson.closing)  # type: ignore[attr-defined]  # see the page's rule
    if user.is_superuser or closes is None or closes[0] > timezone.now():
        return None
    return closes


def _neighbour(course: str, step: Step | None) -> dict[str, str] | None:
    if step is None:
        return None
    return {"title": step.title, "url": reverse("lesson", args=[course, step.slug])}


def _unanswered(left: int) -> str:
    return ngettext(
        "Answer the question at the end first: the lesson is finished with it.",
        "Answer the %(count)d questions left at the end first: the lesson is finished with them.",
        left,
    ) % {"count": left}
