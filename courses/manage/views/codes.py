from django.http import Http404


def cohort_codes(request, **kwargs):
    raise Http404


def member_code(request, **kwargs):
    raise Http404
