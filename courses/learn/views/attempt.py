from django.http import Http404


def answer(request, **kwargs):
    raise Http404


def attempt(request, **kwargs):
    raise Http404


def submit(request, **kwargs):
    raise Http404
