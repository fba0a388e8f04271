"""Students, teachers, clocks, networks in any order: what was acknowledged stays, marked once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from courses.accounts.models import User
from courses.cohorts.models import Accommodation
from courses.progress.deadlines import renew_deadlines
from courses.progress.terms import course_terms
from courses.quizzes.actions.answers import GRACE, AttemptClosed, NewerAnswer, save_response
from courses.quizzes.actions.attempts import CannotStart, start_attempt
from courses.quizzes.actions.authoring import publish_question, save_question
from courses.quizzes.actions.closing import close_late, submit_attempt
from courses.quizzes.actions.marking import Decision, give_mark
from courses.quizzes.actions.regrading import apply_regrade, undo_regrade
from courses.quizzes.marks.drift import key_marks
from courses.quizzes.marks.receipts import is_intact
from courses.quizzes.marks.regrading import regrade_plan
from courses.quizzes.models import Attempt, Mark, Question, Quiz, QuizItem, Regrade, Response
from courses.quizzes.queries import attempt_result
from courses.quizzes.question import QuestionText
from courses.quizzes.rendering import RenderedQuestion, render_question
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW, make_lesson, make_student, make_teacher
from tests.quizzes.answering import ask

WORDS = ("un", "deux", "trois")
TEXT = "### courte q{number}\nsection: 1\nQuel mot ?\n= {right}\n"
FATES = ("heard", "unheard", "doubled", "kept")  # kept: on the device, to be sent later
ALLOWED, MINUTES = 3, 30
Place = tuple[int, int]  # an attempt, a question


@dataclass
class Page:
    """A tab: what it knew of each answer when it last heard of it, and what it sent unheard."""

    attempt: Attempt
    saves: dict[int, int]
    sent: dict[int, list[UUID]] = field(default_factory=dict)


@dataclass(frozen=True)
class Letter:
    """A save as it leaves a page; it may arrive late, twice, or after a later one."""

    page: Page
    question: int
    answer: str
    operation: UUID
    base: int
    sent: tuple[UUID, ...]


@dataclass(frozen=True)
class World:
    """What every run begins with."""

    quiz: Quiz
    questions: tuple[Question, ...]
    students: tuple[User, ...]
    teacher: User


def make_world() -> World:
    course = make_lesson().course
    quiz = Quiz.objects.create(
        course=course,
        kind=Quiz.Kind.EXAM,
        title="Examen",
        slug="examen",
        minutes=MINUTES,
        max_attempts=ALLOWED,
    )
    text = "\n".join(TEXT.format(number=number, right="un") for number in range(2))
    questions = tuple(ask(course, text).values())
    for position, question in enumerate(questions):
        QuizItem.objects.create(quiz=quiz, question=question, position=position)
    return World(quiz, questions, (make_student("awa"), make_student("ali")), make_teacher())


class Attempts(RuleBasedStateMachine):
    """The site beside a list of what it acknowledged."""

    world: World
    texts: dict[tuple[int, str], tuple[QuestionText, RenderedQuestion]]

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()
        self.now = NOW
        self.pages: list[Page] = []
        self.post: list[Letter] = []
        self.acknowledged: dict[Place, tuple[Letter, int]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    # --- what students do

    @initialize()
    def a_student_sits_at_two_pages(self) -> None:
        self.starts(0)
        self.starts(0)

    @rule(who=st.integers(0, 1))
    def starts(self, who: int) -> None:
        quiz, user = self.world.quiz, self.world.students[who]
        terms = course_terms(user, quiz.course).of(quiz.slug)
        try:
            attempt = start_attempt(
                user=user, quiz=quiz, kind=Attempt.Kind.GRADED, now=self.now, terms=terms
            )
        except CannotStart:
            assert user.attempts.count() == terms.attempts(ALLOWED)
            return
        saves = dict(attempt.responses.values_list("question", "saves"))
        self.pages.append(Page(attempt, saves))

    @rule(data=st.data(), fates=st.lists(st.sampled_from(FATES), min_size=1))
    def writes(self, data: Any, fates: list[str]) -> None:
        """Answers to one question, from any pages of an attempt."""
        pages = [page for page in self.pages if page.attempt == self.pages[-1].attempt]
        question = data.draw(st.sampled_from(sorted(self.pages[-1].saves)))
        for fate in fates[:4]:
            page = data.draw(st.sampled_from(pages))
            sent = page.sent.setdefault(question, [])
            answer = data.draw(st.sampled_from(WORDS))
            letter = Letter(page, question, answer, uuid4(), page.saves[question], tuple(sent))
            sent.append(letter.operation)
            if fate in ("unheard", "kept"):
                self.post.append(letter)
            if fate != "kept":
                self._arrives(letter, heard=fate == "heard")
            if fate == "doubled":
                self._arrives(letter, heard=True)

    @precondition(lambda self: self.post)
    @rule(data=st.data(), again=st.booleans(), heard=st.booleans())
    def a_letter_arrives(self, data: Any, again: bool, heard: bool) -> None:
        """Any of those under way; it may arrive once more later, or its answer be lost."""
        letter = data.draw(st.sampled_from(self.post))
        if not again:
            self.post.remove(letter)
        self._arrives(letter, heard=heard)

    @rule(by_clock=st.booleans())
    def hands_in(self, by_clock: bool) -> None:
        attempt = self.pages[-1].attempt
        attempt.refresh_from_db()
        was_open, late = attempt.state == "open", attempt.deadline < self.now
        if by_clock:
            assert close_late(attempts=[attempt], now=self.now) == int(was_open and late)
        else:
            submit_attempt(attempt=attempt, now=self.now)

    # --- what else happens

    @rule(hours=st.sampled_from([0, 0, 0, -1, 1, -24, 24]), minutes=st.integers(0, MINUTES // 3))
    def the_clock_jumps(self, hours: int, minutes: int) -> None:
        self.now += timedelta(hours=hours, minutes=minutes)

    @rule(who=st.integers(0, 1), factor=st.sampled_from(["1", "1.33", "2"]))
    def time_is_granted(self, who: int, factor: str) -> None:
        user = self.world.students[who]
        granted = {"time_factor": Decimal(factor), "set_at": self.now}
        Accommodation.objects.update_or_create(user=user, defaults=granted)
        renew_deadlines(attempts=Attempt.objects.filter(user=user, state="open"))

    @rule(which=st.integers(0, 1), right=st.sampled_from(WORDS), corrects=st.booleans())
    def a_question_is_edited(self, which: int, right: str, corrects: bool) -> None:
        """And, at times, what was answered before is marked again by the new key."""
        text, rendered = self.texts[which, right]
        course, teacher = self.world.quiz.course, self.world.teacher
        save_question(course=course, text=text, rendered=rendered, author=teacher, now=self.now)
        question = Question.objects.get(pk=self.world.questions[which].pk)
        publish_question(question=question, now=self.now)
        if corrects:
            said = {"digest": regrade_plan(question).digest, "signed": (), "reason": "x"}
            apply_regrade(question=question, author=teacher, now=self.now, **said)
            assert not regrade_plan(question).changed

    @precondition(lambda self: Regrade.objects.filter(undone_at=None).exists())
    @rule()
    def a_correction_is_undone(self) -> None:
        regrade = Regrade.objects.filter(undone_at=None)[0]
        given = regrade.marks.select_related("response")
        newest = [mark for mark in given if mark.response.marks.all()[0] == mark]
        if newest:
            told = undo_regrade(regrade=regrade, author=self.world.teacher, now=self.now)
            assert told == len(newest)

    @precondition(lambda self: Mark.objects.exists())
    @rule(data=st.data(), points=st.sampled_from(["0", "0.5", "1"]))
    def a_teacher_marks(self, data: Any, points: str) -> None:
        marked = Response.objects.filter(marks__isnull=False).distinct().order_by("pk")
        response = data.draw(st.sampled_from(list(marked)))
        mark = give_mark(
            response_id=response.pk,
            decision=Decision(Decimal(points), reason="x"),
            author=self.world.teacher,
            known=response.marks.all()[0].pk,
            now=self.now,
        )
        assert (mark.points, response.marks.all()[0]) == (Decimal(points), mark)

    # --- what always holds

    @invariant()
    def what_was_acknowledged_is_stored(self) -> None:
        stored = {
            (response.attempt_id, response.question_id): (response.answer, response.saves)
            for response in Response.objects.filter(saves__gt=0)
        }
        said = {place: (each.answer, saves) for place, (each, saves) in self.acknowledged.items()}
        assert stored == said

    @invariant()
    def nobody_has_two_attempts_under_way(self) -> None:
        for user in self.world.students:
            assert user.attempts.filter(state="open").count() <= 1
            assert user.attempts.count() <= ALLOWED

    @invariant()
    def handed_in_is_marked_once_and_as_it_was(self) -> None:
        for attempt in Attempt.objects.prefetch_related("responses__marks"):
            responses = list(attempt.responses.all())
            automatic = [
                [mark for mark in response.marks.all() if mark.origin == "automatic"]
                for response in responses
            ]
            closed = attempt.state == Attempt.State.SUBMITTED
            assert [len(marks) for marks in automatic] == [int(closed)] * len(responses)
            assert closed == is_intact(attempt, responses)
            newest = [response.marks.all()[0].points for response in responses if closed]
            assert attempt_result(attempt).points == sum(newest)

    @invariant()
    def marks_are_what_their_keys_give(self) -> None:
        assert [drift for _, drift in key_marks() if drift] == []

    # --- how a letter is judged

    def _arrives(self, letter: Letter, *, heard: bool) -> None:
        """Compares what the site says of a letter with what it may say."""
        place = letter.page.attempt.pk, letter.question
        before = Response.objects.select_related("attempt").get(attempt=place[0], question=place[1])
        known = self.acknowledged.get(place)
        try:
            response = save_response(
                attempt=letter.page.attempt,
                question_id=letter.question,
                answer=letter.answer,
                operation=letter.operation,
                base=letter.base,
                sent=letter.sent,
                now=self.now,
            )
        except AttemptClosed:
            assert before.attempt.state == "submitted" or _past(before.attempt, self.now)
            return
        except NewerAnswer as newer:
            assert newer.response.answer == before.answer
            assert before.saves > letter.base
            assert known is not None
            assert known[0].operation not in (letter.operation, *letter.sent)
            return
        if response.saves == before.saves:  # sent twice
            assert known is not None
            assert known[0].operation == letter.operation
        else:
            assert (before.attempt.state, _past(before.attempt, self.now)) == ("open", False)
            # Only what the page knew of, or had sent itself, gives way.
            if known is not None:
                assert letter.base == before.saves or known[0].page is letter.page
            self.acknowledged[place] = (letter, response.saves)
        if heard:
            letter.page.saves[letter.question] = response.saves
            letter.page.sent[letter.question] = []


def _past(attempt: Attempt, now: datetime) -> bool:
    assert attempt.deadline is not None
    return attempt.deadline + GRACE < now


@pytest.mark.django_db
def test_attempts_hold_whatever_happens() -> None:
    world = make_world()
    texts = {}
    for which, right in [(which, right) for which in range(2) for right in WORDS]:
        text = read_quiz(TEXT.format(number=which, right=right)).questions[0]
        texts[which, right] = (text, render_question(world.quiz.course, text))

    class OfThisWorld(Attempts):
        pass

    OfThisWorld.world, OfThisWorld.texts = world, texts
    run_state_machine_as_test(
        OfThisWorld,
        settings=settings(max_examples=settings.default.max_examples // 2, stateful_step_count=30),
    )
