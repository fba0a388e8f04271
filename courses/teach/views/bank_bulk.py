"""Many questions of a bank changed at once, and changed back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest, as_id
from courses.content.models import Course
from courses.progress.nameless import nameless
from courses.quizzes.actions.bank import (
    MOST_AT_ONCE,
    archive_questions,
    archived_at,
    publish_questions,
    restore_questions,
)
from courses.quizzes.actions.bank_texts import (
    duplicate_questions,
    made_at,
    tag_questions,
    untag_questions,
)
from courses.quizzes.actions.refusals import BulkRefused
from courses.quizzes.bank import find_questions, question_rows
from courses.quizzes.models import Question
from courses.teach.bank_words import BINNED, COPIED, TAGGED, UNDONE, restored
from courses.teach.forms.bank import BankForm, TagForm
from courses.teach.views.bank import DONE, STAMP, back_to_bank, list_query, read_stamp


@require_POST
def bulk(request: PersonRequest, course: str) -> HttpResponse:
    """Does to the ticked questions what the pressed button says."""
    act = ACTS.get(request.POST.get("do", ""))
    chosen = _chosen(request)
    if act is None or not chosen:
        messages.warning(request, _("Tick at least one question, then choose what to do."))
        return back_to_bank(request, request.entered.slug)
    if len(chosen) > MOST_AT_ONCE:
        said = _("At most %(most)d questions at once: narrow the list with a filter.")
        messages.warning(request, said % {"most": MOST_AT_ONCE})
        return back_to_bank(request, request.entered.slug)
    try:
        return act(request, chosen)
    except BulkRefused as refused:
        return _refused(request, refused)


@require_POST
def undo(request: PersonRequest, course: str) -> HttpResponse:
    """Takes back what an action on many questions did."""
    stamp, subject = read_stamp(request.POST.get(STAMP, "")), request.entered
    done = request.POST.get(DONE, "")
    if stamp is None or done not in UNDONE:
        return back_to_bank(request, request.entered.slug)
    try:
        count = _take_back(request, subject, done, stamp)
    except BulkRefused as refused:
        return _refused(request, refused)
    messages.success(request, UNDONE[done](count) % {"count": count})
    return back_to_bank(request, request.entered.slug)


def _take_back(request: PersonRequest, course: Course, done: str, stamp: datetime) -> int:
    now = timezone.now()
    if done == BINNED:
        return restore_questions(questions=archived_at(course, stamp))
    if done == COPIED:
        return archive_questions(questions=made_at(course, stamp), now=now)
    return untag_questions(course=course, stamp=stamp, author=request.user, now=now)


def _tag(request: PersonRequest, chosen: Sequence[Question]) -> HttpResponse:
    """Asks what to write in the questions, then writes it."""
    form = TagForm(request.POST if "apply" in request.POST else None, course=request.entered)
    if not form.is_valid():
        return _tag_page(request, form, chosen)
    now = timezone.now()
    count = tag_questions(questions=chosen, tags=form.tags(), author=request.user, now=now)
    if not count:
        messages.info(request, _("Every one of these questions says this already."))
        return back_to_bank(request, request.entered.slug)
    return back_to_bank(request, request.entered.slug, done=TAGGED, stamp=now)


def _tag_page(request: PersonRequest, form: TagForm, chosen: Sequence[Question]) -> HttpResponse:
    context = {
        "course": request.entered,
        "form": form,
        "count": len(chosen),
        "rows": question_rows(each.pk for each in chosen[:10]),
        "ids": ",".join(str(each.pk) for each in chosen),
        "query": list_query(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "teach/questions_tag.html", context, status=status)


def _publish(request: PersonRequest, chosen: Sequence[Question]) -> HttpResponse:
    count = publish_questions(questions=chosen, now=timezone.now())
    said = ngettext("%(count)d question published.", "%(count)d questions published.", count)
    messages.success(request, said % {"count": count})
    return back_to_bank(request, request.entered.slug)


def _archive(request: PersonRequest, chosen: Sequence[Question]) -> HttpResponse:
    now = timezone.now()
    archive_questions(questions=chosen, now=now)
    return back_to_bank(request, request.entered.slug, done=BINNED, stamp=now)


def _restore(request: PersonRequest, chosen: Sequence[Question]) -> HttpResponse:
    count = restore_questions(questions=chosen)
    messages.success(request, restored(count) % {"count": count})
    return back_to_bank(request, request.entered.slug)


def _duplicate(request: PersonRequest, chosen: Sequence[Question]) -> HttpResponse:
    now = timezone.now()
    duplicate_questions(questions=chosen, author=request.user, now=now)
    return back_to_bank(request, request.entered.slug, done=COPIED, stamp=now)


ACTS: Mapping[str, Callable[[PersonRequest, Sequence[Question]], HttpResponse]] = {
    "tag": _tag,
    "publish": _publish,
    "archive": _archive,
    "restore": _restore,
    "duplicate": _duplicate,
}


def _chosen(request: PersonRequest) -> list[Question]:
    """The questions ticked on the page, carried from it, or all those of the list."""
    course: Course = request.entered
    if "all" in request.POST:
        search = BankForm(request.GET, course=course).search()
        return list(find_questions(course, search, nameless([course]))[: MOST_AT_ONCE + 1])
    texts = [*request.POST.getlist("question"), *request.POST.get("ids", "").split(",")]
    numbers = [number for text in texts if (number := as_id(text))]
    return list(Question.objects.filter(course=course, pk__in=numbers[: MOST_AT_ONCE + 1]))


def _refused(request: PersonRequest, refused: BulkRefused) -> HttpResponse:
    context = {
        "course": request.entered,
        "refusals": refused.refusals,
        "query": list_query(request),
    }
    return render(request, "teach/questions_refused.html", context, status=422)
