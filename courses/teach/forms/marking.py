"""A mark as a teacher gives it: points for each criterion or for the whole, and a comment."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.actions.marking import Decision
from courses.quizzes.marks.anonymous import mark_token
from courses.quizzes.marks.queries import AnswerToMark
from courses.quizzes.models import Mark
from elearning.number_tags import number_text

STEP = Decimal("0.5")
MOST_CHOICES = 11  # up to 5 points are ticked, more are written
MAX_COMMENT = 5000


class PointsField(forms.DecimalField):
    """Points between 0 and what can be won, with a decimal comma or point."""

    def __init__(self, out_of: Decimal, **kwargs: Any) -> None:
        super().__init__(
            min_value=Decimal(0), max_value=out_of, decimal_places=2, localize=True, **kwargs
        )
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off", "size": "5"})

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class MarkForm(forms.Form):
    """The mark of one answer; `known` names the mark its reader saw standing, `seen`."""

    known = forms.CharField(max_length=16, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=gettext_lazy("Comment for the student"),
        required=False,
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any, *, answer: AnswerToMark, seen: Mark) -> None:
        plain_data = None if data is None else data.dict()  # each name is sent once
        super().__init__(plain_data, prefix=answer.key, initial=_initial(answer, seen))
        self.answer, self.seen = answer, seen
        self.conflict: Mark | None = None
        for name, (label, out_of) in _parts(answer).items():
            self.fields[name] = points_field(label, out_of)
        self.order_fields([*_parts(answer), "comment", "known"])

    @property
    def parts(self) -> Sequence[forms.BoundField]:
        return [self[name] for name in _parts(self.answer)]

    @property
    def is_touched(self) -> bool:
        """Whether anything was written or ticked that the mark seen did not say."""
        return any(name != "known" for name in self.changed_data)

    def face(self, standing: Mark) -> None:
        """Shows a mark that came meanwhile: saving again replaces it."""
        self.conflict = standing
        self.data = {**self.data, self.add_prefix("known"): mark_token(standing.pk)}

    @property
    def known_mark(self) -> int:
        """The id of the mark that was seen, 0 where the page named none of this answer's."""
        return self.seen.pk if self.cleaned_data["known"] == mark_token(self.seen.pk) else 0

    def decision(self) -> Decision:
        """What was decided of the answer."""
        points = [Decimal(self.cleaned_data[name]) for name in _parts(self.answer)]
        criteria = points if self.answer.rubric else []
        return Decision(sum(points, Decimal(0)), criteria, self.cleaned_data["comment"])


class OverrideForm(forms.Form):
    """Other points for an answer that has a mark, and why."""

    reason = forms.CharField(label=gettext_lazy("Reason, which the student reads"), max_length=500)
    known = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["points", "reason", "known"]

    def __init__(self, data: Any, *, standing: Mark) -> None:
        name = f"r{standing.response_id}"
        super().__init__(data, prefix=name, initial={"known": standing.pk})
        self.fields["points"] = PointsField(standing.out_of, label=_("Points"))
        self.order_fields(self.field_order)

    def decision(self, standing: Mark) -> Decision:
        said = self.cleaned_data
        comment = standing.verdict.get("comment", "")
        return Decision(said["points"], comment=comment, reason=said["reason"])


class ReasonForm(forms.Form):
    """Why marks are corrected."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, which the students concerned read"), max_length=500
    )


def points_field(label: str, out_of: Decimal) -> forms.Field:
    """Half points to tick, or points to write where there are too many."""
    steps = int(out_of / STEP) + 1
    if steps > MOST_CHOICES:
        return PointsField(out_of, label=label)
    values = [STEP * step for step in range(steps)]
    if values[-1] != out_of:
        values.append(out_of)
    choices = [(plain(value), number_text(value)) for value in values]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def plain(points: Decimal) -> str:
    """As few digits as say it: "1.5", "2"."""
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _parts(answer: AnswerToMark) -> dict[str, tuple[str, Decimal]]:
    """What gets points, by the name of its field: each criterion, or the whole answer."""
    if not answer.rubric:
        return {"points": (_("Points"), answer.standing.out_of)}
    return {
        f"criterion-{rank}": (html, Decimal(each["points"]))
        for rank, (html, each) in enumerate(zip(answer.criteria, answer.rubric, strict=True), 1)
    }


def _initial(answer: AnswerToMark, seen: Mark) -> dict[str, Any]:
    """What the mark seen says; nothing of the points while it waits for them."""
    comment = seen.verdict.get("comment", "")
    initial: dict[str, Any] = {"known": mark_token(seen.pk), "comment": comment}
    if seen.verdict["state"] == "manual":
        return initial
    given = [each["points"] for each in seen.verdict.get("criteria", ())]
    if not answer.rubric:
        given = [str(seen.points)]
    names = _parts(answer)
    if len(given) == len(names):
        initial.update(
            {name: plain(Decimal(value)) for name, value in zip(names, given, strict=True)}
        )
    return initial
