"""A course, one of its chapters, and how far the reader is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from courses.accounts.requests import PersonRequest
from courses.cohorts.access import is_offered_editing
from courses.cohorts.schedule_queries import dates_of_person
from courses.content.models import Course
from courses.learn.untold import untold_to
from courses.progress.chapter_queries import chapter_contents
from courses.progress.gradebook_queries import own_total
from courses.progress.gradebook_words import MENTION_WORDS, explain
from courses.progress.mastery_queries import mastery
from courses.progress.queries import course_progress as progress_of
from courses.progress.quiz_queries import quizzes_for
from courses.progress.review_queries import courses_to_review


def course(request: PersonRequest, course: str) -> HttpResponse:
    share, now = progress_of(request.entered, request.user), timezone.now()
    dates = dates_of_person(request.user, request.entered)
    edits = is_offered_editing(request.user, request.entered)
    context = {
        "course": request.entered,
        "share": share,
        "dates": dates,
        "is_closed": dates.of_course.is_before_opening(now) and not edits,
        "is_over": dates.of_course.is_after_closing(now),
        "reviews": courses_to_review(
            Course.objects.filter(pk=request.entered.pk), request.user, now
        ),
        "quizzes": quizzes_for(request.user, request.entered, now, dates),
        "notions": request.entered.notions.exists(),
        "edits": edits,
    }
    return render(request, "learn/course.html", context)


def course_progress(request: PersonRequest, course: str) -> HttpResponse:
    untold = untold_to(request, request.entered)
    context = {
        "course": request.entered,
        "share": progress_of(request.entered, request.user),
        "mastery": mastery(request.entered, request.user, timezone.now(), untold),
        "own": _own_total(request, untold),
    }
    return render(request, "learn/progress.html", context)


def _own_total(request: PersonRequest, untold: frozenset[int]) -> dict[str, object] | None:
    """What the page says of the person's marks, if the teacher lets it."""
    own = own_total(request.entered, request.user, timezone.now(), untold)
    if own is None:
        return None
    return {
        "row": own.row,
        "hidden": own.hidden,
        "nameless": own.nameless,
        "mention": MENTION_WORDS[own.row.mention],
        "sentences": explain(own.row.computed),
    }


def chapter(request: PersonRequest, course: str, chapter: str) -> HttpResponse:
    contents = chapter_contents(request.entered, request.user)
    context = {
        "chapter": request.entered,
        "course": request.entered.course,
        "share": contents.share,
        "sections": contents.sections,
    }
    return render(request, "learn/chapter.html", context)
