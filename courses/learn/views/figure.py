from django.http import Http404


def figure(request, **kwargs):
    raise Http404
