"""Aiken: a line for the question, one for each option, `ANSWER: B`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from courses.exchange.answers import Weighted, take_options
from courses.exchange.departing import Outgoing, check_common, no_such_kind, write_each
from courses.exchange.drafting import Arrivals, Incoming
from courses.exchange.markdown import from_plain
from courses.exchange.question_file import Exported, Imported
from courses.quizzes.kinds.registry import KINDS
from courses.quizzes.messages import gettext_noop
from courses.quizzes.question import QuestionText

_OPTION = re.compile(r"([A-Z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWER:\s*(\S*)\s*")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass
class _Open:
    """The question being read."""

    line: int = 0
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str, int]] = field(default_factory=list)  # letter, text, line


def read_aiken(text: str) -> Imported:
    """The questions of an Aiken file. Never fails, whatever the text."""
    arrivals, question = Arrivals(), _Open()
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = raw.strip()
        if not line:
            continue
        if not question.line and not arrivals.begin(number):
            return arrivals.done()
        question.line = question.line or number
        if found := _ANSWER.fullmatch(line):
            _close(arrivals, question, number, found[1])
            question = _Open()
        elif (option := _OPTION.fullmatch(line)) and question.stem:
            question.options.append((option[1], option[2], number))
        elif question.options:
            _report_missing(arrivals, question)
            if not arrivals.begin(number):
                return arrivals.done()
            question = _Open(number, [line])
        else:
            question.stem.append(line)
    if question.line:
        _report_missing(arrivals, question)
    return arrivals.done()


def _report_missing(arrivals: Arrivals, question: _Open) -> None:
    arrivals.problems.error(
        question.options[-1][2] if question.options else question.line,
        1,
        gettext_noop("“ANSWER:” is missing after this line."),
        gettext_noop("Write for example {example} on the line after the options."),
        example="ANSWER: B",
    )


def _close(arrivals: Arrivals, question: _Open, number: int, letter: str) -> None:
    incoming = Incoming(question.line, arrivals.problems)
    incoming.stem = from_plain("\n".join(question.stem))
    letters = [each for each, _, _ in question.options]
    if letters != list(_LETTERS[: len(letters)]):
        incoming.wrong(
            gettext_noop("The letters of the options do not follow one another."),
            gettext_noop("Write A., B., C.… in order, one option a line."),
            question.options[0][2],
        )
    elif letters and letter not in letters:
        incoming.wrong(
            gettext_noop("“{letter}” is the letter of no option."),
            gettext_noop("Write the letter of the right option after “ANSWER:”."),
            number,
            letter=letter[:40],
        )
    else:
        answers = [
            Weighted(from_plain(text), Decimal(100 if each == letter else 0), "", line)
            for each, text, line in question.options
        ]
        take_options(incoming, answers, single=True)
        arrivals.add(incoming)


def write_aiken(questions: Sequence[QuestionText]) -> Exported:
    """The choices among the questions as an Aiken file; what it cannot say is listed."""
    texts, losses = write_each(questions, _question)
    return Exported("\n\n".join(texts) + "\n" if texts else "", losses)


def _question(outgoing: Outgoing) -> str:
    question = outgoing.question
    if question.kind != "choice":
        raise no_such_kind(outgoing, KINDS[question.kind].french, "Aiken")
    check_common(outgoing)
    options = question.body.options
    _check_lines(outgoing, [question.stem, *(each.text for each in options)])
    if len(options) > len(_LETTERS):
        raise outgoing.left_out(gettext_noop("Aiken has letters for 26 options."))
    if any(from_plain(text) != text for text in (question.stem, *(o.text for o in options))):
        outgoing.lost(gettext_noop("Aiken is plain text: signs of Markdown are shown as typed."))
    said = (question.explanation, *question.hints, *(each.feedback for each in options))
    if any(said):
        outgoing.lost(gettext_noop("Aiken has no feedback, hints or explanation."))
    outgoing.lost(gettext_noop("Aiken says neither the id, the place, the points nor the tags."))
    lines = [f"{letter}. {each.text}" for letter, each in zip(_LETTERS, options, strict=False)]
    right = next(letter for letter, each in zip(_LETTERS, options, strict=False) if each.right)
    return "\n".join([question.stem, *lines, f"ANSWER: {right}"])


def _check_lines(outgoing: Outgoing, texts: Sequence[str]) -> None:
    stem, *options = texts
    bare = [stem, *(f"A. {text}" for text in options)]
    plain = all("\n" not in text and text == text.strip() for text in texts)
    if not plain or _OPTION.fullmatch(stem) or any(_ANSWER.fullmatch(text) for text in bare):
        raise outgoing.left_out(
            gettext_noop("Aiken has one line for the stem and one for each option."),
            gettext_noop("Export as GIFT or Moodle XML."),
        )
