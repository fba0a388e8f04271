"""Reads a `## quiz ID` block: a list of ids, or of filters that choose questions.

## quiz s2-verification
titre: Vérification de la section 2 · section: 2
- v2-types
- 3 parmi section: 2 · bloom: comprendre
- notion: hyperviseur
"""

import re

from courses.quizzes.kinds.registry import find_kind
from courses.quizzes.messages import Problems, gettext_noop
from courses.quizzes.question import QuizEntry, QuizText
from courses.quizzes.text import words
from courses.quizzes.text.attributes import Attribute, looks_like_attributes, split_attributes
from courses.quizzes.text.header import read_header
from courses.quizzes.text.lines import Block, Line
from courses.quizzes.text.question_blocks import check_id

_ITEM = re.compile(r"\s*[-–—*]\s+(\S.*)")
_COUNT = re.compile(r"([0-9]{1,3})\s+([^\W\d_]+)\s+(?=\S)")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def read_quiz_block(block: Block, problems: Problems) -> QuizText | None:
    """The quiz of `block`, None if the heading is not one of a quiz."""
    pieces = block.head.text.split()[1:]
    if not pieces or not words.is_word(pieces[0], words.QUIZ):
        problems.error(
            block.head.number,
            1,
            gettext_noop("This heading starts neither a question nor a quiz."),
            gettext_noop("Write “### KIND id” or “## quiz id”, or \\ before # in a stem."),
        )
        return None
    check_id(block, pieces[1:], problems)
    attributes, entries = list[Attribute](), list[QuizEntry]()
    for line in block.lines:
        if found := _ITEM.fullmatch(line.text):
            entries += _read_entry(line, found, problems)
        elif line.text and looks_like_attributes(line.text.lstrip()) and not entries:
            attributes += split_attributes(line)
        elif line.text:
            problems.error(
                line.number,
                1,
                gettext_noop("This line is neither a question of the quiz nor an attribute."),
                gettext_noop("Write “- id-of-a-question” or “- 3 parmi section: 2”."),
            )
    header = read_header(attributes, problems, words.QUIZ_ATTRIBUTES)
    return _quiz(block, header.title, header.lesson, header.section, entries, problems)


def _quiz(
    block: Block,
    title: str,
    lesson: str | None,
    section: int | None,
    entries: list[QuizEntry],
    problems: Problems,
) -> QuizText:
    if not entries:
        problems.error(
            block.head.number,
            1,
            gettext_noop("This quiz has no question."),
            gettext_noop("Write “- id-of-a-question” under it, one a line."),
        )
    if len(set(entries)) < len(entries):
        problems.error(
            block.head.number,
            1,
            gettext_noop("A line of this quiz stands twice."),
            gettext_noop("Delete one of the two."),
        )
    source = block.source()
    id_ = block.head.text.split()[-1]
    return QuizText(id_, title, lesson, section, tuple(entries), block.head.number, source)


def _read_entry(line: Line, found: re.Match[str], problems: Problems) -> list[QuizEntry]:
    text, column = found[1], found.start(1) + 1
    if _ID.fullmatch(text):
        return [QuizEntry(question=text)]
    count = _COUNT.match(text)
    if count and words.is_word(count[2], words.AMONG):
        text, column = text[count.end() :], column + count.end()
    else:
        count = None
    filters = list[tuple[str, str]]()
    for each in split_attributes(Line(line.number, text)):
        name = words.find(each.name, words.FILTERS)
        value = _filter_value(name or "", each.value)
        if name and value:
            filters.append((name, value))
            continue
        problems.error(
            line.number,
            column + each.column - 1,
            gettext_noop("“{text}” chooses no question."),
            gettext_noop("Write the id of a question, or filters among: {names}."),
            text=f"{each.name}: {each.value}" if each.value else each.name,
            names=", ".join(names[0] for names in words.FILTERS.values()),
        )
    if count and not int(count[1]):
        problems.error(
            line.number,
            column,
            gettext_noop("This line draws no question."),
            gettext_noop("Write how many to draw, from 1."),
        )
    return [QuizEntry(filters=tuple(filters), count=int(count[1]) if count else None)]


def _filter_value(name: str, value: str) -> str:
    """The value of a filter under its English name, "" if it has none."""
    if name == "bloom":
        return words.find(value, words.BLOOM) or ""
    if name == "kind":
        kind = find_kind(value)
        return kind.name if kind else ""
    if name == "section":
        return value if re.fullmatch(r"[0-9]{1,4}", value) else ""
    return value
