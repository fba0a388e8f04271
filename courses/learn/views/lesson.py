from django.http import Http404


def answer(request, **kwargs):
    raise Http404


def finish(request, **kwargs):
    raise Http404


def lesson(request, **kwargs):
    raise Http404


def visit(request, **kwargs):
    raise Http404
