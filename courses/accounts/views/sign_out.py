"""Sign-out, which leaves nothing of the person in a shared computer's browser."""

from allauth.account.views import LogoutView
from django.http import HttpResponse
from django.utils import timezone

from courses.accounts import view_as


class SignOutView(LogoutView):
    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        if self.request.user.is_authenticated and self.request.view_as:
            view_as.end(self.request.session, self.request.view_as, timezone.now())
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


sign_out = SignOutView.as_view()
