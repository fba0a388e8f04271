"""The rule of every page, in one table: who may enter, and what they then hold.

A rule takes the person and the captured parts of the address, and returns the page's
subject, which the view finds as `request.entered`; what the person may not see is a 404,
like what does not exist. A page without a rule lets nobody in. What a course holds is entered
once it has opened for the person; until then a page says when that is.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.view_as import View
from courses.cohorts.access import (
    code_recipients,
    managed_cohorts,
    own_deck_drafts,
    readable_chapters,
    readable_courses,
    readable_figures,
    readable_lessons,
    taught_code_recipients,
    taught_courses,
    taught_students,
    viewable_students,
)
from courses.cohorts.models import Cohort, Membership
from courses.cohorts.openings import clocks, closing, opening, opening_of
from courses.cohorts.schedule_queries import dates_of_person
from courses.content.explorables import Place, find_place
from courses.content.models import Chapter, Course, DeckDraft, Figure, Lesson, ReviewNote
from courses.quizzes.marks.anonymous import hides_names
from courses.quizzes.models import Attempt, Question, Quiz
from courses.quizzes.queries import latest_attempt
from elearning.prepared import Prepared

Rule = Callable[..., Any]
LARGEST_ID = 2**63 - 1  # no row has a larger one, and a database may not even compare it


class NotOpenYet(Exception):
    """The person may read the course, once it has opened."""

    def __init__(self, course: Course) -> None:
        super().__init__(course)
        self.course = course


def anybody(user: Any) -> None:
    """Pages before sign-in."""


def signed_in(user: User, **_: Any) -> None:
    """Pages about the person themself."""


def teacher(user: User) -> None:
    if not (user.is_teacher or user.is_superuser or taught_courses(user).exists()):
        raise Http404


def course_maker(user: User) -> None:
    if not (user.is_teacher or user.is_superuser):
        raise Http404


def manager(user: User) -> None:
    if not (user.is_manager or user.is_superuser or managed_cohorts(user).exists()):
        raise Http404


def cohort_maker(user: User) -> None:
    if not (user.is_manager or user.is_superuser):
        raise Http404


# --- reading


def read_course(user: User, course: str) -> Course:
    return get_object_or_404(readable_courses(user), slug=course)


def read_open_course(user: User, course: str) -> Course:
    courses = readable_courses(user).annotate(opening=opening(user, "pk"))
    found = get_object_or_404(courses, slug=course)
    if _is_early(user, found):
        raise NotOpenYet(found)
    return found


def read_chapter(user: User, course: str, chapter: str) -> Chapter:
    chapters = readable_chapters(user).annotate(opening=opening(user, "course_id"))
    found = get_object_or_404(chapters, course__slug=course, slug=chapter)
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    return found


def _is_early(user: User, found: Any) -> bool:
    """Whether the course is still to open; `found` has the `opening` that its query told."""
    opens = opening_of(found.opening)
    return opens is not None and timezone.now() < opens and not user.is_superuser


def read_lesson(user: User, course: str, lesson: str, **_: Any) -> Lesson:
    """The lesson with all that its page shows to everybody, in one query.

    `check_attempt` is the person's newest attempt at its check, or None.
    """
    if user.is_superuser:
        return get_object_or_404(_whole_lessons(user, course, lesson))
    found = WHOLE_LESSON.first(user=user.pk, course=course, lesson=lesson)
    if found is None:
        raise Http404
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    return found


def _whole_lessons(user: User, course: str, lesson: str) -> QuerySet[Lesson]:
    return (
        readable_lessons(user)
        .select_related("published", "course", "section__chapter", "check_quiz")
        .annotate(
            check_attempt=latest_attempt(user, "check_quiz"),
            opening=opening(user, "course_id"),
            closing=closing(user, "course_id"),
        )
        .filter(course__slug=course, slug=lesson)
    )


WHOLE_LESSON = Prepared(lambda user, **place: _whole_lessons(User(pk=user), **place))


def visit_lesson(user: User, course: str, lesson: str) -> Lesson:
    """The lesson by its number alone: a visit is told often and needs nothing of its text."""
    lessons = readable_lessons(user).only("pk").annotate(opening=opening(user, "course_id"))
    found = get_object_or_404(lessons, course__slug=course, slug=lesson)
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    return found


def explore_lesson(user: User, course: str, lesson: str, exploration: str) -> tuple[Lesson, Place]:
    """An explorable of a lesson, by the name of its place.

    Who has a page open while a new text is published goes on with the old one's.
    """
    lessons = readable_lessons(user).select_related("course", "published")
    found = get_object_or_404(
        lessons.annotate(opening=opening(user, "course_id")), course__slug=course, slug=lesson
    )
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    current = found.published.html if found.published else ""
    place = find_place(current, exploration) or _earlier_place(found, exploration)
    if place is None:
        raise Http404
    return found, place


def _earlier_place(lesson: Lesson, exploration: str) -> Place | None:
    read = lesson.revisions.exclude(published_at=None).filter(
        html__contains=f'"explorations/{exploration}/"'
    )
    html = read.values_list("html", flat=True).first()
    return find_place(html, exploration) if html else None


def read_quiz(user: User, course: str, quiz: str) -> Quiz:
    """A quiz of what the person may read; its teachers see it before publication."""
    made = Q(kind__in=(Quiz.Kind.PRACTICE, Quiz.Kind.EXAM))
    shown = Q(is_published=True, archived_at=None, course__in=readable_courses(user))
    quizzes = Quiz.objects.select_related("course", "section", "lesson").filter(
        Q(lesson__in=readable_lessons(user))
        | Q(section__in=readable_lessons(user).values("section"))
        | (made & shown)
        | ((made | Q(section__isnull=False)) & Q(course__in=taught_courses(user)))
    )
    return get_object_or_404(quizzes, course__slug=course, slug=quiz)


def own_attempt(user: User, attempt: int, **_: Any) -> Attempt:
    """At a quiz with pages of its own: a check is answered in its lesson, a review elsewhere.

    `clocks` tells on what clock its pages tell the time.
    """
    if user.is_superuser:
        return get_object_or_404(_clocked_attempts(user, attempt))
    found = OWN_ATTEMPT.first(user=user.pk, attempt=attempt)
    if found is None:
        raise Http404
    return found


def _attempts(user: User, attempt: int) -> QuerySet[Attempt]:
    return Attempt.objects.select_related("quiz__course").filter(
        pk=attempt,
        user=user,
        quiz__kind__in=(Quiz.Kind.SECTION, Quiz.Kind.PRACTICE, Quiz.Kind.EXAM),
        quiz__course__in=readable_courses(user),
    )


def _clocked_attempts(user: User, attempt: int) -> QuerySet[Attempt]:
    return _attempts(user, attempt).annotate(clocks=clocks(user, "quiz__course_id"))


OWN_ATTEMPT = Prepared(lambda user, attempt: _clocked_attempts(User(pk=user), attempt))


def answer_attempt(user: User, attempt: int, question: int) -> Attempt:
    """The person's attempt by its number alone: answers are saved often, and read it again."""
    if user.is_superuser:
        return own_attempt(user, attempt)
    found = ATTEMPT_NUMBER.first(user=user.pk, attempt=attempt)
    if found is None:
        raise Http404
    return found


ATTEMPT_NUMBER = Prepared(
    lambda user, attempt: _clocked_attempts(User(pk=user), attempt).select_related(None).only("pk")
)


def own_review(user: User, course: str, review: int, **_: Any) -> Attempt:
    """The person's own review of a course they may read."""
    attempts = Attempt.objects.select_related("quiz__course").annotate(
        opening=opening(user, "quiz__course_id")
    )
    found = get_object_or_404(
        attempts,
        pk=review,
        user=user,
        quiz__kind=Quiz.Kind.REVIEW,
        quiz__course__slug=course,
        quiz__course__in=readable_courses(user),
    )
    if _is_early(user, found):
        raise NotOpenYet(found.quiz.course)
    return found


def read_figure(user: User, figure: str) -> Figure:
    figures = readable_figures(user).annotate(opening=opening(user, "course_id"))
    found = get_object_or_404(figures, image__startswith=f"figures/{figure}.")
    if _is_early(user, found):
        raise NotOpenYet(found.course)
    return found


# --- teaching


def teach_course(user: User, course: str, **_: Any) -> Course:
    return get_object_or_404(taught_courses(user), slug=course)


def teach_chapter(user: User, course: str, chapter: str) -> Chapter:
    chapters = Chapter.objects.select_related("course")
    return get_object_or_404(
        chapters, course__in=taught_courses(user), course__slug=course, slug=chapter
    )


def teach_lesson(user: User, course: str, lesson: str, **_: Any) -> Lesson:
    lessons = Lesson.objects.select_related("course", "section__chapter", "published")
    return get_object_or_404(
        lessons, course__in=taught_courses(user), course__slug=course, slug=lesson
    )


def teach_note(user: User, course: str, lesson: str, note: int) -> ReviewNote:
    """A review note of a lesson of a course taught to them."""
    notes = ReviewNote.objects.select_related("decided_by", "revision").filter(pk=note)
    subject = teach_lesson(user, course, lesson)
    found = get_object_or_404(notes, lesson=subject)
    found.lesson = subject
    return found


def teach_question(user: User, course: str, question: int) -> Question:
    questions = Question.objects.select_related("course", "lesson", "section", "published")
    return get_object_or_404(
        questions, course__in=taught_courses(user), course__slug=course, pk=question
    )


def teach_quiz(user: User, course: str, quiz: str) -> Quiz:
    quizzes = Quiz.objects.select_related("course", "section", "lesson")
    return get_object_or_404(
        quizzes, course__in=taught_courses(user), course__slug=course, slug=quiz
    )


def teach_student(user: User, course: str, student: int) -> tuple[Course, User]:
    """A student of the course, with it."""
    subject = teach_course(user, course)
    return subject, get_object_or_404(taught_students(user, subject), pk=student)


def give_student_code(user: User, course: str, student: int) -> tuple[Course, Membership]:
    """A student of the course, as a member of a cohort that follows it, who may get a code."""
    subject = teach_course(user, course)
    member = taught_code_recipients(user, subject).filter(user=student).order_by("pk").first()
    if member is None:
        raise Http404
    return subject, member


def teach_attempt(user: User, course: str, quiz: str, attempt: int) -> Attempt:
    """A student's attempt that is no preview, at a quiz of a course taught to them."""
    subject = teach_quiz(user, course, quiz)
    attempts = Attempt.objects.select_related("user", "quiz__course").exclude(
        kind=Attempt.Kind.PREVIEW
    )
    students = taught_students(user, subject.course)
    return get_object_or_404(attempts, pk=attempt, quiz=subject, user__in=students)


def teach_quiz_question(user: User, course: str, quiz: str, question: int) -> tuple[Quiz, Question]:
    """A quiz of a course taught, and a question of its bank."""
    return teach_quiz(user, course, quiz), teach_question(user, course, question)


def own_deck_draft(user: User, draft: int) -> DeckDraft:
    drafts = own_deck_drafts(user).select_related("course", "chapter", "deck__chapter__course")
    return get_object_or_404(drafts, pk=draft)


# --- administering


def manage_cohort(user: User, cohort: str) -> Cohort:
    return get_object_or_404(managed_cohorts(user), slug=cohort)


def make_next_year(user: User, cohort: str) -> Cohort:
    """Who may make cohorts, of one they administer."""
    cohort_maker(user)
    return manage_cohort(user, cohort)


def manage_member(user: User, cohort: str, member: int) -> Membership:
    members = Membership.objects.select_related("user", "cohort")
    return get_object_or_404(
        members,
        cohort__in=managed_cohorts(user),
        cohort__slug=cohort,
        role=Membership.Role.STUDENT,
        pk=member,
    )


def give_code(user: User, cohort: str, member: int) -> Membership:
    subject = manage_cohort(user, cohort)
    return get_object_or_404(code_recipients(user, subject), pk=member)


# --- administering the site


def site_administrator(user: User) -> None:
    if not user.is_superuser:
        raise Http404


def administer_person(user: User, person: int) -> User:
    site_administrator(user)
    return get_object_or_404(User, pk=person)


RULES: dict[str, Rule] = {
    # before sign-in
    "account_login": anybody,
    "account_logout": anybody,
    "account_inactive": anybody,
    "account_reset_password": anybody,
    "account_reset_password_done": anybody,
    "account_reset_password_from_key": anybody,
    "account_reset_password_from_key_done": anybody,
    "code_sign_in": anybody,
    "set_language": anybody,
    "keyboard_help": anybody,
    "health": anybody,
    "join": anybody,
    # the person
    "home": signed_in,
    "search": signed_in,
    "calendar": signed_in,
    "calendar_file": signed_in,
    "account_settings": signed_in,
    "my_data": signed_in,
    "view_as_stop": signed_in,
    "account_change_password": signed_in,
    "account_set_password": signed_in,
    # students
    "course": read_course,
    "course_progress": read_course,
    "glossary": read_open_course,
    "mastery": read_course,
    "review": read_open_course,
    "review_start": read_open_course,
    "review_attempt": own_review,
    "review_answer": own_review,
    "chapter": read_chapter,
    "handout": read_chapter,
    "lesson": read_lesson,
    "lesson_visit": visit_lesson,
    "lesson_finish": read_lesson,
    "lesson_answer": read_lesson,
    "exploration": explore_lesson,
    "quiz": read_quiz,
    "quiz_start": read_quiz,
    "attempt": own_attempt,
    "attempt_answer": answer_attempt,
    "attempt_check": own_attempt,
    "attempt_receipt": own_attempt,
    "attempt_submit": own_attempt,
    "figure": read_figure,
    # teachers
    "teach_home": teacher,
    "teach_calendar": teacher,
    "teach_calendar_file": teacher,
    "course_new": course_maker,
    "course_files_new": course_maker,
    "deck_new": teacher,
    "deck_draft": own_deck_draft,
    "deck_draft_edit": own_deck_draft,
    "deck_draft_confirm": own_deck_draft,
    "deck_draft_discard": own_deck_draft,
    "teach_course": teach_course,
    "course_edit": teach_course,
    "course_log": teach_course,
    "view_as": teach_course,
    "course_teachers": teach_course,
    "morning": teach_course,
    "teach_progress": teach_course,
    "deck_source": teach_chapter,
    "chapter_publish": teach_chapter,
    "lesson_edit": teach_lesson,
    "lesson_preview": teach_lesson,
    "explorable": teach_lesson,
    "lesson_publish": teach_lesson,
    "lesson_history": teach_lesson,
    "lesson_restore": teach_lesson,
    "lesson_move": teach_lesson,
    "lesson_archive": teach_lesson,
    "gallery": teach_course,
    "notions": teach_course,
    "notion_edit": teach_course,
    "review_notes": teach_course,
    "review_note": teach_note,
    "proposals": teach_course,
    "course_files": teach_course,
    "questions": teach_course,
    "course_drafts": teach_course,
    "lesson_drafts": teach_lesson,
    "questions_bulk": teach_course,
    "questions_undo": teach_course,
    "question_new": teach_course,
    "questions_import": teach_course,
    "questions_export": teach_course,
    "question_preview": teach_course,
    "question_edit": teach_question,
    "question_publish": teach_question,
    "question_archive": teach_question,
    "question_history": teach_question,
    "question_restore": teach_question,
    "quizzes": teach_course,
    "quiz_new": teach_course,
    "quiz_edit": teach_quiz,
    "quiz_items": teach_quiz,
    "quiz_add": teach_quiz,
    "quiz_settings": teach_quiz,
    "quiz_publish": teach_quiz,
    "quiz_duplicate": teach_quiz,
    "quiz_archive": teach_quiz,
    "quiz_preview_reset": teach_quiz,
    "course_dates": teach_course,
    "course_exception": teach_course,
    "quiz_dates": teach_quiz,
    "quiz_exception": teach_quiz,
    "gradebook": teach_course,
    "gradebook_settings": teach_course,
    "gradebook_example": teach_course,
    "gradebook_student": teach_student,
    "teach_student": teach_student,
    "student_code": give_student_code,
    "accommodations": teach_course,
    "accommodation_edit": teach_student,
    "regrade": teach_question,
    "marking": teach_course,
    "marking_question": teach_quiz_question,
    "quiz_results": teach_quiz,
    "student_attempt": teach_attempt,
    "attempt_reopen": teach_attempt,
    "course_analysis": teach_course,
    "question_analysis": teach_question,
    "quiz_analysis": teach_quiz,
    # administrators of cohorts
    "manage_home": manager,
    "cohort_new": cohort_maker,
    "cohort": manage_cohort,
    "cohort_edit": manage_cohort,
    "cohort_courses": manage_cohort,
    "cohort_dates": manage_cohort,
    "cohort_sheet": manage_cohort,
    "roster": manage_cohort,
    "roster_confirm": manage_cohort,
    "cohort_archive": manage_cohort,
    "cohort_merge": manage_cohort,
    "cohort_next_year": make_next_year,
    "cohort_staff": manage_cohort,
    "cohort_log": manage_cohort,
    "cohort_invitation": manage_cohort,
    "cohort_codes": manage_cohort,
    "member_code": give_code,
    "member_leave": manage_member,
    "member_move": manage_member,
    # administrators of the site
    "site_people": site_administrator,
    "site_person": administer_person,
    "person_erase": administer_person,
    "site_log": site_administrator,
}


SAFE = ("GET", "HEAD", "OPTIONS")
LEAVES = ("view_as_stop", "account_logout")
# Rules of the pages that a teacher may see as a student.
SEEN_AS_STUDENT = frozenset(
    (
        read_course,
        read_chapter,
        read_lesson,
        explore_lesson,
        read_quiz,
        read_figure,
        own_attempt,
        own_review,
    )
)


class EntranceMiddleware:
    """Applies the table before any view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        rule = RULES.get(request.resolver_match.view_name)
        if rule is None:
            raise Http404
        if rule is anybody and request.method in SAFE:
            return None
        if request.user.is_authenticated and request.view_as:
            return seen_as_student(request, rule, kwargs)
        if rule is anybody:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(_page_of(request))
        return _enter(request, rule, kwargs)


def _enter(request: Any, rule: Rule, kwargs: dict[str, Any]) -> HttpResponse | None:
    if any(isinstance(part, int) and part > LARGEST_ID for part in kwargs.values()):
        raise Http404
    try:
        request.entered = rule(request.user, **kwargs)
    except NotOpenYet as refusal:
        return _not_open(request, refusal.course)
    return None


def seen_as_student(request: Any, rule: Rule, kwargs: dict[str, Any]) -> HttpResponse | None:
    """What a teacher who sees a course as a student may do: read that course, and leave."""
    view, name = request.view_as, request.resolver_match.view_name
    if name in LEAVES:
        return None
    reads = request.method in SAFE
    if reads and name == "home":
        return redirect("course", course=view.course)
    of_course = kwargs.get("course", view.course) == view.course
    if reads and of_course and rule in SEEN_AS_STUDENT and _still_teaches(view):
        answer = _enter(request, rule, kwargs)
        if answer is not None or _may_be_seen(request.entered, view):
            return answer
    context = {"reads": reads}
    return render(request, "parts/view_as_refused.html", context, status=HTTPStatus.FORBIDDEN)


def _still_teaches(view: View) -> bool:
    course = Course(pk=view.course_id)
    return viewable_students(view.viewer, course).filter(pk=view.student.pk).exists()


def _may_be_seen(subject: Any, view: View) -> bool:
    """Whether it is of the course viewed; answers marked without names are seen without them."""
    if _course_of(subject) != view.course_id:
        return False
    if not isinstance(subject, Attempt):
        return True
    students = taught_students(view.viewer, Course(pk=view.course_id))
    return not hides_names(subject.quiz, students)


def _course_of(subject: Any) -> int:
    if isinstance(subject, Course):
        return subject.pk
    if isinstance(subject, tuple):  # with its place in the lesson
        subject = subject[0]
    owner: Chapter | Lesson | Quiz | Figure = getattr(subject, "quiz", subject)
    return owner.course_id


def _not_open(request: Any, course: Course) -> HttpResponse:
    """When the course opens for the person, and why then."""
    held = dates_of_person(request.user, course)
    context = {"course": course, "opens": held.of_course.opens, "zone": held.zone}
    return render(request, "learn/not_open.html", context, status=403)


def _page_of(request: HttpRequest) -> str:
    """Where to come back to after sign-in: the page itself, or the one a form stood on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    try:
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # a header that is no address at all
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    if referer.netloc == request.get_host():
        return referer.path
    return resolve_url(settings.LOGIN_REDIRECT_URL)
