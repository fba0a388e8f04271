"""A question derived from a lesson, and what it is derived from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from courses.quizzes.drafts.outline import Item, Part, all_items
from courses.quizzes.drafts.words import Words
from courses.quizzes.kinds.options import Options
from courses.quizzes.question import QuestionText

_INNER = re.compile(r"«\s*([^«»]*?)\s*»")


@dataclass(frozen=True)
class LessonText:
    """A lesson to derive from. `others`: lists of other lessons, which wrong options come from;
    `terms`: the glossary's, the longest first; what the course is called is left out of no gap."""

    slug: str
    title: str
    parts: Sequence[Part]
    others: Sequence[tuple[str, ...]] = ()
    terms: Sequence[str] = ()
    course: str = ""


@dataclass(frozen=True)
class Draft:
    """A question derived from a lesson. `lines`: those of the lesson's text it comes from."""

    rule: str
    question: QuestionText
    lines: tuple[int, int]

    @property
    def digest(self) -> str:
        """Names the draft by what it asks and what is right: wrong options, which other lessons
        lend, may change without its being another one."""
        body = self.question.body
        right = (
            [each.text for each in body.options if each.right]
            if isinstance(body, Options)
            else body
        )
        said = (self.rule, self.question.lesson, self.question.stem, right)
        return sha256(repr(said).encode()).hexdigest()


def make_draft(
    rule: str,
    lesson: LessonText,
    words: Words,
    item: Item,
    kind: str,
    stem: str,
    body: object,
) -> Draft:
    """The draft of `rule` about a point of a lesson, whose explanation quotes it."""
    question = QuestionText(
        id="brouillon",
        kind=kind,
        stem=stem,
        body=body,
        lesson=lesson.slug,
        bloom="remember",
        explanation=words.source.format(text=inside(item.words)),
    )
    last = max((each.line for each in all_items(item.items)), default=item.line)
    whole = rule in ("membership", "classification")
    return Draft(rule, question, (item.line, last if whole else item.line))


def inside(text: str) -> str:
    """The text as it stands between guillemets: its own become the inner ones."""
    return _INNER.sub(r"“\1”", text)


def quoted(text: str) -> str:
    return f"> {text}"
