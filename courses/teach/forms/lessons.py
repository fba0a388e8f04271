"""A lesson's text, and the image that takes the place of a missing figure."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from courses.content.decks.text import storable
from courses.content.history import Version
from courses.content.images import MAX_BYTES, EncodedImage, ImageRefused, encode_image
from courses.content.models import LESSON_TITLE_LENGTH


class LessonForm(forms.Form):
    """`after` is the number of the version that the text on the page came from."""

    title = forms.CharField(label=_("Title"), max_length=LESSON_TITLE_LENGTH)
    source = forms.CharField(
        label=_("Text, in Markdown"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "source", "spellcheck": "true"}),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean_source(self) -> str:
        return storable(self.cleaned_data["source"])


class FigureForm(forms.Form):
    """An image for the place of a missing figure, or only the words that will go with it.

    `image` is cleaned into an EncodedImage, made again from its pixels, or None. What the page
    showed at first is sent back with it: only what the teacher changed counts as changed.
    """

    image = forms.FileField(
        label=_("Image"),
        required=False,
        help_text=_("PNG, JPEG or WebP, at most 10 MB. You may also paste it here."),
        error_messages={"empty": _("This file is empty: choose another one.")},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    alt = forms.CharField(
        label=_("Alternative text"),
        max_length=500,
        required=False,
        help_text=_("What the image shows, for whoever cannot see it."),
        show_hidden_initial=True,
    )
    caption = forms.CharField(
        label=_("Caption"),
        max_length=200,
        required=False,
        help_text=_("Optional, shown below the image."),
        show_hidden_initial=True,
    )

    def clean_image(self) -> EncodedImage | None:
        file: UploadedFile | None = self.cleaned_data["image"]
        if file is None:
            return None
        try:
            # One byte over the limit is enough to know that a file is too long.
            return encode_image(file.read(MAX_BYTES + 1))
        except ImageRefused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, Any]:
        if self.files.get(self.add_prefix("image")) and not self.cleaned_data.get("alt"):
            self.add_error("alt", _("Say what the image shows, for whoever cannot see it."))
        return self.cleaned_data


class ComparisonForm(forms.Form):
    """Two versions of a lesson, in the page's address."""

    de = forms.TypedChoiceField(label=_("From"), coerce=int)
    a = forms.TypedChoiceField(label=_("To"), coerce=int)

    def __init__(self, *args: Any, versions: Sequence[Version], **kwargs: Any) -> None:
        numbers = [version.number for version in versions]
        kwargs["initial"] = dict(zip(("a", "de"), numbers, strict=False))
        super().__init__(*args, **kwargs)
        for name in ("de", "a"):
            field: Any = self.fields[name]
            field.choices = [(number, _("Version %d") % number) for number in numbers]
