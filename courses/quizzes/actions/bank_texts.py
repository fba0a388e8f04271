"""Texts of many questions rewritten at once: tagged, copied; all of them, or none.

Each takes `now` as the stamp of what it did, by which it can be undone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from courses.accounts.models import User
from courses.content.models import Course
from courses.markup.page import MarkupRefused
from courses.quizzes.actions.authoring import (
    QuestionRefused,
    archive_question,
    publish_question,
    save_question,
)
from courses.quizzes.actions.refusals import BulkRefused, Refusal, Unreadable, reason_of
from courses.quizzes.models import Question, QuestionRevision
from courses.quizzes.question import QuestionText
from courses.quizzes.rendering import RenderedQuestion
from courses.quizzes.split import key_part, public_part
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import write_question


@dataclass(frozen=True)
class Tags:
    """What to say of questions from now on; None leaves what each says, "" takes it away."""

    lesson: str | None = None
    objective: str | None = None
    bloom: str | None = None
    points: Decimal | None = None
    add_notions: tuple[str, ...] = ()
    drop_notions: tuple[str, ...] = ()

    def applied(self, text: QuestionText) -> QuestionText:
        """`text` with these attributes; a question with a lesson names no section of its own."""
        notions = dict.fromkeys([*text.notions, *self.add_notions])
        changed = replace(
            text, notions=tuple(each for each in notions if each not in self.drop_notions)
        )
        if self.lesson is not None:
            section = None if self.lesson else text.section
            changed = replace(changed, lesson=self.lesson or None, section=section)
        if self.objective is not None:
            changed = replace(changed, objective=self.objective or None)
        if self.bloom is not None:
            changed = replace(changed, bloom=self.bloom or None)
        if self.points is not None:
            changed = replace(changed, points=self.points)
        return changed


@transaction.atomic
def tag_questions(*, questions: Sequence[Question], tags: Tags, author: User, now: datetime) -> int:
    """Writes `tags` in the text of each question, as a new version; returns how many changed.

    What was published with nothing pending is published again. Raises BulkRefused with every
    question that cannot be changed.
    """
    refusals, changed = list[Refusal](), 0
    for question, old in _with_newest(questions):
        try:
            text = _read(old.answer_key.source)
            wanted = tags.applied(text)
            if wanted != text:
                written = _as_written(wanted)
                _rewrite(question, written, author, now, _shown_as_before(written, old))
                changed += 1
        except (QuestionRefused, MarkupRefused, Unreadable) as problem:
            refusals.append(Refusal(question, reason_of(problem)))
    if refusals:
        raise BulkRefused(refusals)
    return changed


@transaction.atomic
def untag_questions(*, course: Course, stamp: datetime, author: User, now: datetime) -> int:
    """Gives back the text before the tagging done at `stamp`, if it is still the newest.

    Raises BulkRefused, as what the text names may be gone since.
    """
    tagged = tagged_at(course, stamp)
    before = {
        revision.question_id: revision.answer_key.source
        for revision in QuestionRevision.objects.filter(question__in=tagged)
        .order_by("number")
        .select_related("answer_key")
        if revision.created_at != stamp
    }
    refusals, count = list[Refusal](), 0
    for question, newest in _with_newest(tagged):
        try:
            text = _read(before[question.pk])
            _rewrite(question, text, author, now, _shown_as_before(text, newest))
            count += 1
        except (QuestionRefused, MarkupRefused, Unreadable) as problem:
            refusals.append(Refusal(question, reason_of(problem)))
    if refusals:
        raise BulkRefused(refusals)
    return count


@transaction.atomic
def duplicate_questions(
    *, questions: Sequence[Question], author: User, now: datetime
) -> list[Question]:
    """A draft of each under a free id. Raises BulkRefused."""
    refusals, copies = list[Refusal](), list[Question]()
    for question, newest in _with_newest(questions):
        try:
            text = replace(_read(newest.answer_key.source), id=_free_id(question))
            copy = save_question(
                course=question.course,
                text=_as_written(text),
                author=author,
                now=now,
                rendered=_shown_as_before(text, newest),
            )
            copies.append(copy.question)
        except (QuestionRefused, MarkupRefused, Unreadable) as problem:
            refusals.append(Refusal(question, reason_of(problem)))
    if refusals:
        raise BulkRefused(refusals)
    return copies


def tagged_at(course: Course, stamp: datetime) -> list[Question]:
    """The questions whose newest text was written by the tagging of `stamp`."""
    return list(
        Question.objects.filter(course=course, newest__created_at=stamp, newest__number__gt=1)
    )


def made_at(course: Course, stamp: datetime) -> list[Question]:
    """The drafts that were made together at `stamp`, and are drafts still."""
    return list(Question.objects.current().filter(course=course, created_at=stamp, published=None))


def _rewrite(
    question: Question,
    text: QuestionText,
    author: User,
    now: datetime,
    rendered: RenderedQuestion | None,
) -> None:
    """A new version, published if the one it replaces was. What is in the bin stays there."""
    was_published = question.published_id == question.newest_id
    binned = question.archived_at
    save_question(
        course=question.course,
        text=text,
        author=author,
        now=now,
        question=question,
        rendered=rendered,
    )
    if was_published:
        publish_question(question=question, now=now)
    if binned is not None:
        archive_question(question=question, now=binned)


def _shown_as_before(text: QuestionText, old: QuestionRevision) -> RenderedQuestion | None:
    """What `text` shows, if that is what `old` shows: nothing but attributes has changed."""
    public, key = public_part(text), key_part(text)
    old_key = old.answer_key.key
    if _but(public, "id", "points") != _but(old.public, "id", "points"):
        return None
    if _but(key, "source", "html") != _but(old_key, "source", "html"):
        return None
    return RenderedQuestion(public, old.html, {**key, "html": old_key["html"]})


def _but(part: Mapping[str, Any], *names: str) -> Any:
    """`part` as the database gives it back, without some of its entries."""
    return json.loads(json.dumps({name: part[name] for name in part if name not in names}))


def _with_newest(questions: Sequence[Question]) -> Iterator[tuple[Question, QuestionRevision]]:
    """Each question with its newest version and its text, read together."""
    rows = Question.objects.filter(pk__in=[each.pk for each in questions]).order_by("pk")
    for question in rows.select_related("course", "newest__answer_key"):
        if question.newest is not None:
            yield question, question.newest


def _read(source: str) -> QuestionText:
    file = read_quiz(source)
    if file.errors:
        raise Unreadable(file.errors[0].message.text(gettext))
    if len(file.questions) != 1:
        raise Unreadable(gettext("The text of this question cannot be read any more."))
    return file.questions[0]


def _as_written(wanted: QuestionText) -> QuestionText:
    """`wanted` as read from its own text, which becomes the question's source."""
    written = _read(write_question(wanted))
    if written != wanted:
        raise Unreadable(gettext("The format cannot say this of a question of this kind."))
    return written


def _free_id(question: Question) -> str:
    base = question.slug[:70]
    near = Question.objects.filter(course=question.course_id, slug__startswith=base)
    taken = set(near.values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in numbered if slug not in taken)
