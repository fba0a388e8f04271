"""A deck to import, the changes made to it, and its confirmation."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from courses.accounts.models import User
from courses.accounts.requests import as_id
from courses.cohorts.access import taught_courses
from courses.content.decks.edits import EDITS
from courses.content.decks.plan import TITLE_LENGTH
from courses.content.messages import translated
from courses.content.models import Chapter, Course
from courses.slides.decode import decode
from courses.slides.tree import DeckRefused, Problem

MAX_DECK_BYTES = 2 * 1024 * 1024
SUFFIXES = (".md", ".markdown", ".txt")


class DeckForm(forms.Form):
    """The text of a deck, pasted or sent as a file, and the course it goes to.

    A file that can be read is shown again as text, so that it can be mended on the page.
    `problems` are what the reading of its bytes had to guess.
    """

    file = forms.FileField(
        label=_("The deck as a file"),
        required=False,
        help_text=_("Markdown or text (.md, .txt), 2 MB at most."),
        widget=forms.FileInput(attrs={"accept": ",".join((*SUFFIXES, "text/markdown"))}),
    )
    source = forms.CharField(
        label=_("Or its text, pasted"),
        required=False,
        strip=False,
        help_text=_("Each slide starts with a heading line, such as “# The TCP connection”."),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    course = forms.ModelChoiceField(label=_("Course"), queryset=Course.objects.none())
    course_title = forms.CharField(
        label=_("Title of the new course"),
        required=False,
        max_length=TITLE_LENGTH,
        help_text=_("Only for a new course: the deck becomes its first chapter."),
    )
    chapter = forms.ModelChoiceField(
        queryset=Chapter.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problems: list[Problem] = []
        self.makes_courses = user.is_teacher or user.is_superuser
        courses = taught_courses(user)
        self._offer(courses)
        self.fields["chapter"].queryset = Chapter.objects.filter(course__in=courses)  # type: ignore[attr-defined]

    def _offer(self, courses: QuerySet[Course]) -> None:
        field: Any = self.fields["course"]
        field.queryset = courses
        field.required = not self.makes_courses and not self["chapter"].value()
        field.empty_label = _("A new course") if self.makes_courses else None
        if not self.makes_courses:
            del self.fields["course_title"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chapter, course = data.get("chapter"), data.get("course")
        if chapter is not None:
            data["course"] = chapter.course
        elif course is None and not self._names_a_course(data):
            self.add_error("course_title", _("Choose a course, or give a title to a new one."))
        if "file" not in self.errors and "source" not in self.errors:
            self._clean_text(data)
        return data

    def _names_a_course(self, data: dict[str, Any]) -> bool:
        """Whether a title is given, or its lack is the fault of another field."""
        wanted = self.makes_courses and not self.errors.keys() & {"course", "course_title"}
        return bool(data.get("course_title")) or not wanted

    def _clean_text(self, data: dict[str, Any]) -> None:
        file, text = data.get("file"), data.get("source") or ""
        if file and text.strip():
            self.add_error("file", _("Send a file or paste a text, not both."))
        elif file:
            data["name"] = PurePath(file.name).name[:TITLE_LENGTH]
            self._clean_file(file, data)
        elif not text.strip():
            self.add_error("file", _("Choose a file or paste the text of a deck."))
        elif len(text.encode()) > MAX_DECK_BYTES:
            self.add_error("source", _too_large())
        else:
            data["name"] = ""

    def _clean_file(self, file: UploadedFile, data: dict[str, Any]) -> None:
        if not data["name"].lower().endswith(SUFFIXES):
            sentence = _(
                "“%(name)s” is not a Markdown or text file. Convert the deck to Markdown first "
                "(.md), or paste its text below."
            )
            self.add_error("file", forms.ValidationError(sentence, params={"name": data["name"]}))
        elif (file.size or 0) > MAX_DECK_BYTES:
            self.add_error("file", _too_large())
        else:
            try:
                data["source"], self.problems = decode(file.read())
            except DeckRefused as refused:
                self.add_error("file", translated(refused.message))

    def refuse(self, sentence: str) -> None:
        """Says why the text is no deck, and gives it back to be mended."""
        data: Any = self.data
        self.data = data = data.copy()
        data["source"] = self.cleaned_data["source"]
        self.add_error("source", sentence)


def _too_large() -> forms.ValidationError:
    return forms.ValidationError(
        _("This deck is larger than %(size)s. Cut it into chapters and send them one by one."),
        params={"size": filesizeformat(MAX_DECK_BYTES)},
    )


class EditForm(forms.Form):
    """One change on the check page; `count` is how many there were when it was shown."""

    do = forms.ChoiceField(choices=[(name, name) for name in (*EDITS, "undo", "choose_chapter")])
    at = forms.IntegerField(min_value=0, required=False)
    title = forms.CharField(max_length=TITLE_LENGTH, required=False)
    count = forms.IntegerField(min_value=0, required=False)


class ConfirmForm(forms.Form):
    """What the person saw, and for each lesson in conflict whose text wins."""

    seen = forms.CharField(max_length=64)
    publish = forms.BooleanField(required=False)

    def taken(self, prefix: str = "lesson-") -> set[int]:
        """Ids of the lessons for which the deck wins."""
        chosen = (name for name, value in self.data.items() if value == "deck")
        return {as_id(name.removeprefix(prefix)) for name in chosen if name.startswith(prefix)}
