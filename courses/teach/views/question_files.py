"""Files of questions: brought in after a dry run, taken out with what their format leaves out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from courses.accounts.requests import PersonRequest
from courses.exchange.formats import EXTENSIONS, QUIZ, WRITERS
from courses.exchange.question_actions import ImportRefused, ImportReport, import_questions
from courses.quizzes.labels import KIND_LABELS
from courses.teach.forms.bank import BankForm
from courses.teach.forms.questions import FORMAT_LABELS, ExportForm, QuestionFileForm
from courses.teach.question_export import LossView, bank_questions, loss_views
from courses.teach.question_text import QuestionsRead, read_import

DOWNLOAD = "telecharger"
CONTENT_TYPES = {"moodle-xml": "application/xml; charset=utf-8"}


def import_file(request: PersonRequest, course: str) -> HttpResponse:
    """Many questions at once: checked first, then all or none."""
    form = QuestionFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _import_page(request, form)
    text, format_ = form.cleaned_data["text"], form.cleaned_data["format"]
    read = read_import(request.entered, text, format_)
    # Shown again as text, so that a file can be mended on the page.
    shown = QuestionFileForm(initial={"text": text, "format": format_})
    if "confirm" not in request.POST or read.errors or not (read.questions or read.quizzes):
        return _import_page(request, shown, read)
    try:
        report = import_questions(
            course=request.entered,
            questions=read.questions,
            author=request.user,
            now=timezone.now(),
            publish="publish" in request.POST,
            quizzes=read.quizzes,
        )
    except ImportRefused as refused:
        messages.error(request, f"{refused.question.id} – {refused.reason}")
        return _import_page(request, shown, read)
    messages.success(request, _told(report, len(read.quizzes)))
    return redirect("questions", course=course)


def export(request: PersonRequest, course: str) -> HttpResponse:
    """The bank, or what its filters keep, in a format; the losses are told beforehand."""
    filters = BankForm(request.GET, course=request.entered)
    search = filters.search()
    form = ExportForm({"format": request.GET.get("format") or QUIZ})
    format_ = form.cleaned_data["format"] if form.is_valid() else QUIZ
    found = bank_questions(request.entered, search)
    written = WRITERS[format_](found)
    if DOWNLOAD in request.GET and written.text:
        type_ = CONTENT_TYPES.get(format_, "text/plain; charset=utf-8")
        response = HttpResponse(written.text, content_type=type_)
        name = f"questions-{course}{EXTENSIONS[format_]}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    losses: list[LossView] = loss_views(written.losses)
    context = {
        "course": request.entered,
        "form": form,
        "format": format_,
        "name": FORMAT_LABELS[format_],
        "extension": EXTENSIONS[format_],
        "kept": [(name, request.GET[name]) for name in filters.fields if request.GET.get(name)],
        "narrow": search.is_narrow,
        "count": len(found),
        "left_out": sum(len(loss.ids) for loss in losses if loss.whole),
        "losses": losses,
    }
    return render(request, "teach/questions_export.html", context)


def _import_page(
    request: PersonRequest, form: QuestionFileForm, read: QuestionsRead | None = None
) -> HttpResponse:
    found = [(KIND_LABELS[each.kind], each) for each in read.questions] if read else []
    foreign = form["format"].value() not in ("", None, QUIZ)
    context = {
        "course": request.entered,
        "form": form,
        "read": read,
        "found": found,
        "foreign": foreign,
    }
    return render(request, "teach/questions_import.html", context)


def _told(report: ImportReport, quizzes: int) -> str:
    """What an import did, count by count."""
    said = [
        (
            report.created,
            ngettext("%(count)d question added", "%(count)d questions added", report.created),
        ),
        (
            report.changed,
            ngettext("%(count)d question changed", "%(count)d questions changed", report.changed),
        ),
        (
            report.same,
            ngettext(
                "%(count)d question already there", "%(count)d questions already there", report.same
            ),
        ),
        (quizzes, ngettext("%(count)d quiz", "%(count)d quizzes", quizzes)),
    ]
    return " · ".join(words % {"count": count} for count, words in said if count)
