"""The editor of a lesson, and what is done to a lesson from the page of its course."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.content.actions.figures import place_figures
from courses.content.actions.lesson_order import archive_lesson, move_lesson, unarchive_lesson
from courses.content.actions.lessons import (
    CannotPublish,
    LessonChanged,
    publish_lesson,
)
from courses.content.models import Lesson
from courses.markup.page import MarkupRefused
from courses.teach.editor import Editor, fresh_editor, preview_of, sent_editor
from courses.teach.views.courses import course_page, why_not

STEPS = {"haut": -1, "bas": 1}


def edit(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    subject: Lesson = request.entered
    if request.method != "POST":
        return _page(request, fresh_editor(subject))
    editor = sent_editor(subject, request.POST, request.FILES)
    if "preview" in request.POST or not editor.is_valid():
        return _page(request, editor)
    return _save(request, editor)


def _save(request: PersonRequest, editor: Editor) -> HttpResponse:
    try:
        revision = place_figures(
            lesson=editor.lesson,
            placements=editor.placements(),
            author=request.user,
            now=timezone.now(),
            **editor.form.cleaned_data,
        )
        if "publish" in request.POST:
            publish_lesson(lesson=editor.lesson, now=timezone.now())
            messages.success(request, _("Students now read version %d.") % revision.number)
    except MarkupRefused as refused:
        editor.refuse(refused.message)
        return _page(request, editor)
    except LessonChanged as changed:
        editor.meet(changed.newest)
        return _page(request, editor, status=409)
    except CannotPublish as refused:
        messages.error(request, why_not(refused))
    return redirect("lesson_edit", editor.lesson.course.slug, editor.lesson.slug)


def _page(request: PersonRequest, editor: Editor, status: int = 200) -> HttpResponse:
    return render(request, "teach/lesson_edit.html", editor.page(), status=status)


@require_POST
def preview(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """The part of the editor's page that shows the lesson, for a text not saved yet."""
    subject: Lesson = request.entered
    shown = preview_of(subject, request.POST.get("title", ""), request.POST.get("source", ""))
    return render(request, "teach/parts/lesson_preview.html", {"preview": shown, "lesson": subject})


@require_POST
def publish(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    subject: Lesson = request.entered
    try:
        publish_lesson(lesson=subject, now=timezone.now())
    except CannotPublish as refused:
        messages.error(request, why_not(refused))
    else:
        messages.success(request, _("“%s” is published.") % subject)
    return course_page(subject.course, lecon=subject.slug)


@require_POST
def move(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """One place up or down; the focus goes back to the button that was pressed."""
    subject: Lesson = request.entered
    step = request.POST.get("pas")
    if step in STEPS and move_lesson(lesson=subject, step=STEPS[step]):
        place = {"lesson": subject, "position": subject.position, "section": subject.section}
        messages.success(
            request,
            _("“%(lesson)s” is now number %(position)d of “%(section)s”.") % place,
        )
    return course_page(subject.course, lecon=subject.slug, pas=step if step in STEPS else "")


@require_POST
def archive(request: PersonRequest, course: str, lesson: str) -> HttpResponse:
    """Into the bin or, with `restore`, out of it."""
    subject: Lesson = request.entered
    if "restore" in request.POST:
        unarchive_lesson(lesson=subject)
        messages.success(request, _("“%s” is back in its place.") % subject)
        return course_page(subject.course, lecon=subject.slug)
    archive_lesson(lesson=subject, now=timezone.now())
    return course_page(subject.course, jetee=subject.slug)
