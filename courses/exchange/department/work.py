"""What cohorts do in a course, one after the other: lessons, quizzes, reviews, the exam."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from courses.content.models import Course, Lesson
from courses.exchange.department.answers import AT_ONCE, Asking, Go
from courses.exchange.department.difficulty import difficulties
from courses.exchange.department.marking import Marker
from courses.exchange.department.people import Student, who_get_to
from courses.exchange.department.reviewing import AT_A_TIME, Memories
from courses.progress.models import LessonProgress
from courses.progress.reserved import reserved_questions
from courses.progress.review_queries import reviewable_questions
from courses.quizzes.actions.review_quiz import review_quiz
from courses.quizzes.models import Question, Quiz

GOES_ON = timedelta(days=70)  # for so long this year's course has been open
LASTS = timedelta(days=120)
PRACTICES = 1  # attempts at each practice quiz
Askable = dict[int, list[Question]]


@dataclass(frozen=True)
class Plan:
    """What a cohort does, from when and for how long.

    At most `most` answers of it are wanted, which reach up to the share `until` of the course: it
    is as far in its year, and less far in the course, so nobody is behind for that.
    """

    steps: list["_Step"]
    opened: datetime
    lasts: timedelta
    most: int
    until: float

    @property
    def is_whole(self) -> bool:
        return self.until >= 1


@dataclass(frozen=True)
class _Step:
    """What lies at a share of the course, which those do who get to the share `after` it.

    A lesson with its check, the `number`th go at a quiz, or a review of what is due (`reviews`).
    The exam comes last, and only to those whose year is over.
    """

    share: float
    after: float
    lesson: Lesson | None = None
    asking: Asking | None = None
    number: int = 1
    is_exam: bool = False
    reviews: bool = False

    def size(self, people: list[Student]) -> int:
        """How many answers `people` give, about."""
        if self.reviews:
            return AT_A_TIME * sum(one.reviews for one in people)
        return len(people) * len(self.asking.questions) if self.asking else 0


class Work:
    """Cohorts at work; `answers` are those given so far."""

    def __init__(self, course: Course, marker: Marker, chance: random.Random) -> None:
        questions = Question.objects.filter(course=course).select_related("published")
        known = difficulties(questions, chance)

        def asking(quiz: Quiz) -> Asking:
            return Asking(quiz, known, marker, chance)

        self.course = course
        self.now = marker.now
        quizzes = list(course.quizzes.filter(is_published=True, archived_at=None))
        self.reviewing = asking(review_quiz(course))
        self.steps = list(_steps(course, [asking(quiz) for quiz in quizzes]))
        self.memories = Memories(_notions(course), chance)
        self.checks = _checks(self.steps, self.memories.notions)
        self.answers = 0

    def plan(self, people: list[Student], opened: datetime, years_ago: int, answers: int) -> Plan:
        """For a cohort whose course opened at a moment; `answers` are wanted of all together."""
        steps = [step for step in self.steps if years_ago or not step.is_exam]
        most = answers - self.answers
        lasts = LASTS if years_ago else GOES_ON
        return Plan(steps, opened, lasts, most, _until(steps, people, most))

    def do(self, people: list[Student], plan: Plan) -> None:
        target = self.answers + plan.most
        askable = self._askable(people[0])
        last = {
            one: max((s.share for s in plan.steps if one.gets_to(s.after / plan.until)), default=0)
            for one in people
        }
        for step in plan.steps:
            begun = [
                (one, one.moment(step.share, last[one], plan.opened, plan.lasts))
                for one in who_get_to(people, step.after / plan.until)
            ]
            if step.reviews:
                self._review(begun, askable, target)
                continue
            ended = self._go(step, begun, target - self.answers)
            if step.lesson is not None:
                _read(step.lesson, begun, ended)
            if len(ended) < len(begun):
                break
        self.memories.store()

    def _go(self, step: _Step, begun: list[tuple[Student, datetime]], most: int) -> list[datetime]:
        """When each was through with the step, for those whose answers are still wanted."""
        if step.asking is None:
            return [at for _, at in begun]
        goes = [Go(one.user, one.skill, step.number, at) for one, at in begun]
        return self._take(step.asking, goes, most)

    def _take(self, asking: Asking, goes: list[Go], most: int) -> list[datetime]:
        ended = []
        for go, responses in zip(goes, asking.take(goes, most), strict=False):
            self.memories.hear(go.user.pk, responses)
            self.answers += len(responses)
            assert responses[-1].released_at is not None
            ended.append(responses[-1].released_at)
        return ended

    def _review(self, begun: list[tuple[Student, datetime]], askable: Askable, target: int) -> None:
        self._take(self.reviewing, self.memories.reviews(begun, askable), target - self.answers)
        later = [(one, at + timedelta(hours=1)) for one, at in begun]
        for check, goes in self.memories.checks_again(later, self.checks).items():
            self._take(check, goes, target - self.answers)

    def _askable(self, one: Student) -> Askable:
        """What reviews may ask the cohort of one student, by notion."""
        reserved = reserved_questions(one.user, [self.course], self.now)
        questions = reviewable_questions(reserved).filter(course=self.course)
        found: defaultdict[int, list[Question]] = defaultdict(list)
        for question in questions.select_related("published").order_by("pk"):
            for notion in self.memories.notions.get(question.pk, ()):
                found[notion].append(question)
        return dict(found)


def _until(steps: list[_Step], people: list[Student], most: int) -> float:
    """Up to which share of the course a cohort gets with `most` answers; 1 is all of it."""
    for step in steps:
        until = step.share
        reached = (one for one in steps if one.after < until)
        given = sum(one.size(who_get_to(people, one.after / until)) for one in reached)
        if given >= most:
            return until
    return 1.0


def _steps(course: Course, asked: list[Asking]) -> Iterator[_Step]:
    """The lessons in reading order, each section's quiz after it, then practice, then the exam.

    Reviews come after each section's quiz, and after practice.
    """
    asking: defaultdict[Any, list[Asking]] = defaultdict(list)
    for each in asked:
        asking[each.quiz.kind, each.quiz.lesson_id or each.quiz.section_id].append(each)
    found: list[dict[str, Any]] = []
    lessons = list(Lesson.objects.published().filter(course=course).in_reading_order())
    for lesson, following in zip(lessons, [*lessons[1:], None], strict=True):
        found += [{"lesson": lesson, "asking": next(iter(asking["check", lesson.pk]), None)}]
        if following is None or following.section_id != lesson.section_id:
            found += [{"asking": each} for each in asking["section", lesson.section_id]]
            found += [{"reviews": True}]
    for number in range(1, PRACTICES + 1):
        found += [{"asking": each, "number": number} for each in asking["practice", None]]
        found += [{"reviews": True}]
    found += [{"asking": each, "is_exam": True} for each in asking["exam", None]]
    after = 0
    for place, step in enumerate(found):
        after = after if "reviews" in step else place  # who took a quiz reviews it
        yield _Step(share=place / len(found), after=after / len(found), **step)


def _checks(steps: list[_Step], notions: Mapping[int, Sequence[int]]) -> dict[int, Asking]:
    """By notion, the first check that asks about it."""
    found: dict[int, Asking] = {}
    for step in steps:
        if step.asking is not None and step.lesson is not None:
            for question in step.asking.questions:
                for notion in notions.get(question.pk, ()):
                    found.setdefault(notion, step.asking)
    return found


def _notions(course: Course) -> dict[int, list[int]]:
    notions: defaultdict[int, list[int]] = defaultdict(list)
    tagged = Question.objects.filter(course=course, notions__isnull=False).order_by("pk")
    for question, notion in tagged.values_list("pk", "notions"):
        notions[question].append(notion)
    return dict(notions)


def _read(lesson: Lesson, begun: list[tuple[Student, datetime]], ended: list[datetime]) -> None:
    LessonProgress.objects.bulk_create(
        (
            LessonProgress(user=one.user, lesson=lesson, visited_at=done or at, completed_at=done)
            for (one, at), done in _with_ends(begun, ended)
        ),
        batch_size=AT_ONCE,
    )


def _with_ends(
    begun: list[tuple[Student, datetime]], ended: list[datetime]
) -> Iterator[tuple[tuple[Student, datetime], datetime | None]]:
    """Each with when they were done, None for those who have the lesson open."""
    for place, each in enumerate(begun):
        yield each, ended[place] if place < len(ended) else None
