"""A term of the glossary."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.content.models import Course, Notion

DEFINITION_LENGTH = 2000


class NotionForm(forms.Form):
    term = forms.CharField(label=_("Term"), max_length=120)
    source = forms.CharField(
        label=_("Definition"),
        max_length=DEFINITION_LENGTH,
        help_text=_("One paragraph, in Markdown."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, course: Course, notion: Notion | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.others = course.notions.all()
        if notion is not None:
            self.others = self.others.exclude(pk=notion.pk)

    def clean_term(self) -> str:
        term = str(self.cleaned_data["term"])
        if self.others.filter(term__iexact=term).exists():
            raise forms.ValidationError(_("This term is in the glossary already."))
        return term

    def clean_source(self) -> str:
        source = str(self.cleaned_data["source"]).replace("\r\n", "\n").strip()
        if re.search(r"\n[ \t]*\n", source):
            raise forms.ValidationError(
                _("A definition is one paragraph: take out the empty lines.")
            )
        return source
