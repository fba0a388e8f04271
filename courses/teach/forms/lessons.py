"""A lesson's text, and the image that takes the place of a missing figure."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from courses.content.images import MAX_BYTES, EncodedImage, ImageRefused, encode_image
from courses.content.models import LESSON_TITLE_LENGTH


class LessonForm(forms.Form):
    """`after` is the number of the version that the text on the page came from."""

    title = forms.CharField(label=_("Title"), max_length=LESSON_TITLE_LENGTH)
    source = forms.CharField(
        label=_("Text, in Markdown"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean_source(self) -> str:
        """Browsers send line ends as CR LF; the text is kept as it was written."""
        return str(self.cleaned_data["source"]).replace("\r\n", "\n").replace("\r", "\n")


class FigureForm(forms.Form):
    """`image` is cleaned into an EncodedImage, made again from its pixels."""

    image = forms.FileField(
        label=_("Image"),
        help_text=_("PNG, JPEG or WebP, at most 10 MB."),
        error_messages={
            "required": _("Choose or paste an image."),
            "empty": _("This file is empty: choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    alt = forms.CharField(
        label=_("Alternative text"),
        max_length=500,
        help_text=_("What the image shows, for whoever cannot see it."),
        error_messages={"required": _("Say what the image shows, for whoever cannot see it.")},
    )
    caption = forms.CharField(
        label=_("Caption"),
        max_length=200,
        required=False,
        help_text=_("Optional, shown below the image."),
    )

    def clean_image(self) -> EncodedImage:
        file: UploadedFile[Any] = self.cleaned_data["image"]
        try:
            # One byte over the limit is enough to know that a file is too long.
            return encode_image(file.read(MAX_BYTES + 1))
        except ImageRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
