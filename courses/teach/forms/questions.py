"""Questions written as text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_FILE = 2 * 1024 * 1024


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Question, as text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "true", "class": "code"}),
    )


class QuestionFileForm(forms.Form):
    text = forms.CharField(
        label=_("Questions, as text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "code"}),
        help_text=_("Paste one question or many; each begins with ### and its kind."),
    )
    file = forms.FileField(
        label=_("Or a .quiz.md file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".md,.txt"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is not None:
            cleaned["text"] = _decoded(file)
        if not (cleaned.get("text") or "").strip():
            raise forms.ValidationError(_("Paste questions, or choose a file."))
        return cleaned


def _decoded(file: Any) -> str:
    if file.size > MAX_FILE:
        raise forms.ValidationError(_("This file is over 2 MB: is it the right one?"))
    try:
        text: str = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text or "\x00" in text:
        raise forms.ValidationError(_("This file is not text in UTF-8. Save it again as UTF-8."))
    return text
