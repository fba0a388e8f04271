"""A course as one of its students sees it: chosen here, left from the banner of each page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.namesakes import namesakes
from courses.accounts.requests import PersonRequest, as_id
from courses.accounts.view_as import begin, end
from courses.cohorts.access import viewable_students
from courses.cohorts.schedule_queries import find_students
from courses.content.models import Course
from courses.teach.address import in_query

SHOWN = 50


def view_as(request: PersonRequest, course: str) -> HttpResponse:
    """Students found by their names; the POST begins the view as one of them."""
    subject: Course = request.entered
    students = viewable_students(request.user, subject)
    if request.method == "POST":
        number = request.POST.get("student", "")
        student = students.filter(pk=as_id(number)).first()
        if student is None:
            messages.warning(request, _("Choose a student of this course."))
            return redirect("view_as", course=course)
        begin(
            request.session,
            viewer=request.user,
            student=student,
            course=subject.slug,
            course_id=subject.pk,
            now=timezone.now(),
        )
        return redirect(subject)
    words = " ".join(in_query(request, "etudiant").split())[:100]
    found = list((find_students(request.user, subject, words) & students)[:SHOWN])
    context = {"course": subject, "words": words, "students": found, "namesakes": namesakes(found)}
    return render(request, "teach/view_as.html", context)


@require_POST
def stop(request: PersonRequest) -> HttpResponse:
    view = request.view_as
    if view is None:
        return redirect("home")
    end(request.session, view, timezone.now())
    messages.success(request, _("You see the site as yourself again."))
    return redirect("view_as", course=view.course)
