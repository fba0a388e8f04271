"""A quiz: its name, its settings, what it draws."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.cohorts.access import course_students
from courses.content.titles import typeset
from courses.quizzes.marks.anonymous import hides_names
from courses.quizzes.models import Quiz

MOST_DRAWN = 200

MADE_KINDS = [
    (
        Quiz.Kind.PRACTICE.value,
        gettext_lazy("Practice: as often as one likes, explained after each answer"),
    ),
    (
        Quiz.Kind.EXAM.value,
        gettext_lazy("Graded exam: one attempt, explained once the exam has closed"),
    ),
]


class NewQuizForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it for?"), choices=MADE_KINDS, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("As students read it, for example “Exam of chapter 1”."),
    )


class QuizSettingsForm(forms.ModelForm):
    """How a quiz is taken; its dates have a page of their own."""

    try_cost_percent = forms.IntegerField(
        label=gettext_lazy("Cost of each further try, as a percentage of the question's points"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy(
            "With 25, an answer that is right at the second try is worth three quarters."
        ),
    )

    class Meta:
        model = Quiz
        fields = [
            "title",
            "feedback",
            "tries",
            "max_attempts",
            "counts",
            "minutes",
            "shuffles_questions",
            "waits_for_closing",
            "marks_anonymously",
            "is_published",
        ]
        labels = {
            "feedback": gettext_lazy("When is what is right told?"),
            "tries": gettext_lazy("Tries a question, when there are several"),
            "max_attempts": gettext_lazy("Attempts allowed"),
            "counts": gettext_lazy("Which attempt counts"),
            "minutes": gettext_lazy("Time limit, in minutes"),
            "shuffles_questions": gettext_lazy("Put the questions in another order for each one"),
            "waits_for_closing": gettext_lazy("Wait until the quiz has closed for everybody"),
            "marks_anonymously": gettext_lazy("Hide the names while open answers are marked"),
            "is_published": gettext_lazy("Students see this quiz"),
        }
        help_texts = {
            "feedback": gettext_lazy(
                "After each answer, one learns best; once handed in, it is an exam."
            ),
            "max_attempts": gettext_lazy("Leave empty for as many as one likes."),
            "counts": gettext_lazy("Where several attempts are allowed."),
            "minutes": gettext_lazy(
                "Leave empty for none. The server keeps the time: what was saved by then is"
                " handed in by itself. Who is granted more time gets it by itself."
            ),
            "waits_for_closing": gettext_lazy(
                "Marks and right answers are shown only then, so that nobody can tell them to"
                " somebody who is not done. Set a closing date on the page of the dates."
            ),
            "is_published": gettext_lazy("The dates say when it may be begun."),
        }
        widgets = {"feedback": forms.RadioSelect, "counts": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["try_cost_percent"].initial = int(self.instance.try_cost * 100)
        self.fields["tries"].widget.attrs.update(min=2, max=10)
        self.fields["max_attempts"].widget.attrs["min"] = 1
        self.fields["minutes"].widget.attrs["min"] = 1
        if self.instance.kind == Quiz.Kind.SECTION:
            del self.fields["is_published"]  # published with the lessons of its section

    field_order = [
        "title",
        "feedback",
        "tries",
        "try_cost_percent",
        "waits_for_closing",
        "max_attempts",
        "counts",
        "minutes",
        "shuffles_questions",
        "marks_anonymously",
        "is_published",
    ]

    def clean_title(self) -> str:
        return typeset(self.cleaned_data["title"])

    def clean_tries(self) -> int:
        return self._within("tries", 2, 10) or 2

    def clean_max_attempts(self) -> int | None:
        return self._within("max_attempts", 1, 100)

    def clean_minutes(self) -> int | None:
        return self._within("minutes", 1, 24 * 60)

    def clean_is_published(self) -> bool:
        published: bool = self.cleaned_data["is_published"]
        if published and not self.instance.items.exists():
            raise forms.ValidationError(_("Add its questions before you show it to students."))
        return published

    def clean_marks_anonymously(self) -> bool:
        hides: bool = self.cleaned_data["marks_anonymously"]
        if not hides and hides_names(self.instance, course_students(self.instance.course)):
            said = _("Answers wait to be marked without names: mark them all first.")
            raise forms.ValidationError(said)
        return hides

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("waits_for_closing") and cleaned.get("feedback") in Quiz.AT_ONCE:
            said = _("What is right cannot both be told after each answer and wait: choose one.")
            self.add_error("waits_for_closing", said)
        if "try_cost_percent" in cleaned:
            self.instance.try_cost = Decimal(cleaned["try_cost_percent"]) / 100
        return cleaned

    def _within(self, field: str, low: int, high: int) -> int | None:
        value: int | None = self.cleaned_data[field]
        if value is not None and not low <= value <= high:
            said = _("Write a number from %(low)d to %(high)d.")
            raise forms.ValidationError(said % {"low": low, "high": high})
        return value


class DrawForm(forms.Form):
    """How many questions to draw among those the filters keep."""

    count = forms.IntegerField(
        label=gettext_lazy("How many to draw"),
        help_text=gettext_lazy("Leave empty to ask them all."),
        required=False,
        min_value=1,
        max_value=MOST_DRAWN,
    )
