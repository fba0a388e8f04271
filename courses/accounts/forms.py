"""Sign-in, codes, settings."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from courses.accounts.models import User

IDENTIFIER_HELP = _("Your student number (matricule), or your e-mail address.")


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Identifier")
        self.fields["login"].help_text = IDENTIFIER_HELP
        self.fields["login"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""


class CodeForm(forms.Form):
    identifier = forms.CharField(
        label=_("Identifier"),
        max_length=60,
        help_text=_("The one printed on your slip, above the code."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    code = forms.CharField(
        label=_("One-time code"),
        max_length=40,
        help_text=_("Ten letters and digits; spaces, hyphens and capitals do not matter."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class SettingsForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language of the site"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ["email", "single_key_shortcuts"]
        labels = {"single_key_shortcuts": _("Use single-key shortcuts")}
        help_texts = {
            "email": _("Optional: it lets you sign in and choose a new password."),
            "single_key_shortcuts": _(
                "Arrows, / and ? act on a lesson's page. Turn them off if you dictate or"
                " use a tool that types for you."
            ),
        }

    def clean_email(self) -> str | None:
        email = self.cleaned_data["email"]
        if not email:
            return None
        others = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(
                _("This address belongs to another account. Give another one, or none.")
            )
        return str(email)
