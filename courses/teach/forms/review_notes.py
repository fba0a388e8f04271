"""What the lines of a review note should become."""

from django import forms
from django.utils.translation import gettext_lazy as _

WORDING_LENGTH = 5000


class WordingForm(forms.Form):
    wording = forms.CharField(
        label=_("What these lines become"),
        required=False,
        max_length=WORDING_LENGTH,
        help_text=_("In Markdown. Empty: the lesson is accepted as it stands now."),
        widget=forms.Textarea(attrs={"rows": 6}),
        strip=False,
    )

    def clean_wording(self) -> str:
        wording = str(self.cleaned_data["wording"]).replace("\r\n", "\n").strip("\n")
        return wording if wording.strip() else ""
