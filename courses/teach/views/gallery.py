"""Every figure and explorable of a course on one page."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from courses.accounts.requests import PersonRequest
from courses.content.explorables import linked
from courses.content.gallery import gallery as pieces_of
from courses.content.models import Course, Lesson
from courses.teach.address import explorable_address


def gallery(request: PersonRequest, course: str) -> HttpResponse:
    subject: Course = request.entered
    page = {"course": subject, "gallery": pieces_of(subject, _linked)}
    return render(request, "teach/gallery.html", page)


def _linked(lesson: Lesson, html: str) -> str:
    return linked(html, partial(explorable_address, lesson))
