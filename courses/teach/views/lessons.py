from django.http import Http404


def archive(request, **kwargs):
    raise Http404


def edit(request, **kwargs):
    raise Http404


def move(request, **kwargs):
    raise Http404


def preview(request, **kwargs):
    raise Http404


def publish(request, **kwargs):
    raise Http404


def upload_figure(request, **kwargs):
    raise Http404
