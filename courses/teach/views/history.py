from django.http import Http404


def history(request, **kwargs):
    raise Http404


def restore(request, **kwargs):
    raise Http404
