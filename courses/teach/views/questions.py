"""Questions written as text: checked, saved, published, put away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest
from courses.content.messages import translated
from courses.content.models import Course, Lesson
from courses.markup.page import MarkupRefused
from courses.quizzes.actions.authoring import (
    QuestionRefused,
    archive_question,
    publish_question,
    save_question,
    unarchive_question,
)
from courses.quizzes.models import Question, QuestionRevision
from courses.teach.address import in_query
from courses.teach.forms.questions import QuestionForm
from courses.teach.question_text import ProblemView, card_of, model_text, read_questions
from courses.teach.views.bank import BINNED, back_to_bank


def new(request: PersonRequest, course: str) -> HttpResponse:
    if request.method == "POST":
        return _save(request, request.entered, None)
    lessons = Lesson.objects.current().filter(course=request.entered)
    lesson = lessons.filter(slug=in_query(request, "lesson")).first()
    text = model_text(request.GET.get("kind", "choice"), lesson)
    return _editor(request, request.entered, QuestionForm(initial={"text": text}))


def edit(request: PersonRequest, course: str, question: int) -> HttpResponse:
    subject: Question = request.entered
    if request.method == "POST":
        return _save(request, subject.course, subject)
    newest = subject.revisions.select_related("answer_key").first()
    text = newest.answer_key.source if newest else ""
    form = QuestionForm(initial={"text": text})
    return _editor(request, subject.course, form, question=subject, newest=newest)


@require_POST
def preview(request: PersonRequest, course: str) -> HttpResponse:
    """The fragment beside the text: what is wrong, or the question as a student meets it."""
    read = read_questions(request.entered, request.POST.get("text", ""), single=True)
    context = {"read": read, "card": card_of(request.entered, read)}
    return render(request, "teach/question_preview.html", context)


@require_POST
def publish(request: PersonRequest, course: str, question: int) -> HttpResponse:
    publish_question(question=request.entered, now=timezone.now())
    messages.success(request, _("The question is published."))
    return back_to_bank(request, course)


@require_POST
def archive(request: PersonRequest, course: str, question: int) -> HttpResponse:
    if "undo" in request.POST:
        unarchive_question(question=request.entered)
        messages.success(request, _("The question is back in the bank."))
        return back_to_bank(request, course)
    now = timezone.now()
    archive_question(question=request.entered, now=now)
    return back_to_bank(request, course, done=BINNED, stamp=now)


def _save(request: PersonRequest, course: Course, question: Question | None) -> HttpResponse:
    """Saves the text as a draft, or publishes it too; what is refused stays on the page."""
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _editor(request, course, form, question=question)
    read = read_questions(course, form.cleaned_data["text"], single=True)
    if "preview" in request.POST:
        return _editor(request, course, form, question=question)
    if read.only is None:
        return _editor(request, course, form, question=question, errors=read.errors)
    try:
        revision = save_question(
            course=course,
            text=read.only,
            author=request.user,
            now=timezone.now(),
            question=question,
        )
    except QuestionRefused as refused:
        form.add_error("text", refused.message.text(_))
    except MarkupRefused as refused:
        form.add_error("text", translated(refused.message))
    else:
        return _saved(request, revision)
    return _editor(request, course, form, question=question)


def _saved(request: PersonRequest, revision: QuestionRevision) -> HttpResponse:
    question = revision.question
    if "publish" in request.POST:
        publish_question(question=question, now=timezone.now())
        messages.success(request, _("The question is published."))
        return redirect("questions", course=question.course.slug)
    messages.success(request, _("The draft is saved; students do not see it yet."))
    return redirect("question_edit", course=question.course.slug, question=question.pk)


def _editor(
    request: PersonRequest,
    course: Course,
    form: QuestionForm,
    *,
    question: Question | None = None,
    newest: QuestionRevision | None = None,
    errors: tuple[ProblemView, ...] = (),
) -> HttpResponse:
    """The page of one question: its text, what is wrong with it, and how students see it."""
    text = form["text"].value() or ""
    read = read_questions(course, text, single=True)
    context = {
        "course": course,
        "form": form,
        "question": question,
        "newest": newest,
        "read": read,
        "card": card_of(course, read),
        "errors": errors,
    }
    refused = form.is_bound and "preview" not in request.POST
    return render(request, "teach/question_edit.html", context, status=422 if refused else 200)
