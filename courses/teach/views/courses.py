from django.http import Http404


def course(request, **kwargs):
    raise Http404


def edit(request, **kwargs):
    raise Http404


def home(request, **kwargs):
    raise Http404


def new(request, **kwargs):
    raise Http404


def publish_chapter(request, **kwargs):
    raise Http404
