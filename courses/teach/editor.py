"""What the page of a lesson's editor holds: the text, its preview, the places for figures."""

from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from courses.content.actions.figures import Placement
from courses.content.decks.text import storable
from courses.content.differences import Line, compare
from courses.content.explorables import linked
from courses.content.figure_marks import Mark, is_empty, missing_marks
from courses.content.history import newest_revision
from courses.content.messages import translated
from courses.content.models import Lesson, LessonRevision, Proposal
from courses.content.note_queries import open_notes
from courses.content.queries import state_of
from courses.content.rendering import render_for_students
from courses.markup.page import MarkupRefused, Message
from courses.teach.address import explorable_address
from courses.teach.block_examples import explorable_examples, figure_examples
from courses.teach.forms.lessons import FigureForm, LessonForm
from courses.teach.proposals import is_waiting

UNSAVED = 2**31 - 1
"""The number of a text that is not saved: newer than any version."""


@dataclass(frozen=True)
class Preview:
    """A text as students would read it. `problems`: (line or None, sentence); `refused` says
    why it cannot be shown."""

    title: str
    html: str = ""
    is_empty: bool = False
    problems: tuple[tuple[int | None, str], ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class FigureSlot:
    """The place of a missing figure, and the form that fills it."""

    mark: Mark
    form: FigureForm


@dataclass(frozen=True)
class Conflict:
    """Somebody saved `theirs` meanwhile; `lines` are what one's own text changes in it."""

    theirs: LessonRevision
    lines: list[Line]


def preview_of(lesson: Lesson, title: str, source: str) -> Preview:
    """Renders a text that is not saved; what is wrong with it is part of the preview."""
    source = storable(source)
    try:
        unsaved = LessonRevision(lesson=lesson, number=UNSAVED, source=source)
        page = render_for_students(lesson.course, [unsaved])[0]
    except MarkupRefused as refused:
        return Preview(title, refused=translated(refused.message))
    # A missing figure has its own place on the page.
    missing = {mark.line for mark in missing_marks(source)}
    problems = tuple(
        (problem.line, translated(problem.message))
        for problem in page.problems
        if problem.line not in missing or problem.message.params.get("name") != "missing"
    )
    html = linked(page.html, partial(explorable_address, lesson))
    return Preview(title, html, is_empty(source), problems)


class Editor:
    """The editor's page, fresh or with what was sent from it.

    Several figures may be given at once; a description alone is kept for the figure to come.
    """

    def __init__(
        self, lesson: Lesson, newest: LessonRevision, form: LessonForm, source: str
    ) -> None:
        self.lesson = lesson
        self.newest = newest
        self.form = form
        self.source = source
        self.conflict: Conflict | None = None
        self.refused = ""
        self.slots = [
            FigureSlot(mark, _figure_form(form, number, mark))
            for number, mark in enumerate(missing_marks(source))
        ]
        self.given = [slot for slot in self.slots if form.is_bound and slot.form.has_changed()]

    def is_valid(self) -> bool:
        if self.given and self.form.data.get("figures") != str(len(self.slots)):
            self.form.add_error(
                None,
                _(
                    "The text has more or fewer places for figures than when this page was"
                    " opened: save it without an image first, then give the image."
                ),
            )
        for slot in self.given:
            if not slot.form.is_valid():
                self.form.add_error(
                    None, _("Look at the missing figure of line %d, below.") % slot.mark.line
                )
        if not self.form.is_valid():
            self.ask_again_for_images()
        return self.form.is_valid()

    def ask_again_for_images(self) -> None:
        """A browser never fills in a file by itself."""
        for slot in self.given:
            if slot.form.is_valid() and slot.form.cleaned_data["image"]:
                slot.form.add_error("image", _("Nothing was saved: choose the image again."))

    def refuse(self, message: Message) -> None:
        """The text cannot be rendered: said once, and not tried again for the preview."""
        self.refused = translated(message)
        self.form.add_error("source", self.refused)
        self.ask_again_for_images()

    def placements(self) -> list[Placement]:
        return [Placement(mark=slot.mark, **slot.form.cleaned_data) for slot in self.given]

    def meet(self, theirs: LessonRevision) -> None:
        """Shows what somebody else saved; saving once more then goes on top of it."""
        self.newest = theirs
        self.conflict = Conflict(theirs, compare(theirs.source, self.source))
        data = cast(QueryDict, self.form.data).copy()
        data["after"] = str(theirs.number)
        self.form.data = data
        self.ask_again_for_images()

    def page(self) -> dict[str, Any]:
        return {
            "lesson": self.lesson,
            "course": self.lesson.course,
            "form": self.form,
            "slots": self.slots,
            "newest": self.newest,
            "state": state_of(self.newest, self.lesson.published_id),
            "conflict": self.conflict,
            "notes": open_notes(self.lesson, self.newest.source),
            "is_proposal": is_waiting(self.lesson.course, Proposal.Kind.LESSON, self.lesson.slug),
            "explorables": explorable_examples(),
            "figures": figure_examples(),
            "preview": self._preview(self.form["title"].value() or ""),
        }

    def _preview(self, title: str) -> Preview:
        if self.refused:
            return Preview(title, refused=self.refused)
        return preview_of(self.lesson, title, self.source)


def fresh_editor(lesson: Lesson) -> Editor:
    newest = newest_revision(lesson)
    initial = {"title": newest.title, "source": newest.source, "after": newest.number}
    return Editor(lesson, newest, LessonForm(initial=initial), newest.source)


def sent_editor(lesson: Lesson, data: QueryDict, files: MultiValueDict) -> Editor:
    source = storable(data.get("source", ""))
    return Editor(lesson, newest_revision(lesson), LessonForm(data, files), source)


def _figure_form(form: LessonForm, number: int, mark: Mark) -> FigureForm:
    initial = {"alt": mark.alt, "caption": mark.caption}
    data, files = (form.data, form.files) if form.is_bound else (None, None)
    return FigureForm(data, files, prefix=f"figure-{number}", initial=initial)
