"""While answers are marked without names, no page tells by a change whose answer was just marked.

Every address that can be read is read before and after a mark, whatever it shows: a page that is
added later is held to the same rule.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from courses.accounts.models import AuditEvent, User
from courses.cohorts.models import Membership
from courses.content.models import Notion
from courses.progress.models import Gradebook, GradeItem, LessonProgress
from courses.quizzes.models import Question, Quiz, QuizItem, Response
from elearning.entrance.rules import RULES, SEEN_AS_STUDENT
from tests.make import NOW, make_cohort, make_member, make_person, make_student
from tests.quizzes.marking import OPEN, TRUE_FALSE, hand_in, publish
from tests.walks.test_entrance import NAMES, PARTS, address
from tests.walks.world import make_side

pytestmark = pytest.mark.django_db

QUIZZES = ("examen-blanc", "lecon-lecon-ici")
Pages = dict[tuple[str, str], bytes]

NAMES_NOBODY = {"marking_question": "answers by their codes", "course_log": "marks by these codes"}
ABOUT_ONE = {"student", "person", "member", "cohort", "attempt", "review"}
ASKED = {
    "morning": ["?cohorte=cohorte-ici", "?cohorte=autre", "?signal=failures"],
    "teach_progress": ["?format=csv", "?vue=tableau", "?tri=avancement", "?etat=sous-la-moitie"],
    "cohort_progress": ["?format=csv", "?vue=tableau"],
    "cohort_sheet": ["?format=csv"],
    "gradebook": ["?format=csv", "?format=xlsx", "?tri=total", "?tri=-total", "?cohorte=autre"],
    "quiz_results": ["?format=csv", "?tri=note", "?tri=-note", "?tri=etat", "?cohorte=autre"],
    "course_analysis": ["?voir=douteuses", "?tri=reussite"],
    "questions": ["?difficulte=very-hard", "?difficulte=unmeasured"],
    "questions_export": ["?difficulte=very-hard&format=md"],
    "quiz_add": ["?difficulte=unmeasured"],
}
# How many answers wait is told of a whole quiz, to whoever marks it.
TOLD = re.compile(r'\d+ réponses? (attend(ent)?|à noter)|class="number">\d+<'.encode())
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
TOLD_OF_ALL = {"teach_home", "morning", "marking"}


class World:
    """Two students in two cohorts, a third who left the open question blank, and their teacher."""

    def __init__(self) -> None:
        side = make_side("ici")
        course, notion = side.course, side.notion
        practice = Quiz.objects.create(
            course=course,
            kind=Quiz.Kind.PRACTICE,
            title="Examen blanc",
            slug="examen-blanc",
            marks_anonymously=True,
            is_published=True,
        )
        check = Quiz.objects.get(lesson=side.lesson)
        check.marks_anonymously = True
        check.save()
        check.items.all().delete()
        self.asked = self._ask(practice, check, notion)
        book = Gradebook.objects.create(course=course, is_published=True)
        GradeItem.objects.create(gradebook=book, quiz=practice, category="quizzes", weight=1)
        self.teacher = side.teacher
        cohorts = [side.cohort, make_cohort("Autre", "autre", course=course)]
        for cohort in cohorts:
            make_member(side.teacher, cohort, Membership.Role.ADMINISTRATOR)
        other = make_student("etu-autre", last_name="Fall")
        blank = make_student("etu-blanc", last_name="Sy")
        members = [side.member, make_member(other, cohorts[1])]
        make_member(blank, cohorts[1])
        attempts = {}
        LessonProgress.objects.bulk_create(
            LessonProgress(user=person, lesson=side.lesson, visited_at=NOW, completed_at=NOW)
            for person in (side.student, other, blank)
        )
        for minutes, person in enumerate((side.student, other, blank)):
            essay, at = "" if person == blank else "TCP ordonne.", NOW + timedelta(minutes=minutes)
            for quiz in (practice, check):
                attempts[person, quiz] = hand_in(quiz, person, says="false", essay=essay, now=at)
        self.sides = [
            replace(
                side,
                student=member.user,
                member=member,
                cohort=cohort,
                quiz=practice,
                question=self.asked,
                attempt=attempts[member.user, practice],
            )
            for member, cohort in zip(members, cohorts, strict=True)
        ]
        self.clients = {"teacher": signed_in(side.teacher)}
        root = make_person("racine", is_superuser=True)
        self.clients["root"] = signed_in(root)
        for each in self.sides:
            client = self.clients[f"as {each.student.identifier}"] = signed_in(side.teacher)
            begun = client.post(
                reverse("view_as", args=[course.slug]), {"student": each.student.pk}
            )
            assert begun.status_code == 302

    def _ask(self, practice: Quiz, check: Quiz, notion: Notion) -> Question:
        said = "leçon: lecon-ici · notions: trame-ici\n"
        for position, text in enumerate((OPEN, TRUE_FALSE.format(right="vrai")), start=1):
            head, rest = text.split("\n", 1)
            question = publish(practice.course, f"{head}\n{said}{rest}")
            assert list(question.notions.all()) == [notion]
            for quiz in (practice, check):
                QuizItem.objects.get_or_create(
                    quiz=quiz, question=question, defaults={"position": position}
                )
        return Question.objects.get(slug="ouverte")

    def addresses(self) -> Iterator[tuple[str, str, str]]:
        """(who, the page's name, its address), each page by who may read it."""
        for name in sorted(set(NAMES) - NAMES_NOBODY.keys()):
            one = self.sides if ABOUT_ONE & set(PARTS[name]) else self.sides[:1]
            if RULES[name] in SEEN_AS_STUDENT:
                for side in self.sides:
                    yield f"as {side.student.identifier}", name, address(name, side)
            who = "root" if name.startswith("site_") or "person" in PARTS[name] else "teacher"
            for side in one:
                for query in ("", *ASKED.get(name, ())):
                    yield who, name, address(name, side) + query

    def read(self) -> Pages:
        """What each page says, its token and what is told of all students alike taken out."""
        pages = {}
        for who, name, url in self.addresses():
            answer = self.clients[who].get(url)
            assert (url, answer.status_code < 500) == (url, True)
            body = TOKEN.sub(b"", _text(answer))
            pages[who, url] = TOLD.sub(b"", body) if name in TOLD_OF_ALL else body
        return pages

    def mark(self, quiz_slug: str, student: User) -> None:
        """Marks a student's answer as the teacher does, on the page that names nobody."""
        url = reverse("marking_question", args=["ici", quiz_slug, self.asked.pk])
        page = self.clients["teacher"].get(url)
        forms = {form.answer.student: form for form in page.context["forms"]}
        form, key = forms[student], forms[student].answer.key
        posted = {f"{key}-criterion-1": "0", f"{key}-criterion-2": "0", f"{key}-comment": ""}
        known = form["known"].value()
        posted |= {"key": key, f"{key}-known": known}
        answer = self.clients["teacher"].post(url, posted, follow=True)
        assert "1 note est enregistrée." in answer.content.decode()


def _text(answer: Any) -> bytes:
    """What a page or a file says; a workbook also says when it was packed."""
    body: bytes = b"".join(answer) if answer.streaming else answer.content
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def world() -> Iterator[World]:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield World()


def changed(before: Pages, after: Pages) -> list[tuple[str, str]]:
    return [page for page in before if before[page] != after[page]]


def test_a_mark_changes_nothing_until_it_is_the_last(world: World) -> None:
    one, other = world.sides
    before = world.read()
    for quiz in QUIZZES:
        world.mark(quiz, one.student)  # who handed in first, and is alone in a cohort
    assert changed(before, world.read()) == []
    for quiz in QUIZZES:
        world.mark(quiz, other.student)
    at = one.course.slug
    expected = {
        ("teacher", address("morning", one)),
        ("teacher", address("teach_progress", one)),
        ("teacher", address("teach_progress", one) + "?format=csv"),
        ("teacher", address("course_analysis", one)),
        ("teacher", address("questions", one)),
        ("teacher", address("gradebook", one)),
        ("teacher", address("gradebook", one) + "?format=csv"),
        ("teacher", address("gradebook", one) + "?format=xlsx"),
        ("teacher", address("quiz_results", one)),
        ("teacher", address("quiz_results", one) + "?format=csv"),
        ("teacher", reverse("quiz_analysis", args=[at, "examen-blanc"])),
        ("teacher", reverse("question_analysis", args=[at, world.asked.pk])),
        *(
            ("teacher", address(name, side))
            for side in world.sides
            for name in (
                "teach_student",
                "gradebook_student",
                "student_attempt",
                "attempt_reopen",
                "cohort_progress",
                "cohort_sheet",
            )
        ),
        *(
            (f"as {side.student.identifier}", address(name, side))
            for side in world.sides
            for name in ("quiz", "attempt", "lesson", "course_progress", "mastery")
        ),
    }
    assert expected - set(changed(before, world.read())) == set()


def test_the_log_names_the_answer_and_nobody(world: World) -> None:
    def told() -> tuple[str, list[int]]:
        log = world.clients["teacher"].get(address("course_log", world.sides[0])).content.decode()
        return log, [log.count(name) for name in ("Diop", "Fall", "etu-")]

    _, before = told()
    world.mark("examen-blanc", world.sides[0].student)
    event = AuditEvent.objects.get(action=AuditEvent.Action.MARK)
    assert re.fullmatch(r"réponse [0-9A-F]{4} – Examen blanc – ouverte", event.subject)
    log, after = told()
    assert (event.subject in log, after) == (True, before)


def test_names_are_not_shown_again_while_answers_wait(world: World) -> None:
    url = address("quiz_settings", world.sides[0])
    client = world.clients["teacher"]
    shown = client.get(url).context["form"].initial
    said = {name: value for name, value in shown.items() if value not in (None, False)}
    said |= {"try_cost_percent": 0, "marks_anonymously": ""}
    refused = client.post(url, said)
    assert (refused.status_code, list(refused.context["form"].errors)) == (
        422,
        ["marks_anonymously"],
    )
    for side in world.sides:
        world.mark("examen-blanc", side.student)
    assert client.post(url, said).status_code == 302
    assert Response.objects.filter(points=None, attempt__quiz__slug="examen-blanc").count() == 0
