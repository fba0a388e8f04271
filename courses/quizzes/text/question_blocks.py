"""Reads a `### KIND id` block."""

import re
from typing import Any

from courses.quizzes.kinds.base import Draft, Kind
from courses.quizzes.kinds.registry import KIND_WORDS, find_kind
from courses.quizzes.messages import Problems, gettext_noop
from courses.quizzes.question import QuestionText
from courses.quizzes.text import words
from courses.quizzes.text.header import Header, read_header
from courses.quizzes.text.layout import Layout
from courses.quizzes.text.lines import Block
from courses.quizzes.text.notes import Notes, read_notes
from courses.quizzes.text.parts import Parts, read_parts

_HEADING = re.compile(r"###\s+(\S++)\s+\S++$")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def is_question_heading(line: str) -> bool:
    """Whether `line` is `### KIND id` with a kind that exists."""
    found = _HEADING.match(line)
    return bool(found and find_kind(found[1]))


def layout_of(kind: Kind[Any]) -> Layout:
    """How the lines of a question of this kind are told apart."""
    return Layout(kind.marker, is_question_heading, kind.example)


def read_question(block: Block, problems: Problems) -> QuestionText | None:
    """The question of `block`, None if too little of it can be made out.

    One may come back with errors in it: they are in `problems`.
    """
    pieces = block.head.text.split()[1:]
    kind = find_kind(pieces[0]) if pieces else None
    if not kind:
        _unknown_kind(block, pieces, problems)
        return None
    check_id(block, pieces[1:], problems)
    parts = read_parts(block, layout_of(kind), problems)
    header = read_header(parts.attributes, problems)
    notes = read_notes(parts.notes, problems)
    draft = _draft(block, parts, header, notes, problems)
    _check(draft, kind)
    body = kind.read(draft)
    return None if body is None else _question(block, draft, kind, body, header, notes)


def check_id(block: Block, pieces: list[str], problems: Problems) -> None:
    """Report a missing or unusable id; `pieces` are the words after the kind."""
    column = len(block.head.text) + 1 if not pieces else block.head.text.rfind(pieces[0]) + 1
    if not pieces:
        problems.error(
            block.head.number,
            column,
            gettext_noop("An id is missing here."),
            gettext_noop("Write one after the kind, for example “v1-my-question”."),
        )
    elif len(pieces) > 1 or not _ID.fullmatch(pieces[0]):
        problems.error(
            block.head.number,
            column,
            gettext_noop("“{id}” cannot be an id."),
            gettext_noop("Use up to 80 letters without accents, digits, hyphens and points."),
            id=" ".join(pieces),
        )


def _unknown_kind(block: Block, pieces: list[str], problems: Problems) -> None:
    word = pieces[0] if pieces else ""
    kinds = words.every(KIND_WORDS)
    meant = words.nearest(word, kinds)
    mend = gettext_noop("Write “{meant}”.") if meant else gettext_noop("Write one of: {kinds}.")
    problems.error(
        block.head.number,
        block.head.text.find(word) + 1 if word else len(block.head.text) + 1,
        gettext_noop("“{word}” is no kind of question."),
        mend,
        word=word,
        meant=meant or "",
        kinds=", ".join(names[0] for names in KIND_WORDS.values()),
    )


def _draft(block: Block, parts: Parts, header: Header, notes: Notes, problems: Problems) -> Draft:
    return Draft(
        id=block.head.text.split()[-1],
        line=block.head.number,
        stem=parts.stem,
        stem_line=parts.stem_line,
        entries=tuple(parts.entries),
        says=notes.says,
        figure=header.figure,
        variables=frozenset(drawn.name for drawn in header.ranges),
        problems=problems,
    )


def _check(draft: Draft, kind: Kind[Any]) -> None:
    if not draft.stem:
        draft.problems.error(
            draft.line,
            1,
            gettext_noop("This question has no stem."),
            gettext_noop("Write what is asked between the attributes and the answers."),
        )
    if draft.says and not kind.has_says:
        draft.problems.error(
            draft.line,
            1,
            gettext_noop("“> si vrai :” and “> si faux :” are for true-false questions."),
            gettext_noop("Write the feedback under the answer it is about."),
        )


def _question(
    block: Block, draft: Draft, kind: Kind[Any], body: Any, header: Header, notes: Notes
) -> QuestionText:
    points = header.points if header.points is not None else kind.points(body)
    kind.check_points(draft, body, points)
    return QuestionText(
        id=draft.id,
        kind=kind.name,
        stem=draft.stem,
        body=body,
        lesson=header.lesson and header.lesson.partition("#")[0],
        anchor=(header.lesson or "").partition("#")[2],
        section=header.section,
        objective=header.objective,
        bloom=header.bloom,
        notions=header.notions,
        points=points,
        fixed_order=header.fixed_order,
        figure=header.figure,
        ranges=header.ranges,
        hints=notes.hints(points, draft.problems),
        explanation=notes.explanation,
        line=block.head.number,
        source=block.source(),
    )
