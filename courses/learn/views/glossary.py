"""The notions of a course, from A to Z."""

from django.http import HttpResponse
from django.shortcuts import render

from courses.accounts.requests import PersonRequest
from courses.content.glossary import glossary as letters_of


def glossary(request: PersonRequest, course: str) -> HttpResponse:
    context = {"course": request.entered, "letters": letters_of(request.entered)}
    return render(request, "learn/glossary.html", context)
