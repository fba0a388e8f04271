"""What a quiz asks: its rows, and questions or draws to add."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courses.accounts.requests import PersonRequest, as_id
from courses.cohorts.schedule_queries import default_dates
from courses.progress.nameless import nameless
from courses.quizzes.actions.quiz_items import (
    add_draw,
    add_questions,
    move_item,
    order_items,
    remove_item,
    set_draw_count,
)
from courses.quizzes.bank import askable, find_questions, question_rows
from courses.quizzes.models import Attempt, Question, Quiz
from courses.quizzes.quiz_contents import matching_now, quiz_contents, total
from courses.teach.draw_words import DrawWords
from courses.teach.forms.bank import PickForm
from courses.teach.forms.quizzes import DrawForm

PER_PAGE = 30


def edit(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    subject: Quiz = request.entered
    rows = quiz_contents(subject)
    words = DrawWords(subject.course)
    context = {
        "course": subject.course,
        "quiz": subject,
        "rows": [(row, words.say(row.filters) if not row.question_id else "") for row in rows],
        "worth": total(rows),
        "dates": default_dates(subject.course).get(subject.slug),
        "previews": Attempt.objects.filter(
            quiz=subject, user=request.user, kind=Attempt.Kind.PREVIEW
        ).exists(),
        "made": subject.kind in (Quiz.Kind.EXAM, Quiz.Kind.PRACTICE),
    }
    return render(request, "teach/quiz_edit.html", context)


@require_POST
def items(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    """Moves, removes or changes a row; the pressed button holds its number."""
    subject: Quiz = request.entered
    order = [as_id(text) for text in request.POST.get("order", "").split(",")]
    up, down, remove, draw = (
        as_id(request.POST.get(name, "")) for name in ("up", "down", "remove", "draw")
    )
    if up or down:
        place = move_item(quiz=subject, item=up or down, steps=-1 if up else 1)
        if place is not None:
            messages.success(request, _("The row is now number %(place)d.") % {"place": place})
        return _rows(subject, up or down)
    if remove:
        if remove_item(quiz=subject, item=remove):
            messages.success(request, _("The row is taken out; the bank keeps its questions."))
        return _rows(subject)
    if draw:
        _change_draw(request, subject, draw)
        return _rows(subject, draw)
    if not order_items(quiz=subject, order=order):
        messages.warning(request, _("The rows have changed meanwhile: here they are."))
    return _rows(subject)


def add(request: PersonRequest, course: str, quiz: str) -> HttpResponse:
    """The bank, to pick questions from or to draw among."""
    subject: Quiz = request.entered
    form = PickForm(request.GET, course=subject.course)
    search = form.search()
    draw = DrawForm(request.POST if "draw" in request.POST else None)
    if request.method == "POST":
        if "draw" not in request.POST:
            return _add_ticked(request, subject)
        if draw.is_valid():
            count = draw.cleaned_data["count"]
            item = add_draw(quiz=subject, filters=search.filters, count=count)
            messages.success(request, _("The draw is at the end of the quiz."))
            return _rows(subject, item.pk)
    asked = find_questions(subject.course, search, nameless([subject.course]))
    found = asked.filter(pk__in=_offered(subject).values("pk"))
    page = Paginator(found.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "course": subject.course,
        "quiz": subject,
        "form": form,
        "draw": draw,
        "search": search,
        "page": page,
        "rows": question_rows(page.object_list),
        "matching": matching_now(subject, search.filters),
        "filter_words": DrawWords(subject.course).say(search.filters),
        "query": request.GET.urlencode(),
    }
    status = 422 if draw.is_bound else 200
    return render(request, "teach/quiz_add.html", context, status=status)


def _add_ticked(request: PersonRequest, quiz: Quiz) -> HttpResponse:
    numbers = [as_id(text) for text in request.POST.getlist("question")]
    ticked = _offered(quiz).filter(pk__in=numbers)
    count = add_questions(quiz=quiz, questions=ticked)
    if not count:
        messages.warning(request, _("Tick at least one question."))
        url = reverse("quiz_add", args=[quiz.course.slug, quiz.slug])
        return redirect(f"{url}?{request.GET.urlencode()}")
    said = ngettext("%(count)d question added.", "%(count)d questions added.", count)
    messages.success(request, said % {"count": count})
    return _rows(quiz)


def _offered(quiz: Quiz) -> QuerySet[Question]:
    """What the quiz may ask and does not yet."""
    return askable(quiz).exclude(quiz_items__quiz=quiz)


def _change_draw(request: PersonRequest, quiz: Quiz, item: int) -> None:
    form = DrawForm(request.POST, prefix=f"draw-{item}")
    if form.is_valid() and set_draw_count(quiz=quiz, item=item, count=form.cleaned_data["count"]):
        messages.success(request, _("The draw is changed."))
    else:
        messages.warning(request, _("Write how many questions to draw, from 1 to 200."))


def _rows(quiz: Quiz, item: int | None = None) -> HttpResponse:
    """The contents of the quiz, at a row."""
    url = reverse("quiz_edit", args=[quiz.course.slug, quiz.slug])
    return redirect(f"{url}#row-{item}" if item else url)
