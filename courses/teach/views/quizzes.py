"""The quizzes of a course: the list, a new one, its settings, its publication, its bin."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.cohorts.schedule_queries import default_dates
from courses.content.models import Course
from courses.quizzes.actions.quizzes import (
    archive_quiz,
    create_quiz,
    duplicate_quiz,
    forget_previews,
    set_published,
    unarchive_quiz,
)
from courses.quizzes.models import Quiz
from courses.quizzes.quiz_contents import course_quizzes
from courses.teach.address import in_query
from courses.teach.forms.quizzes import NewQuizForm, QuizSettingsForm

MADE = (Quiz.Kind.EXAM, Quiz.Kind.PRACTICE)


def quizzes(request: PersonRequest, course: str) -> HttpResponse:
    subject: Course = request.entered
    rows = course_quizzes(subject)
    dates = default_dates(subject)
    listed = [(row, dates.get(row.quiz.slug)) for row in rows if row.state != "archived"]
    archived = [row for row in rows if row.state == "archived"]
    thrown = in_query(request, "corbeille")
    context = {
        "course": subject,
        "made": [pair for pair in listed if pair[0].quiz.kind in MADE],
        "sections": [pair for pair in listed if pair[0].quiz.kind == Quiz.Kind.SECTION],
        "checks": [pair for pair in listed if pair[0].quiz.kind == Quiz.Kind.CHECK],
        "archived": archived,
        "thrown": next((row.quiz for row in archived if row.quiz.slug == thrown), None),
    }
    return render(request, "teach/quizzes.html", context)


def new(request: PersonRequest, course: str) -> HttpResponse:
    form = NewQuizForm(
        request.POST if request.method == "POST" else None,
        initial={"kind": request.GET.get("genre", Quiz.Kind.PRACTICE.value)},
    )
    if not form.is_valid():
        context = {"course": request.entered, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "teach/quiz_new.html", context, status=status)
    said = form.cleaned_data
    quiz = create_quiz(course=request.entered, kind=said["kind"], title=said["title"])
    messages.success(request, _("The quiz is made; students do not see it yet. Add its questions."))
    return redirect("quiz_edit", course=course, quiz=quiz.slug)


def settings(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    if subject.kind == Quiz.Kind.CHECK:
        messages.info(request, _("A lesson's check has no settings: it explains each answer."))
        return redirect("quiz_edit", course=course, quiz=quiz)
    form = QuizSettingsForm(request.POST if request.method == "POST" else None, instance=subject)
    if not form.is_valid():
        title = Quiz.objects.values_list("title", flat=True).get(pk=subject.pk)
        context = {"course": subject.course, "quiz": subject, "title": title, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "teach/quiz_settings.html", context, status=status)
    form.save()
    messages.success(request, _("The settings are saved."))
    return redirect("quiz_edit", course=course, quiz=quiz)


@require_POST
def publish(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    if "hide" in request.POST:
        set_published(quiz=subject, published=False)
        messages.success(request, _("Students do not see this quiz any more."))
    elif not subject.items.exists():
        messages.warning(request, _("Add its questions before you show it to students."))
    else:
        set_published(quiz=subject, published=True)
        messages.success(request, _("Students see this quiz; its dates say when it opens."))
    return redirect("quiz_edit", course=course, quiz=quiz)


@require_POST
def duplicate(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    if subject.kind not in MADE:
        messages.warning(request, _("Only practice quizzes and exams can be duplicated."))
        return redirect("quiz_edit", course=course, quiz=quiz)
    title = _("%(title)s (copy)") % {"title": subject.title[:180]}
    copy = duplicate_quiz(quiz=subject, title=title)
    messages.success(request, _("Here is the copy; students do not see it yet."))
    return redirect("quiz_edit", course=course, quiz=copy.slug)


@require_POST
def archive(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    if subject.kind not in MADE:
        messages.warning(request, _("This quiz belongs to its lesson or section."))
        return redirect("quiz_edit", course=course, quiz=quiz)
    if "undo" in request.POST:
        unarchive_quiz(quiz=subject)
        messages.success(request, _("“%(title)s” is back.") % {"title": subject.title})
        return redirect("quizzes", course=course)
    archive_quiz(quiz=subject, now=timezone.now())
    return redirect(f"{reverse('quizzes', args=[course])}?corbeille={quiz}")


@require_POST
def reset_preview(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    count = forget_previews(quiz=request.entered, user=request.user)
    if count:
        said = ngettext(
            "Your preview is forgotten: you begin anew.",
            "Your %(count)d previews are forgotten: you begin anew.",
            count,
        )
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("You have no preview of this quiz."))
    return redirect("quiz_edit", course=course, quiz=quiz)
