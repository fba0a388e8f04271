"""The form of a question as its page draws it: groups of rows, fields with their problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from courses.content.models import Course, Lesson, Section
from courses.figures.named import NAMES, find_pile
from courses.figures.parts import plain
from courses.quizzes.form.change import set_aside
from courses.quizzes.form.conversion import kind_of
from courses.quizzes.form.rows import GROUPS, Fields, Row, first, rows_of
from courses.quizzes.form.shapes import SHAPES
from courses.quizzes.labels import BLOOM_LABELS, KIND_LABELS
from courses.teach.question_text import ProblemView, QuestionsRead
from courses.teach.question_words import (
    FIELD_WORDS,
    GAPS_HELP,
    GROUP_WORDS,
    KIND_USES,
    PART,
    RUBRIC_POINTS,
    SINGLE_WORDS,
    FieldWords,
    GroupWords,
)

Choices = tuple[tuple[str, str | Promise], ...]
_SHARED = ("hint", "range")


@dataclass(frozen=True)
class FieldView:
    """A field: its words, what is typed in it, and what is wrong with it."""

    name: str
    words: FieldWords
    values: tuple[str, ...] = ()
    choices: Choices = ()
    problems: tuple[ProblemView, ...] = ()
    focused: bool = False
    help: Promise | str = ""

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def described_by(self) -> str:
        """The ids of its help and of its errors."""
        errors = [f"{self.id}-error-{count + 1}" for count in range(len(self.problems))]
        return " ".join([f"{self.id}-help"] * bool(self.help) + errors)


@dataclass(frozen=True)
class RowView:
    """A row; `number` counts from 0 and is “N” in the model that scripts copy."""

    group: str
    number: int | str
    words: GroupWords
    fields: tuple[FieldView, ...]
    tick: str = ""
    is_right: bool = False

    @property
    def shown(self) -> int | str:
        return self.number + 1 if isinstance(self.number, int) else self.number


@dataclass(frozen=True)
class GroupView:
    """A group of rows, and an empty row for scripts to copy."""

    name: str
    words: GroupWords
    rows: tuple[RowView, ...]
    model: RowView


@dataclass(frozen=True)
class FormView:
    """The whole form. `aside` says what waits for its kind; `waiting` are its hidden fields."""

    kind: str
    single: Mapping[str, FieldView]
    groups: tuple[GroupView, ...]
    hints: GroupView
    ranges: GroupView
    aside: tuple[str, ...]
    waiting: tuple[tuple[str, str], ...]
    objectives: tuple[str, ...]


def form_view(
    course: Course, fields: Fields, read: QuestionsRead, *, show: bool, focus: str = ""
) -> FormView:
    """The form filled with `fields`; its errors stand at their fields if `show`."""
    return _Form(course, fields, read.errors if show else (), focus).view()


class _Form:
    def __init__(
        self, course: Course, fields: Fields, errors: Iterable[ProblemView], focus: str
    ) -> None:
        self._course, self._fields, self._focus = course, fields, focus
        self._kind = kind_of(fields)
        self._errors = tuple(errors)

    def view(self) -> FormView:
        shape = SHAPES[self._kind]
        codes = self._course.objectives.order_by("code").values_list("code", flat=True)
        return FormView(
            kind=self._kind,
            single={name: self._single(name) for name in SINGLE_WORDS},
            groups=tuple(self._group(name) for name in shape.groups),
            hints=self._group("hint"),
            ranges=self._group("range"),
            aside=_aside_words(set_aside(self._fields)),
            waiting=self._waiting(),
            objectives=tuple(codes),
        )

    def _field(
        self, name: str, words: FieldWords, values: Sequence[str], choices: Choices = ()
    ) -> FieldView:
        problems = tuple(each for each in self._errors if each.field == name)
        help_ = words.help
        if name == "stem" and self._kind == "cloze":
            help_ = GAPS_HELP
        if name == "points" and self._kind == "open":
            help_ = RUBRIC_POINTS
        focused = name == self._focus
        return FieldView(name, words, tuple(values), choices, problems, focused, help_)

    def _single(self, name: str) -> FieldView:
        values = self._fields.get(name, ())
        if name == "kind":
            values = [self._kind]
        return self._field(name, SINGLE_WORDS[name], values, self._choices(name, values))

    def _choices(self, name: str, values: Sequence[str]) -> Choices:
        if name == "kind":
            return tuple((kind, KIND_LABELS[kind]) for kind in KIND_USES)
        if name == "bloom":
            return (("", _("not said")), *BLOOM_LABELS.items())
        if name == "truth":
            return (("true", _("true")), ("false", _("false")))
        if name == "figure" and self._kind == "hotspot":
            return _kept((("", _("none")), *((each, each) for each in NAMES)), values)
        if name == "place":
            return _kept(_places(self._course), values)
        if name == "notion":
            notions = self._course.notions.order_by("term").values_list("slug", "term")
            return _kept(tuple(notions), values)
        return ()

    def _group(self, name: str) -> GroupView:
        words = GROUP_WORDS[name]
        rows = rows_of(self._fields, name)
        rows += [{} for _row in range(words.least if not rows else 0)]
        views = tuple(self._row(name, number, row) for number, row in enumerate(rows))
        return GroupView(name, words, views, self._row(name, "N", {}))

    def _zones(self, name: str, row: Row) -> Choices:
        """The parts of the figure, where they are the answers."""
        pile = find_pile(first(self._fields, "figure"))
        if self._kind != "hotspot" or name != "text" or pile is None:
            return ()
        zones = [(cell.id, plain(cell.label)) for cell in pile.cells]
        return _kept((("", "–"), *zones), [row.get("text", "")])

    def _row(self, group: str, number: int | str, row: Row) -> RowView:
        words = GROUP_WORDS[group]
        fields = tuple(self._cell(group, number, column, row) for column in GROUPS[group])
        tick = words.tick and ("checkbox" if self._kind == "multiple" else "radio")
        return RowView(group, number, words, fields, tick, bool(row.get("right")))

    def _cell(self, group: str, number: int | str, column: str, row: Row) -> FieldView:
        """A field of a row; an empty row of numbers has its tolerance in per cent."""
        words = FIELD_WORDS[group, column]
        choices: Choices = ()
        if column == "per":
            choices = _pers()
        elif group in ("accepted", "mistake"):
            choices = self._zones(column, row)
            words = FieldWords(PART, "select") if choices else words
        value = row.get(column, "percent" if column == "per" and not row else "")
        return self._field(f"{group}-{number}-{column}", words, [value], choices)

    def _waiting(self) -> tuple[tuple[str, str], ...]:
        """The fields of other kinds that say something, which the page carries along."""
        shape = SHAPES[self._kind]
        kept = []
        for name, values in self._fields.items():
            group = name.split("-")[0]
            drawn = name in shape.single or group in (*shape.groups, *_SHARED)
            if not drawn and (group in GROUPS or _is_of_a_kind(name)):
                kept += [(name, value) for value in values if value]
        return tuple(kept)


def _is_of_a_kind(name: str) -> bool:
    return any(name in shape.single for shape in SHAPES.values())


def _pers() -> Choices:
    return (("percent", "%"), ("", _("the unit of the value")))


def _places(course: Course) -> Choices:
    """The lessons and sections of a course, as the field `place` names them."""
    sections = Section.objects.filter(chapter__course=course, archived_at=None)
    ranked = sections.order_by("chapter__position", "position")
    lessons = Lesson.objects.current().filter(course=course)
    by_section: dict[int, list[Lesson]] = {}
    for lesson in lessons.order_by("position"):
        by_section.setdefault(lesson.section_id, []).append(lesson)
    found: list[tuple[str, str | Promise]] = [("", _("not said"))]
    for rank, section in enumerate(ranked, start=1):
        words = _("Section %(rank)d: %(title)s") % {"rank": rank, "title": section.title}
        found.append((f"section:{rank}", words))
        found += [
            (f"lesson:{lesson.slug}", f"\u2003{lesson.title}")
            for lesson in by_section.get(section.pk, ())
        ]
    return tuple(found)


def _kept(choices: Choices, values: Sequence[str]) -> Choices:
    """`choices`, and what the question says that is none of them."""
    known = {value for value, _words in choices}
    more = [(value, value.partition(":")[2] or value) for value in values if value not in known]
    return (*choices, *more)


def _aside_words(found: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(
        f"{GROUP_WORDS[name].legend} ({count})"
        if name in GROUP_WORDS
        else str(SINGLE_WORDS[name].label)
        for name, count in found.items()
    )
