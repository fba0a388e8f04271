"""A teacher's courses, one course as its teachers work on it, and its settings."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import own_deck_drafts, taught_courses
from courses.content.actions.courses import create_course, edit_course
from courses.content.actions.lessons import CannotPublish
from courses.content.actions.lessons import publish_chapter as publish_all
from courses.content.messages import translated
from courses.content.models import Course, Proposal, ReviewNote
from courses.content.note_queries import note_counts
from courses.content.queries import (
    CourseSummary,
    Filter,
    binned_lessons,
    course_chapters,
    course_summaries,
)
from courses.progress.urgent_queries import urgent
from courses.quizzes.models import Question
from courses.teach.forms.courses import CourseForm
from courses.teach.proposals import waiting_keys


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    drafts = own_deck_drafts(request.user).filter(deck=None).select_related("course", "chapter")
    courses = taught_courses(request.user)
    waits = urgent(courses, timezone.now())
    page = {
        "courses": list(zip(course_summaries(courses), waits, strict=True)),
        "drafts": drafts.defer("source", "edits"),
        "may_create": request.user.is_teacher or request.user.is_superuser,
    }
    return render(request, "teach/home.html", page)


@require_safe
def course(request: PersonRequest, course: str) -> HttpResponse:
    subject: Course = request.entered
    wanted = _filter(request.GET.get("montrer", ""))
    bin_ = binned_lessons(subject)
    thrown = request.GET.get("jetee")
    waiting = waiting_keys(subject)
    page = {
        "course": subject,
        "is_taken": subject.cohorts.filter(archived_at=None).exists(),
        "choices": _choices(course_summaries(Course.objects.filter(pk=subject.pk))[0]),
        "import_url": f"{reverse('deck_new')}?course={subject.pk}",
        "chapters": course_chapters(subject, questions=_questions(subject), wanted=wanted),
        "wanted": wanted,
        "bin": bin_,
        "thrown": next((lesson for lesson in bin_ if lesson.slug == thrown), None),
        "at": request.GET.get("lecon"),
        "step": request.GET.get("pas"),
        "open_notes": note_counts(subject)[ReviewNote.Status.OPEN],
        "waiting": sum(map(len, waiting.values())),
        "proposals": waiting[Proposal.Kind.LESSON],
    }
    return render(request, "teach/course.html", page)


def course_page(course: Course, **place: str) -> HttpResponse:
    """Back to the course's page; `place` says which of its lessons has the focus there."""
    address = reverse("teach_course", args=[course.slug])
    return redirect(f"{address}?{urlencode(place)}" if place else address)


def _filter(value: str) -> Filter:
    return Filter(value) if value in list(Filter) else Filter.ALL


def _choices(summary: CourseSummary) -> list[dict[str, Any]]:
    """The filters of the page, with how many lessons each keeps."""
    return [
        {"value": Filter.ALL, "label": _("All lessons"), "count": summary.lessons},
        {"value": Filter.TO_PUBLISH, "label": _("To publish"), "count": summary.to_publish},
        {
            "value": Filter.MISSING_FIGURES,
            "label": _("Missing figures"),
            "count": summary.missing_figures,
        },
        {"value": Filter.EMPTY, "label": _("Empty lessons"), "count": summary.empty},
    ]


def _questions(course: Course) -> dict[int, int]:
    """How many questions each lesson's id has."""
    questions = Question.objects.current().filter(course=course, lesson__isnull=False)
    return dict(questions.order_by().values_list("lesson").annotate(Count("pk")))


def new(request: PersonRequest) -> HttpResponse:
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = create_course(
            title=form.cleaned_data["title"],
            language=form.cleaned_data["language"],
            teacher=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The course is there. Give it a first chapter."))
        return course_page(made)
    return render(request, "teach/course_form.html", {"form": form})


def edit(request: PersonRequest, course: str) -> HttpResponse:
    # The form works on its own copy: a refused title must not show in the page's header.
    subject = Course.objects.get(pk=request.entered.pk)
    form = CourseForm(request.POST or None, instance=subject)
    if request.method == "POST" and form.is_valid():
        edit_course(
            course=subject,
            title=form.cleaned_data["title"],
            language=form.cleaned_data["language"],
        )
        messages.success(request, _("The course's settings are saved."))
        return course_page(subject)
    return render(request, "teach/course_form.html", {"form": form, "course": request.entered})


def why_not(refused: CannotPublish) -> str:
    return _("Nothing was published. In “%(lesson)s”: %(reason)s") % {
        "lesson": refused.title,
        "reason": translated(refused.message),
    }


@require_POST
def publish_chapter(request: PersonRequest, course: str, chapter: str) -> HttpResponse:
    subject = request.entered
    try:
        count = publish_all(chapter=subject, now=timezone.now())
    except CannotPublish as refused:
        messages.error(request, why_not(refused))
        return course_page(subject.course)
    messages.success(
        request,
        ngettext(
            "“%(chapter)s” is published: %(count)d lesson.",
            "“%(chapter)s” is published: %(count)d lessons.",
            count,
        )
        % {"chapter": subject.title, "count": count},
    )
    return course_page(subject.course)
