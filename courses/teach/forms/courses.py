"""A course's title and language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.content.models import Course


class CourseForm(forms.ModelForm):
    class Meta:
        model = Course
        fields = ["title", "language"]
        help_texts = {
            "title": _("As students will see it, for example “Virtualisation and cloud”."),
            "language": _("The language the lessons are written in."),
        }
