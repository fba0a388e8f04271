"""The editor of a question: what was typed, as a form or as text, and what is wrong with it."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.content.differences import Line, compare
from courses.content.models import Course
from courses.content.queries import State
from courses.quizzes.form.change import change_kind
from courses.quizzes.form.conversion import clean, kind_of, to_fields
from courses.quizzes.form.rows import GROUPS, Row, act_on, read_act, rows_of, with_rows
from courses.quizzes.form.shapes import SHAPES
from courses.quizzes.models import Question, QuestionRevision
from courses.quizzes.publishing_effect import Effect, publishing_effect
from courses.teach.question_form import form_view
from courses.teach.question_text import (
    ProblemView,
    QuestionsRead,
    card_of,
    read_form,
    read_questions,
)
from courses.teach.question_words import GROUP_WORDS, SINGLE_WORDS

FORM, TEXT = "form", "text"
_PERCENT = re.compile(r"^ ?>[^(:]*\([^()]*%\s*\)\s*:", re.MULTILINE)


@dataclass(frozen=True)
class Conflict:
    """Somebody saved `theirs` meanwhile; `lines` are what one's own text changes in it."""

    theirs: QuestionRevision
    lines: list[Line]


class QuestionEditor:
    """What the page of a question holds. `view` is "form" or "text"."""

    def __init__(
        self,
        course: Course,
        question: Question | None,
        *,
        text: str = "",
        fields: dict[str, list[str]] | None = None,
        after: int = 0,
    ) -> None:
        self.course, self.question = course, question
        self.newest = _newest(question)
        self.text, self.fields, self.after = text, fields, after
        self.notices: list[str] = []
        self.conflict: Conflict | None = None
        self.focus = ""
        self.refused = False
        self._more: list[ProblemView] = []
        self._read: QuestionsRead | None = None

    @property
    def view(self) -> str:
        return TEXT if self.fields is None else FORM

    @property
    def read(self) -> QuestionsRead:
        """What the text, or the form, says."""
        if self._read is None:
            self._read = self._reading()
        return self._read

    def _reading(self) -> QuestionsRead:
        if self.fields is None:
            return read_questions(self.course, self.text, single=True)
        # A form nobody touched keeps the words of the text it came from.
        if self.text:
            read = read_questions(self.course, self.text, single=True)
            if read.only and same_fields(to_fields(read.only), self.fields):
                return read
        return read_form(self.course, self.fields)

    def show_form(self) -> None:
        """Turns the text into a form, if it can be read."""
        only = self.read.only
        if self.fields is not None:
            return
        if only is None:
            self.refused = True
            self.notices.append(_("The form opens once the text can be read."))
            return
        if _PERCENT.search(self.text):
            self.notices.append(
                _(
                    "A hint's cost in % becomes points here;"
                    " if you change nothing, the text keeps its %."
                )
            )
        self.fields, self._read = to_fields(only), None

    def show_text(self) -> None:
        """Turns the form into its text, whatever stands in it."""
        if self.fields is not None:
            self.text = self.read.text
            self.fields, self._read = None, None

    def act(self, name: str) -> None:
        """Adds, removes or moves a row, as a button named it."""
        act = read_act(name)
        if self.fields is None or act is None:
            return
        if not rows_of(self.fields, act.group):  # the empty rows on the page count
            blank: list[Row] = [{} for _row in range(GROUP_WORDS[act.group].least)]
            self.fields = with_rows(self.fields, act.group, blank)
        self.fields, place = act_on(self.fields, act)
        column = GROUPS[act.group][0]
        self.focus = f"{act.group}-{place}-{column}"
        self._read = None

    def change_kind(self, was: str) -> bool:
        """Carries over what the new kind can take; whether the kind was changed."""
        if self.fields is None or was not in SHAPES or was == kind_of(self.fields):
            return False
        kind = kind_of(self.fields)
        self.fields = change_kind({**self.fields, "kind": [was]}, kind)
        self.focus, self._read = "kind", None
        return True

    def refuse(self, message: str, field: str = "") -> None:
        """Notes why the question cannot be saved."""
        self.refused = True
        self._more.append(ProblemView(1, 1, message, "", field))

    def meet(self, theirs: QuestionRevision) -> None:
        """Shows what somebody else saved; saving once more then goes on top of it."""
        self.newest, self.after = theirs, theirs.number
        self.conflict = Conflict(theirs, compare(theirs.answer_key.source, self.read.text))

    @property
    def errors(self) -> tuple[ProblemView, ...]:
        return (*self._more, *self.read.errors)

    def page(self) -> dict[str, Any]:
        question = self.question
        return {
            **self.preview(),
            "editor": self,
            "question": question,
            "newest": self.newest,
            "state": self._state(),
            "errors": self.errors if self.refused else (),
            "form_view": self._form_view(),
            "effect": self._effect(),
        }

    def _state(self) -> State | None:
        if self.question is None or self.newest is None:
            return None
        if self.question.published_id is None:
            return State.DRAFT
        is_newest = self.question.published_id == self.newest.pk
        return State.PUBLISHED if is_newest else State.MODIFIED

    def preview(self) -> dict[str, Any]:
        """What the pane beside needs."""
        return {
            "course": self.course,
            "read": self.read,
            "card": card_of(self.course, self.read),
            "view": self.view,
        }

    def _form_view(self) -> Any:
        if self.fields is None:
            return None
        return form_view(self.course, self.fields, self.read, show=self.refused, focus=self.focus)

    def _effect(self) -> Effect | None:
        if self.question is None or self.newest is None or not self.question.published_id:
            return None
        return publishing_effect(self.question, self.newest)


def sent_editor(course: Course, question: Question | None, data: QueryDict) -> QuestionEditor:
    """The editor with what its page posted."""
    after = data.get("after", "")
    number = int(after) if re.fullmatch(r"[0-9]{1,9}", after) else 0
    if data.get("view", TEXT) != FORM:
        text = data.get("text", "").replace("\r\n", "\n")
        return QuestionEditor(course, question, text=text, after=number)
    known = (*SINGLE_WORDS, "option-right")
    fields = clean(
        {
            name: [str(value) for value in data.getlist(name)]
            for name in data
            if name in known or name.split("-")[0] in GROUP_WORDS
        }
    )
    source = data.get("source", "").replace("\r\n", "\n")
    return QuestionEditor(course, question, text=source, fields=fields, after=number)


def same_fields(one: dict[str, list[str]], other: dict[str, list[str]]) -> bool:
    """Whether two forms say the same: fields that are empty or missing say nothing."""
    return _said(one) == _said(other)


def _said(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    kept = {name: [value for value in values if value] for name, values in fields.items()}
    return {name: values for name, values in kept.items() if values and not name.endswith("-per")}


def _newest(question: Question | None) -> QuestionRevision | None:
    if question is None:
        return None
    return question.revisions.select_related("answer_key", "author").first()
