"""Sign-out, which leaves nothing of the person in a shared computer's browser."""

from allauth.account.views import LogoutView
from django.http import HttpResponse


class SignOutView(LogoutView):
    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


sign_out = SignOutView.as_view()
