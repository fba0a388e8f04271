"""How a course is marked, and a total that a teacher decides."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.progress.gradebook import MARKED, OUT_OF, Entry, Total, total
from courses.progress.gradebook_actions import Counted
from courses.progress.models import Gradebook, GradeItem
from courses.quizzes.models import Quiz
from courses.teach.forms.marking import PointsField, plain

# The marks of the example, one a quiz, over and over.
EXAMPLE = [Decimal(mark) for mark in ("8", "14", "11.5", "17", "5", "12.75")]


@dataclass(frozen=True)
class QuizLine:
    quiz: Quiz
    category: forms.BoundField
    weight: forms.BoundField


class GradebookForm(forms.ModelForm):
    """What is left out, whether students see their total, and the weight of each quiz.

    A quiz whose weight is empty does not count.
    """

    class Meta:
        model = Gradebook
        fields = ["dropped_exams", "dropped_quizzes", "is_published"]
        labels = {
            "dropped_exams": gettext_lazy("Exams to leave out"),
            "dropped_quizzes": gettext_lazy("Quizzes to leave out"),
            "is_published": gettext_lazy("Students see their own total"),
        }
        help_texts = {
            "dropped_exams": gettext_lazy(
                "For each student, those whose absence helps them most: with equal weights, the"
                " lowest marks. One always remains."
            ),
            "is_published": gettext_lazy(
                "On their page “My progress”, without the exams whose marks wait for the closing."
            ),
        }

    def __init__(self, *args: Any, quizzes: Iterable[Quiz], items: Sequence[GradeItem], **kw: Any):
        super().__init__(*args, **kw)
        self.quizzes = list(quizzes)
        known = {item.quiz_id: item for item in items}
        for name in ("dropped_exams", "dropped_quizzes"):
            self.fields[name].widget.attrs.update(min=0, max=Gradebook.MOST_DROPPED)
        for quiz in self.quizzes:
            item, is_exam = known.get(quiz.pk), quiz.kind == Quiz.Kind.EXAM
            usual = "1" if is_exam and self.instance.pk is None else None
            self.fields[f"category-{quiz.pk}"] = forms.ChoiceField(
                label=_("Counts among, for “%(quiz)s”") % {"quiz": quiz},
                choices=GradeItem.Category.choices,
                initial=item.category if item else ("exams" if is_exam else "quizzes"),
            )
            weight = plain(item.weight) if item else usual
            self.fields[f"weight-{quiz.pk}"] = _weight_field(quiz, weight)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.Meta.fields]

    @property
    def lines(self) -> Iterator[QuizLine]:
        for quiz in self.quizzes:
            yield QuizLine(quiz, self[f"category-{quiz.pk}"], self[f"weight-{quiz.pk}"])

    def counted(self) -> list[Counted]:
        """The quizzes that have a weight; the form must be valid."""
        said = self.cleaned_data
        return [
            Counted(quiz.pk, said[f"category-{quiz.pk}"], said[f"weight-{quiz.pk}"])
            for quiz in self.quizzes
            if said[f"weight-{quiz.pk}"] is not None
        ]

    def example(self) -> Total | None:
        """The total of somebody with the marks of the example; None where a field is wrong."""
        if self.is_bound and not self.is_valid():
            return None
        said = self.cleaned_data if self.is_bound else self._initial()
        counting = [quiz.pk for quiz in self.quizzes if said[f"weight-{quiz.pk}"] is not None]
        marked = [
            Entry(pk, said[f"category-{pk}"], Decimal(said[f"weight-{pk}"]), MARKED, mark)
            for pk, mark in zip(counting, cycle(EXAMPLE), strict=False)
        ]
        return total(marked, {name: said[f"dropped_{name}"] for name in GradeItem.Category.values})

    def _initial(self) -> dict[str, Any]:
        return {name: self.get_initial_for_field(each, name) for name, each in self.fields.items()}


def _weight_field(quiz: Quiz, initial: Any) -> PointsField:
    field = PointsField(
        Decimal(GradeItem.MOST_WEIGHT),
        label=_("Weight of “%(quiz)s”") % {"quiz": quiz},
        required=False,
    )
    field.initial = initial
    return field


class TotalForm(forms.Form):
    """A total in place of the computed one; `known` is the decision its author saw, 0 for none."""

    known = forms.IntegerField(widget=forms.HiddenInput)
    total = PointsField(Decimal(OUT_OF), label=gettext_lazy("Total out of 20"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason, which stays with your name"), max_length=500
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "remove" in self.data:
            cleaned["total"] = None
        elif cleaned.get("total") is None and "total" not in self.errors:
            self.add_error("total", _("Write a number from 0 to 20."))
        return cleaned
