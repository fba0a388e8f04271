from django.http import Http404


def sign_in(request, **kwargs):
    raise Http404


def choose_password(request, **kwargs):
    raise Http404
