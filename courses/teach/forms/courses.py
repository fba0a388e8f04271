"""A course's title, language and teachers."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.accounts.models import User
from courses.content.models import Course


class NewCourseForm(forms.ModelForm):
    class Meta:
        model = Course
        fields = ["title", "language"]
        help_texts = {
            "title": _("As students will see it, for example “Virtualisation and cloud”."),
            "language": _("The language the lessons are written in."),
        }


class CourseForm(NewCourseForm):
    teachers = forms.CharField(
        label=_("Teachers"),
        help_text=_("Their identifiers, one a line. All of them may change everything here."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("A course keeps at least one teacher: give an identifier.")},
    )

    def __init__(self, *args: Any, instance: Course, **kwargs: Any) -> None:
        identifiers = instance.teachers.order_by("identifier").values_list("identifier", flat=True)
        initial = {"teachers": "\n".join(identifiers)}
        kwargs.update(instance=instance, initial=initial)
        super().__init__(*args, **kwargs)

    def clean_teachers(self) -> list[User]:
        wanted = [name for name in re.split(r"[\s,;]+", self.cleaned_data["teachers"]) if name]
        if not wanted:
            raise forms.ValidationError(self.fields["teachers"].error_messages["required"])
        people = User.objects.known_as(wanted).filter(is_active=True)
        found = {person.identifier.lower(): person for person in people}
        unknown = [name for name in wanted if name.lower() not in found]
        if unknown:
            raise forms.ValidationError(
                _("Nobody here has this identifier: %(names)s. Check it, or take it out."),
                params={"names": ", ".join(unknown)},
            )
        return list(found.values())
