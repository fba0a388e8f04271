"""The pages of an attempt: its end, what waits for closing, its receipt, its buttons."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.accounts.models import User
from courses.cohorts.models import Schedule
from courses.content.models import Course
from courses.quizzes.marks.receipts import in_groups
from courses.quizzes.models import Attempt, Mark, Question, Quiz, QuizItem
from courses.quizzes.split import key_part
from courses.quizzes.text.reading import read_quiz
from tests.make import make_cohort, make_lesson, make_member, make_student, make_teacher
from tests.quizzes.answering import ask, option

pytestmark = pytest.mark.django_db

TEXT = """
### choix c1
section: 1
Combien de segments ?
- (x) Trois
  > Feedback de trois.
- ( ) Deux
  > Feedback de deux.
> Indice : comptez
> Explication : EXPLICATION

### courte c2
section: 1
Le premier ?
= SYN
"""

SECRETS = ("EXPLICATION", "Feedback de", "SYN", "0 sur 2")


@pytest.fixture
def course() -> Course:
    course = make_lesson().course
    make_cohort(course=course)
    return course


@pytest.fixture
def questions(course: Course) -> dict[str, Question]:
    return ask(course, TEXT)


@pytest.fixture
def awa(client: Client, course: Course) -> User:
    awa = make_student()
    make_member(awa, course.cohorts.get())
    client.force_login(awa)
    return awa


def make_exam(course: Course, **settings: Any) -> Quiz:
    given = {"kind": Quiz.Kind.EXAM, "title": "Examen", "slug": "examen", **settings}
    quiz = Quiz.objects.create(course=course, **given)
    for position, question in enumerate(Question.objects.filter(course=course)):
        QuizItem.objects.create(quiz=quiz, question=question, position=position)
    return quiz


def begin(client: Client, quiz: Quiz) -> Attempt:
    client.post(reverse("quiz_start", args=[quiz.course.slug, quiz.slug]))
    return Attempt.objects.latest("pk")


def submit(client: Client, attempt: Attempt, **said: Any) -> Any:
    return client.post(reverse("attempt_submit", args=[attempt.pk]), {"sure": "1", **said})


def test_the_page_of_a_quiz_says_its_terms(
    client: Client, awa: User, course: Course, questions: Any
) -> None:
    quiz = make_exam(course, minutes=30, max_attempts=2)
    Schedule.objects.create(
        course=course, quiz="examen", closes="2099-01-01T10:00", set_at=timezone.now()
    )
    page = client.get(quiz.get_absolute_url()).context["page"]
    assert (page.questions, page.points, page.minutes, page.left) == (2, 2, 30, 2)
    assert page.dates.closes.moment.year == 2099
    begin(client, quiz)
    page = client.get(quiz.get_absolute_url()).context["page"]
    assert (page.left, page.under_way is not None) == (1, True)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"opens": "2099-01-01T10:00"}, "Ce quiz ouvre le 1er janvier 2099"),
        ({"closes": "2001-01-01T10:00"}, "Ce quiz est fermé depuis le 1er janvier 2001"),
    ],
)
def test_outside_its_dates_nothing_begins(
    client: Client, awa: User, course: Course, questions: Any, dates: dict[str, str], said: str
) -> None:
    quiz = make_exam(course)
    Schedule.objects.create(course=course, quiz="examen", set_at=timezone.now(), **dates)
    page = client.post(reverse("quiz_start", args=[course.slug, "examen"]), follow=True)
    assert [said in str(message) for message in page.context["messages"]] == [True]
    assert client.get(quiz.get_absolute_url()).context["page"].obstacle in ("early", "over")
    assert not Attempt.objects.exists()


def test_an_attempt_whose_time_is_up_says_so_and_is_handed_in_by_a_button(
    client: Client, awa: User, course: Course, questions: dict[str, Question]
) -> None:
    attempt = begin(client, make_exam(course, minutes=30))
    url = reverse("attempt_answer", args=[attempt.pk, questions["c2"].pk])
    client.post(url, {f"q{questions['c2'].pk}-answer": "SYN"})
    Attempt.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    assert client.get(attempt.get_absolute_url()).templates[0].name == "learn/attempt_late.html"
    late = client.post(url, {f"q{questions['c2'].pk}-answer": "ACK"})
    assert late.status_code == 409
    assert late.json()["error"].startswith("Trop tard")
    submit(client, attempt, **{f"q{questions['c2'].pk}-answer": "ACK"})
    attempt.refresh_from_db()
    assert (attempt.state, attempt.ended_by_time) == ("submitted", True)
    assert client.get(attempt.get_absolute_url()).context["result"].points == 1


def test_the_command_hands_in_what_nobody_came_back_to(
    client: Client, awa: User, course: Course, questions: Any, capsys: Any
) -> None:
    begin(client, make_exam(course, minutes=30))
    Attempt.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    for count in (1, 0):
        call_command("close_attempts")
        assert (
            capsys.readouterr().out
            == f"{count} attempts handed in, 0 counted once they were told.\n"
        )


def test_questions_left_empty_are_named_before_anything_is_handed_in(
    client: Client, awa: User, course: Course, questions: dict[str, Question]
) -> None:
    attempt = begin(client, make_exam(course))
    c2 = questions["c2"].pk
    url = reverse("attempt_submit", args=[attempt.pk])
    page = client.post(url, {f"q{c2}-answer": "SYN", f"q{c2}-saves": "0"})
    assert page.context["answers"].unanswered == ((1, questions["c1"].pk),)
    attempt.refresh_from_db()
    assert attempt.state == "open"
    assert attempt.responses.get(question=c2).answer == "SYN"
    assert submit(client, attempt).status_code == 302
    attempt.refresh_from_db()
    assert attempt.state == "submitted"


def test_what_is_right_waits_for_the_last_person(
    client: Client, awa: User, course: Course, questions: dict[str, Question]
) -> None:
    quiz = make_exam(course, waits_for_closing=True)
    schedule = Schedule.objects.create(
        course=course, quiz="examen", closes="2099-01-01T10:00", set_at=timezone.now()
    )
    attempt = begin(client, quiz)
    c1 = questions["c1"]
    submit(client, attempt, **{f"q{c1.pk}-answer": option(c1, "Deux"), f"q{c1.pk}-saves": "0"})
    assert Mark.objects.count() == 2
    pages = [attempt.get_absolute_url(), quiz.get_absolute_url()]
    pages.append(reverse("attempt_receipt", args=[attempt.pk]))
    for url in pages:
        text = client.get(url).content.decode()
        assert [word for word in SECRETS if word in text] == []
    schedule.closes = "2001-01-01T10:00"
    schedule.save()
    assert "EXPLICATION" in client.get(attempt.get_absolute_url()).content.decode()


def test_a_second_page_is_told_whose_answer_stands(
    client: Client, awa: User, course: Course, questions: dict[str, Question]
) -> None:
    attempt = begin(client, make_exam(course))
    c2 = questions["c2"].pk
    url = reverse("attempt_answer", args=[attempt.pk, c2])
    fields = {f"q{c2}-saves": "0", "operation": str(uuid4())}
    assert client.post(url, {**fields, f"q{c2}-answer": "téléphone"}).json()["saves"] == 1
    lost = client.post(url, {f"q{c2}-saves": "0", f"q{c2}-answer": "ordinateur"})
    assert (lost.status_code, lost.json()["saves"]) == (409, 1)
    assert "« téléphone »" in lost.json()["error"].replace("\N{NO-BREAK SPACE}", " ")
    assert attempt.responses.get(question=c2).answer == "téléphone"


def test_a_question_is_flagged_and_its_answer_saved_on_the_way(
    client: Client, awa: User, course: Course, questions: dict[str, Question]
) -> None:
    attempt = begin(client, make_exam(course))
    c2 = questions["c2"].pk
    url = reverse("attempt_submit", args=[attempt.pk])
    for flagged in (True, False):
        saves = attempt.responses.get(question=c2).saves
        page = client.post(
            url, {"flag": str(c2), f"q{c2}-answer": f"{flagged}", f"q{c2}-saves": str(saves)}
        )
        assert page.url == f"{attempt.get_absolute_url()}#q{c2}"
        response = attempt.responses.get(question=c2)
        assert (response.flagged, response.answer) == (flagged, f"{flagged}")


@pytest.mark.parametrize("fragment", [True, False])
def test_an_answer_is_marked_when_asked_where_the_quiz_says_so(
    client: Client, awa: User, course: Course, questions: dict[str, Question], fragment: bool
) -> None:
    attempt = begin(client, make_exam(course, feedback=Quiz.Feedback.IMMEDIATE))
    c1 = questions["c1"]
    fields = {f"q{c1.pk}-answer": option(c1, "Deux"), f"q{c1.pk}-saves": "0"}
    if fragment:
        url = reverse("attempt_check", args=[attempt.pk, c1.pk])
        page = client.post(url, fields, headers={"X-Fragment": "1"})
        assert page.context["card"].state == "wrong"
        assert "Feedback de deux." in page.content.decode()
    else:
        url = reverse("attempt_submit", args=[attempt.pk])
        client.post(url, {**fields, "check": str(c1.pk)})
        assert client.get(attempt.get_absolute_url()).context["cards"][0].state == "wrong"


def test_nothing_is_told_after_an_answer_where_what_is_right_waits_for_the_closing(
    client: Client, awa: User, course: Course, questions: dict[str, Question]
) -> None:
    settings = {"feedback": Quiz.Feedback.IMMEDIATE, "waits_for_closing": True}
    attempt = begin(client, make_exam(course, **settings))
    c1 = questions["c1"]
    assert 'name="check"' not in client.get(attempt.get_absolute_url()).content.decode()
    fields = {f"q{c1.pk}-answer": option(c1, "Deux"), f"q{c1.pk}-saves": "0"}
    url = reverse("attempt_check", args=[attempt.pk, c1.pk])
    page = client.post(url, fields, headers={"X-Fragment": "1"})
    assert (page.context["card"].state, Mark.objects.count()) == ("open", 0)
    assert "Feedback de deux." not in page.content.decode()


@pytest.mark.parametrize("button", ["check", "hint", "flag"])
@pytest.mark.parametrize("number", ["²", "٣", "-1", "9" * 30, "9" * 5000])
def test_a_button_that_names_no_question_does_nothing(
    client: Client, awa: User, course: Course, questions: Any, button: str, number: str
) -> None:
    attempt = begin(client, make_exam(course))
    url = reverse("attempt_submit", args=[attempt.pk])
    assert client.post(url, {button: number}).status_code == 200  # asks before it hands in
    assert not attempt.responses.filter(flagged=True).exists()


@pytest.mark.parametrize("number", [0, 2**63, 10**40])
def test_a_number_that_no_row_can_have_is_a_page_that_is_missing(
    client: Client, awa: User, course: Course, questions: Any, number: int
) -> None:
    attempt = begin(client, make_exam(course))
    assert client.get(reverse("attempt", args=[number])).status_code == 404
    url = reverse("attempt_answer", args=[attempt.pk, number])
    assert client.post(url, {"x": "1"}).status_code == 404


def test_a_receipt_is_compared_with_what_is_stored(
    client: Client, awa: User, course: Course, questions: dict[str, Question]
) -> None:
    attempt = begin(client, make_exam(course))
    url = reverse("attempt_receipt", args=[attempt.pk])
    assert client.get(url).status_code == 302
    submit(client, attempt, **{f"q{questions['c2'].pk}-answer": "SYN"})
    assert client.get(url).context["answers"].is_intact
    attempt.responses.filter(question=questions["c2"]).update(answer="ACK")
    assert not client.get(url).context["answers"].is_intact


def test_a_receipt_is_kept_as_a_text_that_tells_no_key(
    client: Client, awa: User, course: Course, questions: dict[str, Question]
) -> None:
    attempt = begin(client, make_exam(course, waits_for_closing=True))
    url = f"{reverse('attempt_receipt', args=[attempt.pk])}?format=texte"
    assert client.get(url).status_code == 302
    c1 = questions["c1"]
    submit(client, attempt, **{f"q{c1.pk}-answer": option(c1, "Deux")})
    file = client.get(url)
    assert file["Content-Disposition"] == 'attachment; filename="recu-examen-1.txt"'
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    attempt.refresh_from_db()
    lines = file.content.decode().split("\n")
    assert lines[:4] == [
        "Reçu",
        "-" * 64,
        f"Étudiant\xa0: {awa} ({awa.identifier})",
        "Cours\xa0: Réseaux",
    ]
    assert f"Empreinte\xa0: {in_groups(attempt.receipt)}" in lines
    assert lines[-1] == ""
    assert lines[lines.index("Réponse\xa0:") + 1] == "Deux"
    assert lines.count("Sans réponse") == attempt.responses.count() - 1
    assert [secret for secret in SECRETS if secret in file.content.decode()] == []


def test_a_teacher_previews_whatever_the_dates(
    client: Client, course: Course, questions: Any
) -> None:
    client.force_login(make_teacher(course=course))
    quiz = make_exam(course, is_published=False, max_attempts=1)
    Schedule.objects.create(
        course=course, quiz="examen", closes="2001-01-01T10:00", set_at=timezone.now()
    )
    attempt = begin(client, quiz)
    assert attempt.kind == Attempt.Kind.PREVIEW
    submit(client, attempt)
    assert client.get(attempt.get_absolute_url()).context["withheld"] is False


def normalised(content: bytes) -> bytes:
    """A page without its tokens and dates."""
    bare = re.sub(rb'value="[\w-]{64}"', b"", content)
    return re.sub(rb"<time.*?</time>|\d\d:\d\d", b"", bare)


def pages_before_release(client: Client, quiz: Quiz) -> Iterator[bytes]:
    """Every response on the way from the quiz's page to a result that waits."""
    yield client.get(quiz.get_absolute_url()).content
    attempt = Attempt.objects.get(quiz=quiz)
    yield client.get(attempt.get_absolute_url()).content
    for response in attempt.responses.select_related("question"):
        url = reverse("attempt_answer", args=[attempt.pk, response.question_id])
        yield client.post(url, {f"q{response.question_id}-answer": "zzz"}).content
    yield client.get(attempt.get_absolute_url()).content


def test_before_release_pages_do_not_depend_on_the_key(
    client: Client, awa: User, course: Course, questions: dict[str, Question]
) -> None:
    """The same rows but for the key: every response is the same, byte for byte."""
    quiz = make_exam(course, waits_for_closing=True)
    attempt = begin(client, quiz)
    before = [normalised(page) for page in pages_before_release(client, quiz)]
    attempt.responses.update(answer=None, saves=0, saved_at=None, operation=None)
    for question, swap in (("c1", ("(x) Trois", "( ) Trois")), ("c2", ("= SYN", "= FIN"))):
        key = questions[question].published.answer_key  # type: ignore[union-attr]
        source = key.source.replace(*swap).replace("( ) Deux", "(x) Deux")
        html = key.key["html"]
        key.key = {**key_part(read_quiz(source).questions[0]), "html": html}
        key.save()
    after = [normalised(page) for page in pages_before_release(client, quiz)]
    assert [old == new for old, new in zip(before, after, strict=True)] == [True] * 5


def test_every_time_is_told_on_the_clock_of_the_cohort_and_named(client, awa, course, questions):
    """Niamey is an hour ahead of the site's Dakar, all year round."""
    course.cohorts.update(time_zone="Africa/Niamey")
    quiz = make_exam(course, minutes=30, max_attempts=1)
    attempt = begin(client, quiz)
    ends = attempt.deadline.astimezone(ZoneInfo("Africa/Niamey")).strftime("%H:%M")
    assert f"à {ends} (Niamey)" in client.get(attempt.get_absolute_url()).content.decode()
    c2 = questions["c2"]
    saved = client.post(
        reverse("attempt_answer", args=[attempt.pk, c2.pk]), {f"q{c2.pk}-answer": "SYN"}
    )
    shown = saved.json()["saved"].removeprefix("Enregistré à ")
    assert abs(_minutes(shown) - _minutes(timezone.localtime().strftime("%H:%M")) - 60) % 1440 <= 1
    client.post(reverse("attempt_submit", args=[attempt.pk]), {"sure": "1"})
    page = client.get(reverse("attempt_receipt", args=[attempt.pk])).content.decode()
    assert ("(Niamey)" in page, "(Dakar)" in page) == (True, False)
    Attempt.objects.update(submitted_at=datetime(2026, 1, 5, 23, 30, tzinfo=UTC))
    assert "6 janvier 2026</time>" in client.get(quiz.get_absolute_url()).content.decode()
    Schedule.objects.create(
        course=course,
        quiz=quiz.slug,
        closes="2026-01-05T18:05",
        time_zone="Africa/Niamey",
        set_at=timezone.now(),
    )
    Quiz.objects.update(max_attempts=2)
    answer = client.post(reverse("quiz_start", args=[course.slug, quiz.slug]), follow=True)
    assert "fermé depuis le 5 janvier 2026 à 18:05 (Niamey)." in answer.content.decode()


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)
