from django.http import Http404


def cohort(request, **kwargs):
    raise Http404


def edit(request, **kwargs):
    raise Http404


def give_courses(request, **kwargs):
    raise Http404


def home(request, **kwargs):
    raise Http404


def leave(request, **kwargs):
    raise Http404


def new(request, **kwargs):
    raise Http404
