"""The editor of a question: as a form or as text, previewed, saved, published, its versions."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.requests import PersonRequest
from courses.content.differences import compare
from courses.content.messages import translated
from courses.content.models import Course, Lesson, Proposal
from courses.markup.page import MarkupRefused
from courses.quizzes.actions.authoring import (
    QuestionChanged,
    QuestionRefused,
    publish_question,
    save_question,
)
from courses.quizzes.doubts import open_doubts, resting_on
from courses.quizzes.labels import KIND_LABELS
from courses.quizzes.models import Question, QuestionRevision
from courses.quizzes.text.reading import read_quiz
from courses.teach.address import in_query
from courses.teach.proposals import is_waiting
from courses.teach.question_editor import FORM, TEXT, QuestionEditor, sent_editor
from courses.teach.question_models import model_text
from courses.teach.question_words import KIND_USES
from courses.teach.views.bank import back_to_bank

# In the address: the editor opens on the text.
TEXT_VIEW = "texte"


def new(request: PersonRequest, course: str) -> HttpResponse:
    """The kinds to choose from; then, with `?kind=`, a question of that kind."""
    subject: Course = request.entered
    if request.method == "POST":
        return _sent(request, sent_editor(subject, None, request.POST))
    kind = in_query(request, "kind")
    if kind not in KIND_USES:
        kinds = [(name, KIND_LABELS[name], use) for name, use in KIND_USES.items()]
        lesson_slug = in_query(request, "lesson")
        context = {"course": subject, "kinds": kinds, "lesson": lesson_slug}
        return render(request, "teach/question_kinds.html", context)
    lesson = _lesson(request, subject)
    if in_query(request, "vue") == TEXT_VIEW:
        editor = QuestionEditor(subject, None, text=model_text(kind, lesson, _free_id(subject)))
        return _page(request, editor)
    place = f"lesson:{lesson.slug}" if lesson else ""
    fields = {"kind": [kind], "id": [_free_id(subject)], "place": [place]}
    return _page(request, QuestionEditor(subject, None, fields=fields))


def edit(request: PersonRequest, course: str, question: int) -> HttpResponse:
    subject: Question = request.entered
    if request.method == "POST":
        return _sent(request, sent_editor(subject.course, subject, request.POST))
    editor = QuestionEditor(subject.course, subject)
    if editor.newest is not None:
        editor.text, editor.after = editor.newest.answer_key.source, editor.newest.number
    if in_query(request, "vue") != TEXT_VIEW and editor.read.only:
        editor.show_form()
    return _page(request, editor)


@require_POST
def preview(request: PersonRequest, course: str) -> HttpResponse:
    """The fragment beside: what is wrong, or the question as a student meets it."""
    editor = sent_editor(request.entered, None, request.POST)
    return render(request, "teach/question_preview.html", editor.preview())


@require_POST
def publish(request: PersonRequest, course: str, question: int) -> HttpResponse:
    try:
        publish_question(question=request.entered, now=timezone.now())
    except QuestionRefused as refused:
        messages.error(request, refused.message.text(_))
    else:
        messages.success(request, _("The question is published."))
    return back_to_bank(request, course)


@require_safe
def history(request: PersonRequest, course: str, question: int) -> HttpResponse:
    """Every version with its text and what it changed in the one before."""
    subject: Question = request.entered
    revisions = list(subject.revisions.select_related("answer_key", "author"))
    before = [*(each.answer_key.source for each in revisions[1:]), ""]
    versions = [
        (revision, compare(old, revision.answer_key.source) if old else [])
        for revision, old in zip(revisions, before, strict=True)
    ]
    context = {"course": subject.course, "question": subject, "versions": versions}
    return render(request, "teach/question_history.html", context)


@require_POST
def restore(request: PersonRequest, course: str, question: int) -> HttpResponse:
    """An earlier version's text becomes the newest version, a draft."""
    subject: Question = request.entered
    number = request.POST.get("version", "")
    known = subject.revisions.select_related("answer_key")
    found = known.filter(number=number).first() if re.fullmatch(r"[0-9]{1,9}", number) else None
    if found is None:
        raise Http404
    read = read_quiz(found.answer_key.source)
    if len(read.questions) != 1:
        messages.error(
            request, _("This version can no longer be read: copy its text into the editor.")
        )
        return redirect("question_history", subject.course.slug, subject.pk)
    try:
        restored = save_question(
            course=subject.course,
            text=read.questions[0],
            author=request.user,
            now=timezone.now(),
            question=subject,
        )
    except (QuestionRefused, MarkupRefused) as refused:
        messages.error(request, _refusal(refused))
        return redirect("question_history", subject.course.slug, subject.pk)
    messages.success(
        request,
        _("Version %(old)d is back as version %(new)d, a draft: publish it when it is ready.")
        % {"old": found.number, "new": restored.number},
    )
    return redirect("question_edit", subject.course.slug, subject.pk)


def _sent(request: PersonRequest, editor: QuestionEditor) -> HttpResponse:
    """Does what the pressed button says; only saving writes anything."""
    changed = editor.change_kind(request.POST.get("was", ""))
    if "row" in request.POST:
        editor.act(request.POST["row"])
    elif request.POST.get("show") == FORM:
        editor.show_form()
    elif request.POST.get("show") == TEXT:
        editor.show_text()
    elif not {"preview", "redraw"} & set(request.POST):
        if changed:
            editor.notices.append(_("The kind has changed: check the answers, then save."))
            return _page(request, editor)
        return _save(request, editor)
    return _page(request, editor)


def _save(request: PersonRequest, editor: QuestionEditor) -> HttpResponse:
    """Saves a draft, or publishes it too; what is refused stays on the page."""
    text = editor.read.only
    if text is None:
        editor.refused = True
        return _page(request, editor, status=422)
    try:
        revision = save_question(
            course=editor.course,
            text=text,
            author=request.user,
            now=timezone.now(),
            question=editor.question,
            after=editor.after,
        )
    except QuestionChanged as changed:
        editor.meet(changed.newest)
        return _page(request, editor, status=409)
    except (QuestionRefused, MarkupRefused) as refused:
        editor.refuse(_refusal(refused))
        return _page(request, editor, status=422)
    return _saved(request, editor, revision)


def _saved(
    request: PersonRequest, editor: QuestionEditor, revision: QuestionRevision
) -> HttpResponse:
    try:
        if "publish" in request.POST:
            publish_question(question=revision.question, now=timezone.now())
            messages.success(request, _("The question is published."))
        else:
            messages.success(request, _("The draft is saved; students do not see it yet."))
    except QuestionRefused as refused:
        said = _("The draft is saved but cannot be published: %(why)s")
        messages.error(request, said % {"why": _refusal(refused)})
    course, question = revision.question.course.slug, revision.question.pk
    answer = redirect("question_edit", course=course, question=question)
    if editor.view == TEXT:
        answer["Location"] += f"?vue={TEXT_VIEW}"
    return answer


def _page(request: PersonRequest, editor: QuestionEditor, status: int = 200) -> HttpResponse:
    context = {**editor.page(), **_standing(editor)}
    return render(request, "teach/question_edit.html", context, status=status)


def _standing(editor: QuestionEditor) -> dict[str, Any]:
    """Whether the question waits for validation, and what it rests on that may be wrong."""
    question, course = editor.question, editor.course
    if question is None:
        return {}
    doubts = resting_on([question], open_doubts(course))
    return {
        "is_proposal": is_waiting(course, Proposal.Kind.QUESTION, question.slug),
        "doubt": doubts.get(question.pk),
    }


def _refusal(refused: QuestionRefused | MarkupRefused) -> str:
    if isinstance(refused, QuestionRefused):
        return refused.message.text(_)
    return translated(refused.message)


def _lesson(request: PersonRequest, course: Course) -> Lesson | None:
    lessons = Lesson.objects.current().filter(course=course)
    return lessons.filter(slug=in_query(request, "lesson")).first()


def _free_id(course: Course) -> str:
    """The first of q-1, q-2… that no question of the course has."""
    taken = set(course.questions.filter(slug__startswith="q-").values_list("slug", flat=True))
    return next(name for n in range(1, len(taken) + 2) if (name := f"q-{n}") not in taken)
