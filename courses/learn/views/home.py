from django.http import Http404


def home(request, **kwargs):
    raise Http404


def keyboard_help(request, **kwargs):
    raise Http404
