"""Questions written as text."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.exchange.decoding import decoded
from courses.exchange.formats import AIKEN, GIFT, MOODLE, QUIZ, format_of, guessed
from courses.exchange.question_file import LARGEST, FileRefused

FORMAT_LABELS = {
    QUIZ: _("the text of this site (.quiz.md)"),
    MOODLE: _("Moodle XML"),
    GIFT: _("GIFT"),
    AIKEN: _("Aiken"),
}


class QuestionFileForm(forms.Form):
    """A file of questions, or its text; `format` comes out as one of exchange.formats."""

    text = forms.CharField(
        label=_("Questions, as text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "code", "spellcheck": "false"}),
        help_text=_("Paste the text of a file in one of the formats below."),
    )
    file = forms.FileField(
        label=_("Or a file, of 2 MB at most"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".md,.txt,.gift,.aiken,.xml"}),
    )
    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("told by the file’s name or its content")), *FORMAT_LABELS.items()],
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, format_ = cleaned.get("file"), cleaned.get("format") or ""
        if file is not None:
            cleaned["text"], format_ = _file_text(file, format_)
        text = (cleaned.get("text") or "").replace("\r\n", "\n")
        if not text.strip():
            raise forms.ValidationError(_("Paste questions, or choose a file."))
        cleaned["text"], cleaned["format"] = text, format_ or guessed(text)
        if cleaned["format"] is None:
            self.add_error("format", _("The format cannot be told from the text: choose it."))
        return cleaned


class ExportForm(forms.Form):
    """The format to write; what it is not told stands for this site's own."""

    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=list(FORMAT_LABELS.items()),
        widget=forms.RadioSelect,
    )


def _file_text(file: Any, format_: str) -> tuple[str, str]:
    """The text of an uploaded file and its format, "" if its name does not tell."""
    if file.size > LARGEST:
        raise forms.ValidationError(_("This file is over 2 MB: is it the right one?"))
    format_ = format_ or format_of(file.name) or ""
    try:
        return decoded(file.read(), xml=format_ in ("", MOODLE)), format_
    except FileRefused as refused:
        said = refused.problem
        words = f"{said.message.text(gettext)} {said.mend.text(gettext)}"
        raise forms.ValidationError(words) from None
