from django.http import Http404


def chapter(request, **kwargs):
    raise Http404


def course(request, **kwargs):
    raise Http404


def course_progress(request, **kwargs):
    raise Http404
