"""What of the bank is listed, and what many of its questions are told at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.content.models import Course, Lesson, Section
from courses.quizzes.actions.bank_texts import Tags
from courses.quizzes.bank import BankSearch
from courses.quizzes.labels import BLOOM_LABELS, KIND_LABELS

KEEP, NONE = "keep", "none"

STATE_LABELS = {
    "draft": gettext_lazy("drafts"),
    "published": gettext_lazy("published"),
    "modified": gettext_lazy("published, changes waiting"),
    "archived": gettext_lazy("in the bin"),
}
DIFFICULTY_LABELS = {
    "very-hard": gettext_lazy("very hard: under 30%"),
    "hard": gettext_lazy("hard: 30 to 50%"),
    "medium": gettext_lazy("medium: 50 to 80%"),
    "easy": gettext_lazy("easy: 80 to 95%"),
    "very-easy": gettext_lazy("very easy: from 95%"),
    "unmeasured": gettext_lazy("not measured yet"),
}
ORDER_LABELS = {
    "": gettext_lazy("in the order of the course"),
    "id": gettext_lazy("by id"),
    "newest": gettext_lazy("last changed first"),
}
# The field of each part of a search; names are French, for they stand in the address.
FIELDS = {
    "words": "q",
    "lesson": "lecon",
    "section": "section",
    "notion": "notion",
    "objective": "objectif",
    "bloom": "bloom",
    "kind": "genre",
    "state": "etat",
    "difficulty": "difficulte",
    "order": "tri",
}

Choices = list[tuple[Any, Any]]


class PickForm(forms.Form):
    """The filters by which questions are picked for a quiz."""

    q = forms.CharField(
        label=gettext_lazy("Words of the question, or its id"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    lecon = forms.ChoiceField(label=gettext_lazy("Lesson"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("Section"), required=False)
    objectif = forms.ChoiceField(label=gettext_lazy("Objective"), required=False)
    notion = forms.ChoiceField(label=gettext_lazy("Notion"), required=False)
    bloom = forms.ChoiceField(label=gettext_lazy("Bloom level"), required=False)
    genre = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    difficulte = forms.ChoiceField(
        label=gettext_lazy("Difficulty, by first attempts"), required=False
    )
    tri = forms.ChoiceField(label=gettext_lazy("Order"), required=False)

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("lecon", _("all lessons"), lesson_choices(course))
        self._offer("section", _("all sections"), section_choices(course))
        self._offer("objectif", _("all objectives"), objective_choices(course))
        self._offer("notion", _("all notions"), notion_choices(course))
        self._offer("bloom", _("all levels"), list(BLOOM_LABELS.items()))
        self._offer("genre", _("all kinds"), list(KIND_LABELS.items()))
        self._offer("difficulte", _("all difficulties"), list(DIFFICULTY_LABELS.items()))
        self.fields["tri"].choices = list(ORDER_LABELS.items())  # type: ignore[attr-defined]

    def search(self) -> BankSearch:
        """What is sought; a part that means nothing here asks for nothing."""
        self.is_valid()
        said = {part: self.cleaned_data.get(field, "") for part, field in FIELDS.items()}
        return BankSearch(**said)

    def _offer(self, field: str, everything: str, choices: Choices) -> None:
        self.fields[field].choices = [("", everything), *choices]  # type: ignore[attr-defined]


class BankForm(PickForm):
    """The filters of the bank's page, in its address."""

    etat = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, course=course, **kwargs)
        self._offer("etat", _("all but the bin"), list(STATE_LABELS.items()))


class TagForm(forms.Form):
    """What to write in every selected question; what is left alone stays as each has it."""

    lesson = forms.ChoiceField(label=gettext_lazy("Lesson"))
    objective = forms.ChoiceField(label=gettext_lazy("Objective"))
    bloom = forms.ChoiceField(label=gettext_lazy("Bloom level"))
    add_notion = forms.ChoiceField(label=gettext_lazy("Notion to add"))
    drop_notion = forms.ChoiceField(label=gettext_lazy("Notion to take away"))
    points = forms.DecimalField(
        label=gettext_lazy("Points"),
        help_text=gettext_lazy("Leave empty to change nothing."),
        required=False,
        min_value=0.01,
        max_value=999,
        decimal_places=2,
        localize=True,
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notions = notion_choices(course)
        self._offer("lesson", lesson_choices(course), none=_("no lesson"))
        self._offer("objective", objective_choices(course), none=_("no objective"))
        self._offer("bloom", list(BLOOM_LABELS.items()), none=_("no level"))
        self._offer("add_notion", notions)
        self._offer("drop_notion", notions)

    def _offer(self, field: str, choices: Choices, *, none: str = "") -> None:
        offered: Choices = [(KEEP, _("change nothing"))]
        offered += [(NONE, none)] if none else []
        self.fields[field].choices = offered + choices  # type: ignore[attr-defined]
        self.fields[field].initial = KEEP

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and self._tags(cleaned) == Tags():
            raise forms.ValidationError(_("Choose what to change."))
        return cleaned

    def tags(self) -> Tags:
        return self._tags(self.cleaned_data)

    def _tags(self, cleaned: dict[str, Any]) -> Tags:
        added, dropped = cleaned["add_notion"], cleaned["drop_notion"]
        return Tags(
            lesson=_wanted(cleaned["lesson"]),
            objective=_wanted(cleaned["objective"]),
            bloom=_wanted(cleaned["bloom"]),
            points=cleaned["points"],
            add_notions=() if added == KEEP else (added,),
            drop_notions=() if dropped == KEEP else (dropped,),
        )


def lesson_choices(course: Course) -> Choices:
    """Lessons by slug, under their section."""
    lessons = Lesson.objects.current().filter(course=course).select_related("section")
    groups: dict[str, Choices] = {}
    for lesson in lessons.order_by("section__chapter__position", "section__position", "position"):
        groups.setdefault(lesson.section.title, []).append((lesson.slug, lesson.title))
    return list(groups.items())


def section_choices(course: Course) -> Choices:
    """Sections by rank in the course."""
    sections = Section.objects.filter(chapter__course=course, archived_at=None)
    ranked = sections.order_by("chapter__position", "position")
    return [(str(rank), f"{rank}. {section.title}") for rank, section in enumerate(ranked, 1)]


def objective_choices(course: Course) -> Choices:
    return [
        (each.code, f"{each.code} – {each.text}" if each.text else each.code)
        for each in course.objectives.all()
    ]


def notion_choices(course: Course) -> Choices:
    return [(each.slug, each.term) for each in course.notions.order_by("term")]


def _wanted(choice: str) -> str | None:
    return {KEEP: None, NONE: ""}.get(choice, choice)
