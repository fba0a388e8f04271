"""Advice on how a question is written, after Haladyna, Downing and Rodriguez. Never an error."""

import re

from courses.quizzes.kinds.options import Option, Options
from courses.quizzes.kinds.true_false import Statement
from courses.quizzes.messages import Problems, gettext_noop
from courses.quizzes.question import QuestionText

_ALL_OR_NONE = re.compile(
    r"\b(?:toutes?|tous|aucune?)\b.{0,20}\b(?:r[ée]ponses?|choix|propositions?|options?"
    r"|ci-dessus|pr[ée]c[ée]dent)|\b(?:all|none|both) of (?:the above|these)",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:ne\b|n['’]).{1,60}?\b(?:pas|aucune?|jamais)\b|\b(?:sauf|except[ée]|hormis|except)\b"
    r"|\bnot\b|n['’]t\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"\b(?:toujours|jamais|always|never)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…]\s")
# A key this much longer than any distractor, and by this many letters, gives itself away.
_LONGER, _BY = 1.5, 15


def review(question: QuestionText, problems: Problems) -> None:
    """Note what could be better written in `question` among the warnings of `problems`."""
    _review_tags(question, problems)
    if isinstance(question.body, Options):
        _review_stem(question, problems)
        for option in question.body.options:
            _review_option(option, problems)
        _review_lengths(question.body, problems)
    elif isinstance(question.body, Statement):
        _review_stem(question, problems)
        _review_statement(question, question.body, problems)


def _review_tags(question: QuestionText, problems: Problems) -> None:
    if not question.objective:
        problems.warn(
            question.line,
            1,
            gettext_noop("This question says no objective."),
            gettext_noop("Add “objectif: V1.2”, so that results can be read by objective."),
        )
    if not question.bloom:
        problems.warn(
            question.line,
            1,
            gettext_noop("This question says no Bloom level."),
            gettext_noop("Add for example “bloom: comprendre”."),
        )


def _review_stem(question: QuestionText, problems: Problems) -> None:
    asked = _SENTENCE.split(question.stem[-2000:].strip())[-1]
    if _NEGATIVE.search(asked):
        problems.warn(
            question.line,
            1,
            gettext_noop("The stem asks by a negation, which is easily overlooked."),
            gettext_noop("Ask for what is true."),
        )


def _review_option(option: Option, problems: Problems) -> None:
    if not option.feedback:
        problems.warn(
            option.line,
            1,
            gettext_noop("This option has no feedback."),
            gettext_noop("Write “> ” and why it is right or wrong on the line below."),
        )
    text = option.text[:2000]
    if _ALL_OR_NONE.search(text):
        problems.warn(
            option.line,
            1,
            gettext_noop("“All of the above” or “none of the above” can be guessed."),
            gettext_noop("Write an option that stands by itself."),
        )
    if found := _ABSOLUTE.search(text):
        problems.warn(
            option.line,
            1,
            gettext_noop("“{word}” in an option gives away that it is wrong."),
            gettext_noop("Say it without an absolute."),
            word=found[0],
        )


def _review_lengths(body: Options, problems: Problems) -> None:
    right = [option for option in body.options if option.right]
    longest = max((len(option.text) for option in body.options if not option.right), default=0)
    shortest = min(right, key=lambda option: len(option.text))
    if len(shortest.text) > max(longest * _LONGER, longest + _BY):
        problems.warn(
            shortest.line,
            1,
            gettext_noop("The right option is clearly the longest."),
            gettext_noop("Shorten it, or give the others as much detail."),
        )


def _review_statement(question: QuestionText, body: Statement, problems: Problems) -> None:
    if not (body.if_false if body.true else body.if_true):
        word = "si faux" if body.true else "si vrai"
        problems.warn(
            question.line,
            1,
            gettext_noop("The wrong answer has no feedback."),
            gettext_noop("Write “> {word} : …”."),
            word=word,
        )
    if found := _ABSOLUTE.search(question.stem[:2000]):
        problems.warn(
            question.line,
            1,
            gettext_noop("“{word}” in a statement gives away that it is false."),
            gettext_noop("Say it without an absolute."),
            word=found[0],
        )
