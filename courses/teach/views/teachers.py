"""Who teaches a course: its list, a colleague more, a colleague less."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.forms import CalledForm
from courses.accounts.requests import PersonRequest, as_id
from courses.cohorts.access import possible_teachers, taught_courses
from courses.content.actions.courses import LastTeacher, add_teacher, remove_teacher
from courses.content.models import Course


def course_teachers(request: PersonRequest, course: str) -> HttpResponse:
    subject: Course = request.entered
    if "remove" in request.POST:
        return _remove(request, subject, request.POST["remove"])
    posted = request.POST if request.method == "POST" else None
    form = CalledForm(posted, people=possible_teachers)
    if form.is_valid():
        person = form.cleaned_data["called"]
        if add_teacher(course=subject, user=person, by=request.user, now=timezone.now()):
            messages.success(request, _("%(name)s teaches this course.") % {"name": person})
        else:
            messages.info(request, _("%(name)s teaches this course already.") % {"name": person})
        return redirect("course_teachers", course=course)
    teachers = subject.teachers.order_by("last_name", "first_name", "identifier")
    context = {"course": subject, "form": form, "teachers": teachers}
    return render(request, "teach/teachers.html", context, status=422 if form.errors else 200)


def _remove(request: PersonRequest, course: Course, number: str) -> HttpResponse:
    person = course.teachers.filter(pk=as_id(number)).first()
    if person is not None:
        try:
            remove_teacher(course=course, user=person, by=request.user, now=timezone.now())
        except LastTeacher:
            messages.error(request, _("A course keeps at least one teacher: add another first."))
        else:
            said = _("%(name)s no longer teaches this course.")
            messages.success(request, said % {"name": person})
    still_there = taught_courses(request.user).filter(pk=course.pk).exists()
    if not still_there:
        return redirect("teach_home")
    return redirect("course_teachers", course=course.slug)
