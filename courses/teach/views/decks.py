from django.http import Http404


def confirm(request, **kwargs):
    raise Http404


def discard(request, **kwargs):
    raise Http404


def draft(request, **kwargs):
    raise Http404


def edit(request, **kwargs):
    raise Http404


def new(request, **kwargs):
    raise Http404


def source(request, **kwargs):
    raise Http404
