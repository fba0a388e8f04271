from django.http import Http404


def archive(request, **kwargs):
    raise Http404


def edit(request, **kwargs):
    raise Http404


def import_file(request, **kwargs):
    raise Http404


def new(request, **kwargs):
    raise Http404


def preview(request, **kwargs):
    raise Http404


def publish(request, **kwargs):
    raise Http404


def questions(request, **kwargs):
    raise Http404
