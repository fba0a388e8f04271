"""Sign-in, codes, settings."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
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
        _drop_placeholders(self)
        self.fields["password"].help_text = ""


class ChangedPasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _drop_placeholders(self)
        self.fields["oldpassword"].help_text = format_html(
            '<a href="{}">{}</a>', reverse("account_reset_password"), _("Password forgotten")
        )


class FirstPasswordForm(SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _drop_placeholders(self)


class ForgottenPasswordForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _drop_placeholders(self)
        self.fields["email"].label = _("E-mail address")


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _drop_placeholders(self)


def _drop_placeholders(form: forms.Form) -> None:
    """They would say the label again, and look like words already typed."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


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


class NewStudentForm(forms.Form):
    """What somebody says of themself who joins by a link and has no account."""

    identifier = forms.CharField(
        label=_("Matricule"),
        max_length=60,
        validators=[
            RegexValidator(
                r"^[\w.@+/-]+$", _("A matricule is made of letters, digits and . - _ / only.")
            )
        ],
        help_text=_("Your student number: you will sign in with it."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    last_name = forms.CharField(
        label=_("Name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    first_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=500,
        help_text=_("At least ten characters; a short sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        identifier, password = cleaned.get("identifier"), cleaned.get("password")
        if identifier and User.objects.known_as([identifier]).exists():
            self.is_taken()
        elif password:
            names = {name: cleaned.get(name, "") for name in ("identifier", *NAMES)}
            try:
                validate_password(password, User(**names))
            except forms.ValidationError as refusal:
                self.add_error("password", refusal)
        return cleaned

    def is_taken(self) -> None:
        self.add_error(
            "identifier",
            _("An account has this matricule. If it is yours, sign in first, then open the link."),
        )

    def save(self) -> User:
        names = {name: self.cleaned_data[name] for name in NAMES}
        identifier, password = self.cleaned_data["identifier"], self.cleaned_data["password"]
        return User.objects.create_user(identifier, password, **names)


NAMES = ("last_name", "first_name")


class CalledForm(forms.Form):
    """Somebody named by a whole identifier or address; nothing is said of who is not found."""

    called = forms.CharField(
        label=_("Identifier or e-mail address"),
        max_length=254,
        help_text=_("Written in full, as the person gave it to you."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, people: Callable[[str], QuerySet[User]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_called(self) -> User:
        """The person; who has no account and who may not be added give the same words."""
        person = self.people(self.cleaned_data["called"]).first()
        if person is None:
            raise forms.ValidationError(
                _(
                    "Nobody with this identifier or address can be added here. Check it with"
                    " the person, or ask an administrator of the site."
                )
            )
        return person


class RolesForm(forms.Form):
    is_teacher = forms.BooleanField(label=_("May make courses"), required=False)
    is_manager = forms.BooleanField(label=_("May make cohorts"), required=False)
    is_superuser = forms.BooleanField(
        label=_("Administers the site"),
        required=False,
        help_text=_("Enters every course and every cohort, and changes everybody's rights."),
    )
    is_active = forms.BooleanField(
        label=_("May sign in"),
        required=False,
        help_text=_("Without it the account is closed; everything the person did is kept."),
    )
