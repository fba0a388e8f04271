"""Questions derived by rule from lessons: read one by one, accepted, edited or refused."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.requests import PersonRequest
from courses.content.models import Lesson
from courses.markup.page import MarkupRefused
from courses.quizzes.actions.authoring import QuestionRefused
from courses.quizzes.actions.drafts import accept_draft, refuse_draft, undo_decision
from courses.quizzes.cards.making import draft_card
from courses.quizzes.drafts.queries import OfferedDraft, course_drafts, lesson_drafts
from courses.quizzes.rendering import render_question
from courses.quizzes.text.writing import write_question
from courses.teach.address import in_query


def course(request: PersonRequest, course: str) -> HttpResponse:
    context = {"course": request.entered, "lessons": course_drafts(request.entered)}
    return render(request, "teach/course_drafts.html", context)


def lesson(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """One draft at a time: the one the address asks for, or the first that is left."""
    subject: Lesson = request.entered
    if request.method == "POST":
        return _decided(request, subject)
    offered = lesson_drafts(subject)
    place = _place(in_query(request, "n"), len(offered))
    one = offered[place] if offered else None
    context = {
        "lesson": subject,
        "course": subject.course,
        "offered": offered,
        "place": place,
        "one": one,
        "card": _card(subject, one) if one else None,
        "text": write_question(one.draft.question) if one else "",
        "undo": in_query(request, "fait"),
    }
    return render(request, "teach/lesson_drafts.html", context)


def _decided(request: PersonRequest, lesson: Lesson) -> HttpResponse:
    digest, now = request.POST.get("draft", ""), timezone.now()
    place = _place(request.POST.get("n", ""), 100)
    if "undo" in request.POST:
        undo_decision(course=lesson.course, digest=digest, now=now)
        return _back(lesson, place)
    one = next((each for each in lesson_drafts(lesson) if each.draft.digest == digest), None)
    if one is None:  # decided by another page, or the lesson was changed
        messages.info(request, _("This draft is offered no more."))
        return _back(lesson, place)
    if "refuse" in request.POST:
        refuse_draft(course=lesson.course, digest=digest, author=request.user, now=now)
        return _back(lesson, place, digest)
    try:
        question = accept_draft(course=lesson.course, draft=one.draft, author=request.user, now=now)
    except (QuestionRefused, MarkupRefused):
        messages.warning(request, _("This draft cannot be kept as it is."))
        return _back(lesson, place)
    if "edit" in request.POST:
        return redirect("question_edit", lesson.course.slug, question.pk)
    return _back(lesson, place, digest)


def _back(lesson: Lesson, place: int, digest: str = "") -> HttpResponse:
    url = reverse("lesson_drafts", args=[lesson.course.slug, lesson.slug])
    return redirect(f"{url}?n={place}&fait={digest}" if digest else f"{url}?n={place}")


def _place(said: str, count: int) -> int:
    place = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0
    return max(0, min(place, count - 1))


def _card(lesson: Lesson, one: OfferedDraft) -> object:
    try:
        question = one.draft.question
        return draft_card(question, render_question(lesson.course, question))
    except MarkupRefused:
        return None
