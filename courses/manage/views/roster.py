from django.http import Http404


def confirm(request, **kwargs):
    raise Http404


def roster(request, **kwargs):
    raise Http404
