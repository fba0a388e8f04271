"""« Le cours en fichiers »: a course taken out as an archive, or brought in after a dry run."""

import hashlib
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.requests import PersonRequest
from courses.content.models import Course
from courses.exchange.folder.archive import read_archive, write_archive
from courses.exchange.folder.difference import Difference, differences
from courses.exchange.folder.format import CourseFolder, FolderRefused
from courses.exchange.folder.importing import import_folder
from courses.exchange.folder.reading import read_folder
from courses.exchange.folder.rows import folder_of
from courses.exchange.folder.words import problem_texts
from courses.exchange.folder.writing import write_folder
from courses.teach.forms.course_files import CourseArchiveForm

DOWNLOAD = "telecharger"
KEPT_SECONDS = 3600  # how long an archive waits for its confirmation


def course_files(request: PersonRequest, course: str) -> HttpResponse:
    """A course there is: taken out, or brought to a newer state."""
    subject: Course = request.entered
    if DOWNLOAD in request.GET:
        response = HttpResponse(
            write_archive(write_folder(folder_of(subject))), content_type="application/zip"
        )
        response["Content-Disposition"] = f'attachment; filename="{subject.slug}.zip"'
        return response
    return _page(request, subject)


def new(request: PersonRequest) -> HttpResponse:
    """A new course from its files."""
    return _page(request, None)


def _page(request: PersonRequest, course: Course | None) -> HttpResponse:
    if "confirm" in request.POST:
        return _confirmed(request, course)
    form = CourseArchiveForm(request.POST or None, request.FILES or None)
    page: dict[str, Any] = {"course": course, "form": form}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["archive"].read()
        page |= _dry_run(request, course, data)
    return render(request, "teach/course_files.html", page)


def _dry_run(request: PersonRequest, course: Course | None, data: bytes) -> dict[str, Any]:
    """What the archive would change; it is kept for a while, until it is confirmed."""
    try:
        found, seen = _compared(course, read_folder(read_archive(data)))
    except FolderRefused as refused:
        return {"problems": problem_texts(refused.problems)}
    name = hashlib.sha256(data).hexdigest()
    cache.set(_key(request), (name, data), KEPT_SECONDS)
    return {"read": True, "differences": found, "archive": name, "seen": seen}


def _compared(course: Course | None, folder: CourseFolder) -> tuple[list[Difference], str]:
    """The differences, and a fingerprint of the state of the course that they were found in."""
    here = folder_of(course) if course else None
    state = repr(sorted(write_folder(here).items())) if here else ""
    return differences(here, folder), hashlib.sha256(state.encode()).hexdigest()


def _key(request: PersonRequest) -> str:
    """One archive a person: the next one takes its place."""
    return f"course-files:{request.user.pk}"


def _confirmed(request: PersonRequest, course: Course | None) -> HttpResponse:
    name, data = cache.get(_key(request), ("", b""))
    page: dict[str, Any] = {"course": course, "form": CourseArchiveForm()}
    if not name or name != request.POST.get("confirm"):
        messages.warning(request, _("The archive was not kept any longer: give it again."))
        return render(request, "teach/course_files.html", page)
    try:
        folder = read_folder(read_archive(data))
        if _compared(course, folder)[1] != request.POST.get("seen"):
            messages.warning(request, _("The course has changed meanwhile: look again."))
            return render(
                request, "teach/course_files.html", page | _dry_run(request, course, data)
            )
        made = import_folder(folder=folder, course=course, user=request.user, now=timezone.now())
    except FolderRefused as refused:
        page["problems"] = problem_texts(refused.problems)
        return render(request, "teach/course_files.html", page)
    cache.delete(_key(request))
    messages.success(request, _("The course is as its files say."))
    return redirect("teach_course", made.slug)
