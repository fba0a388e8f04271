"""The changes a teacher makes to a deck's chapter before it is imported (pure).

An edit is a small dict, kept as JSON in the order it was made:

    {"do": "merge", "at": line}                       the lesson joins the one before it
    {"do": "split", "at": line, "title": title}       a new lesson starts at this block and is
                                                      called by its first words if title is ""
    {"do": "rename", "at": line, "title": title}
    {"do": "rename_section", "at": line, "title": title}
    {"do": "rename_chapter", "at": 0, "title": title}

Lessons and blocks are named by the source line they start at, which no other edit changes;
a section by that of its first lesson.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from courses.content.decks.plan import (
    TITLE_LENGTH,
    Plan,
    PlannedLesson,
    PlannedSection,
    clip_lines,
    heading_block,
    union_of_lines,
)
from courses.content.titles import typeset

LAST_LINE = 10**9
FIRST_WORDS = 60


class Edit(TypedDict, total=False):
    do: str
    at: int
    title: str


class EditRefused(ValueError):
    """The edit does not apply (any more); says why, in the reader's language."""


def apply_edits(plan: Plan, edits: Iterable[Edit]) -> tuple[Plan, list[Edit]]:
    """The plan with the edits applied in order, and those that applied."""
    applied = []
    for edit in edits:
        try:
            plan = apply_edit(plan, edit)
        except EditRefused:
            continue
        applied.append(edit)
    return plan, applied


def apply_edit(plan: Plan, edit: Edit) -> Plan:
    """The plan after one edit; raises EditRefused when it names what is not there."""
    apply = EDITS.get(edit["do"])
    if apply is None:
        raise EditRefused(_("This change is unknown."))
    return apply(plan, edit)


def carry_edits(old_source: str, new_source: str, edits: Iterable[Edit]) -> list[Edit]:
    """The edits of an earlier deck, at the lines that hold the same text in a newer one.

    A line is known again by its text and its rank among equal lines; an edit whose line is
    gone is left out.
    """
    old = list(_signs(old_source))
    new = {sign: number for number, sign in enumerate(_signs(new_source), 1)}
    carried: list[Edit] = []
    for edit in edits:
        at = new.get(old[edit["at"] - 1], 0) if 0 < edit["at"] <= len(old) else 0
        if at or edit["do"] == "rename_chapter":
            carried.append({**edit, "at": at})
    return carried


def _signs(source: str) -> Iterable[tuple[str, int]]:
    seen: dict[str, int] = {}
    for line in source.splitlines():
        text = line.strip()
        seen[text] = seen.get(text, 0) + 1
        yield text, seen[text]


def _merge(plan: Plan, edit: Edit) -> Plan:
    section, index = _find(plan, edit)
    if index == 0:
        raise EditRefused(_("The first lesson of a section has none before it to join."))
    before, lesson = section.lessons[index - 1 : index + 1]
    blocks = before.blocks
    if _squashed(before.title) != _squashed(lesson.title):
        # No word is lost: the title stays, as a sub-heading.
        blocks += (heading_block(lesson.title, line=lesson.key),)
    lines = union_of_lines(before.lines, lesson.lines)
    merged = replace(before, blocks=blocks + lesson.blocks, lines=lines)
    return _with_lessons(plan, section, index - 1, 2, merged)


def _split(plan: Plan, edit: Edit) -> Plan:
    for section in plan.sections:
        for index, lesson in enumerate(section.lessons):
            for at, block in enumerate(lesson.blocks):
                if at and block.lines and block.lines[0][0] == edit["at"]:
                    title = edit.get("title", "").strip() or _first_words(block.text)
                    parts = _halves(lesson, at, _title({**edit, "title": title}))
                    return _with_lessons(plan, section, index, 1, *parts)
    raise EditRefused(_("There is no lesson to split there any more."))


def _halves(lesson: PlannedLesson, at: int, title: str) -> tuple[PlannedLesson, PlannedLesson]:
    """The lesson before block `at`, and from it; a sub-heading there gives way to the title."""
    block = lesson.blocks[at]
    before = lesson.blocks[:at]
    # Blank lines and continued titles just above the block go with it.
    last = max([lesson.key, *(end for one in before for _, end in one.lines)])
    first_half = replace(lesson, blocks=before, lines=clip_lines(lesson.lines, 1, last))
    second_half = PlannedLesson(
        key=block.lines[0][0],
        title=title,
        blocks=lesson.blocks[at + block.is_heading :],
        lines=clip_lines(lesson.lines, last + 1, LAST_LINE),
    )
    return first_half, second_half


def _rename(plan: Plan, edit: Edit) -> Plan:
    section, index = _find(plan, edit)
    renamed = replace(section.lessons[index], title=_title(edit))
    return _with_lessons(plan, section, index, 1, renamed)


def _rename_section(plan: Plan, edit: Edit) -> Plan:
    if edit["at"] not in [section.key for section in plan.sections]:
        raise EditRefused(_("This section is not there any more."))
    sections = (
        replace(section, title=_title(edit)) if section.key == edit["at"] else section
        for section in plan.sections
    )
    return replace(plan, sections=tuple(sections))


def _rename_chapter(plan: Plan, edit: Edit) -> Plan:
    return replace(plan, title=_title(edit))


EDITS: dict[str, Callable[[Plan, Edit], Plan]] = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "rename_section": _rename_section,
    "rename_chapter": _rename_chapter,
}


def _find(plan: Plan, edit: Edit) -> tuple[PlannedSection, int]:
    """The section of the lesson that starts at the edit's line, and its place there."""
    for section in plan.sections:
        for index, lesson in enumerate(section.lessons):
            if lesson.key == edit["at"]:
                return section, index
    raise EditRefused(_("This lesson is not there any more."))


def _with_lessons(
    plan: Plan, section: PlannedSection, start: int, count: int, *lessons: PlannedLesson
) -> Plan:
    """The plan with `count` lessons of a section, from `start`, replaced by others."""
    kept = section.lessons
    changed = replace(section, lessons=kept[:start] + lessons + kept[start + count :])
    sections = (changed if one is section else one for one in plan.sections)
    return replace(plan, sections=tuple(sections))


def _title(edit: Edit) -> str:
    title = typeset(" ".join(edit.get("title", "").split()))
    if not title:
        raise EditRefused(_("Give a title."))
    if len(title) > TITLE_LENGTH:
        raise EditRefused(_("A title has at most 200 characters."))
    return title


def _first_words(text: str) -> str:
    """The beginning of a block's first line, cut between two words: a title to begin with."""
    line = next(iter(text.strip().splitlines()), "")
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rpartition(" ")[0] + "…"


def _squashed(title: str) -> str:
    return " ".join(title.casefold().split())
