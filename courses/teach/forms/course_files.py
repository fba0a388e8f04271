"""The archive of a course that a teacher gives."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from courses.exchange.folder.archive import LARGEST_ARCHIVE


class CourseArchiveForm(forms.Form):
    archive = forms.FileField(
        label=_("The folder of the course, as a .zip file"),
        help_text=_("32 MB at most. You see what it changes before anything is written."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_archive(self) -> UploadedFile:
        archive: UploadedFile = self.cleaned_data["archive"]
        if (archive.size or 0) > LARGEST_ARCHIVE:
            raise forms.ValidationError(_("This file is over 32 MB."))
        return archive
