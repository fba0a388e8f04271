from django.http import Http404


def glossary(request, **kwargs):
    raise Http404
