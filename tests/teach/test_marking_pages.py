"""Pages that mark open answers, show results and correct marks."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.quizzes.marks.anonymous import mark_token
from courses.quizzes.models import Attempt, Mark, Regrade, Response
from tests.make import NOW, make_cohort, make_member, make_student, make_teacher
from tests.quizzes.marking import (
    RUBRIC,
    correct_key,
    hand_in,
    make_marked_quiz,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    return make_marked_quiz()


@pytest.fixture
def fatou(quiz):
    return make_teacher(course=quiz.course)


@pytest.fixture
def client_of_fatou(fatou) -> Client:
    client = Client()
    client.force_login(fatou)
    return client


@pytest.fixture
def cohort(quiz):
    return make_cohort(course=quiz.course)


def enrol(cohort, identifier: str = "awa", **names):
    student = make_student(identifier, **names)
    make_member(student, cohort)
    return student


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def marking_url(quiz) -> str:
    question = quiz.items.get(question__slug="ouverte").question
    return reverse("marking_question", args=[quiz.course.slug, quiz.slug, question.pk])


def keys_on(page) -> list[str]:
    return [form.answer.key for form in page.context["forms"]]


def posted(page, rank: int = 0, *, points=("1", "0.5"), comment: str = "Bien.") -> dict[str, str]:
    form = page.context["forms"][rank]
    key = form.answer.key
    fields = {f"{key}-criterion-{n}": value for n, value in enumerate(points, start=1)}
    return {
        **fields,
        "key": key,
        f"{key}-comment": comment,
        f"{key}-known": mark_token(form.answer.standing.pk),
    }


def test_nothing_to_mark_says_so(client_of_fatou, quiz) -> None:
    page = client_of_fatou.get(reverse("marking", args=[quiz.course.slug]))
    assert page.context["rows"] == []
    assert "Aucune réponse ne vous attend" in page.content.decode()


def test_what_waits_is_counted_by_question_and_quiz(client_of_fatou, quiz, cohort) -> None:
    for number in range(3):
        hand_in(quiz, enrol(cohort, f"e{number}"))
    hand_in(quiz, enrol(cohort, "apercu"), kind=Attempt.Kind.PREVIEW)
    hand_in(quiz, make_student("ailleurs"))
    rows = client_of_fatou.get(reverse("marking", args=[quiz.course.slug])).context["rows"]
    assert [(row.question.slug, row.quiz, row.count, row.oldest) for row in rows] == [
        ("ouverte", quiz, 3, NOW)
    ]


def test_a_mark_is_given_with_its_rubric(client_of_fatou, quiz, cohort, fatou) -> None:
    hand_in(quiz, enrol(cohort))
    url = marking_url(quiz)
    page = client_of_fatou.get(url)
    assert [part.label for part in page.context["forms"][0].parts] == [text for text, _ in RUBRIC]
    assert client_of_fatou.post(url, posted(page)).status_code == 302
    mark = Mark.objects.filter(origin=Mark.Origin.TEACHER).get()
    assert (mark.points, mark.out_of, mark.author, mark.verdict["state"]) == (
        Decimal("1.5"),
        3,
        fatou,
        "partly",
    )
    assert mark.verdict["criteria"] == [
        {"text": "compare les deux", "points": "1", "out_of": "2"},
        {"text": "donne un exemple", "points": "0.5", "out_of": "1"},
    ]
    assert client_of_fatou.get(url).context["forms"] == []


def test_an_untouched_answer_of_the_page_is_left_alone(client_of_fatou, quiz, cohort) -> None:
    for number in range(2):
        hand_in(quiz, enrol(cohort, f"e{number}"))
    page = client_of_fatou.get(marking_url(quiz))
    second = posted(page, 1, points=("", ""), comment="")
    data = {**posted(page), **second, "key": keys_on(page)}
    client_of_fatou.post(marking_url(quiz), data)
    marks = Mark.objects.filter(origin=Mark.Origin.TEACHER)
    assert [mark.response_id for mark in marks] == [page.context["forms"][0].answer.response.pk]


def test_the_button_of_one_answer_loses_nothing_of_the_others(
    client_of_fatou, quiz, cohort
) -> None:
    for number in range(3):
        hand_in(quiz, enrol(cohort, f"e{number}"))
    page = client_of_fatou.get(marking_url(quiz))
    keys = keys_on(page)
    data = {**posted(page, 0), **posted(page, 1), "key": keys, "only": keys[0]}
    client_of_fatou.post(marking_url(quiz), data)
    assert Mark.objects.filter(origin=Mark.Origin.TEACHER).count() == 2
    refused = client_of_fatou.post(marking_url(quiz), {"key": keys[2], "only": keys[2]})
    assert refused.status_code == 422


def test_a_criterion_left_out_is_refused_and_the_rest_kept(client_of_fatou, quiz, cohort) -> None:
    hand_in(quiz, enrol(cohort))
    page = client_of_fatou.get(marking_url(quiz))
    refused = client_of_fatou.post(marking_url(quiz), posted(page, points=("1.5", "")))
    assert refused.status_code == 422
    form = refused.context["forms"][0]
    assert form.errors.keys() == {"criterion-2"}
    assert form["criterion-1"].value() == "1.5"
    assert not Mark.objects.filter(origin=Mark.Origin.TEACHER).exists()


def test_the_second_teacher_is_asked_before_replacing(client_of_fatou, quiz, cohort) -> None:
    hand_in(quiz, enrol(cohort))
    other = Client()
    other.force_login(make_teacher("moussa", course=quiz.course, first_name="Moussa"))
    url = marking_url(quiz)
    stale, fresh = other.get(url), client_of_fatou.get(url)
    client_of_fatou.post(url, posted(fresh, comment="Exemple faux."))
    asked = other.post(url, posted(stale, points=("2", "1")))
    assert asked.status_code == 409
    assert "Exemple faux." in asked.content.decode()
    assert Mark.objects.filter(origin=Mark.Origin.TEACHER).count() == 1
    again = posted(stale, points=("2", "1"))
    key = asked.context["forms"][0].answer.key
    again[f"{key}-known"] = asked.context["forms"][0]["known"].value()
    assert other.post(url, again).status_code == 302
    assert [mark.points for mark in Mark.objects.filter(origin="teacher")] == [3, Decimal("1.5")]


def test_one_answer_sent_by_script_comes_back_alone(client_of_fatou, quiz, cohort) -> None:
    hand_in(quiz, enrol(cohort))
    page = client_of_fatou.get(marking_url(quiz))
    data = {**posted(page), "only": keys_on(page)[0]}
    fragment = client_of_fatou.post(marking_url(quiz), data, headers={"X-Fragment": "1"})
    assert fragment.status_code == 200
    assert fragment.content.decode().count("<article") == 1
    assert "Enregistré" in fragment.content.decode()


def test_an_anonymous_quiz_shows_nobody_until_all_is_marked(client_of_fatou, quiz, cohort) -> None:
    quiz.marks_anonymously = True
    quiz.save()
    for number in range(5):
        hand_in(quiz, enrol(cohort, f"matricule-{number}", last_name=f"Nom{number}"))
    url = marking_url(quiz)
    page = client_of_fatou.get(url)
    text = page.content.decode()
    assert ("Nom" in text, "matricule" in text) == (False, False)
    assert keys_on(page) == sorted(keys_on(page))
    for rank in range(5):
        client_of_fatou.post(url, posted(page, rank))
    assert client_of_fatou.get(f"{url}?voir=toutes").content.decode().count("Nom") >= 5


def test_an_attempt_does_not_tell_whose_an_anonymous_answer_is(
    client_of_fatou, quiz, cohort
) -> None:
    quiz.marks_anonymously = True
    quiz.save()
    attempts = [hand_in(quiz, enrol(cohort, f"e{rank}"), essay="Secret.") for rank in range(2)]
    url = marking_url(quiz)
    page = client_of_fatou.get(url)
    client_of_fatou.post(url, posted(page, 0))
    addresses = [
        reverse("student_attempt", args=[quiz.course.slug, quiz.slug, attempt.pk])
        for attempt in attempts
    ]
    shown = ["Secret." in client_of_fatou.get(address).content.decode() for address in addresses]
    assert shown == [False, False]
    response = attempts[0].responses.get(question__slug="ouverte").pk
    assert client_of_fatou.post(addresses[0], {"response": response}).status_code == 404
    client_of_fatou.post(url, posted(page, 1))
    assert "Secret." in client_of_fatou.get(addresses[0]).content.decode()


def test_an_anonymous_page_holds_no_id_that_tells_who_came_first(
    client_of_fatou, quiz, cohort
) -> None:
    quiz.marks_anonymously = True
    quiz.save()
    pks = [hand_in(quiz, enrol(cohort, f"e{rank}")).pk for rank in range(4)]
    for response in Response.objects.filter(question__slug="ouverte"):
        pks += [response.pk, response.marks.get().pk]
    page = client_of_fatou.get(marking_url(quiz)).content.decode()
    hidden = set(re.findall(r'type="hidden" name="[^"]*" value="(\w+)"', page))
    assert len(hidden) == 9  # the form's token; a key and the mark seen of each answer
    assert hidden.isdisjoint({str(pk) for pk in pks})


def test_a_mark_of_another_answer_is_no_mark_that_was_seen(client_of_fatou, quiz, cohort) -> None:
    for rank in range(2):
        hand_in(quiz, enrol(cohort, f"e{rank}"))
    page = client_of_fatou.get(marking_url(quiz))
    foreign = posted(page, 1)[f"{keys_on(page)[1]}-known"]
    for token in (foreign, "0" * 16, "²"):
        sent = {**posted(page), f"{keys_on(page)[0]}-known": token}
        assert client_of_fatou.post(marking_url(quiz), sent).status_code == 409
    assert not Mark.objects.filter(origin=Mark.Origin.TEACHER).exists()


def test_points_do_not_tell_whose_an_anonymous_answer_was(client_of_fatou, quiz, cohort) -> None:
    quiz.marks_anonymously = True
    quiz.save()
    attempts = [hand_in(quiz, enrol(cohort, f"e{rank}")) for rank in range(2)]
    results = reverse("quiz_results", args=[quiz.course.slug, quiz.slug])
    pages = [results, f"{results}?format=csv", f"{results}?tri=-note", f"{results}?tri=etat"]
    pages += [
        reverse("student_attempt", args=[quiz.course.slug, quiz.slug, attempt.pk])
        for attempt in attempts
    ]

    def shown() -> list[str]:
        texts = [client_of_fatou.get(page).content.decode() for page in pages]
        # How many answers wait is told of the whole quiz; form tokens change with each page.
        return [re.sub(r'value="\w{64}"|class="count">\d+<', "", text) for text in texts]

    page, before = client_of_fatou.get(marking_url(quiz)), shown()
    client_of_fatou.post(marking_url(quiz), posted(page, 0), follow=True)
    assert shown() == before
    client_of_fatou.post(marking_url(quiz), posted(page, 1))
    assert "2,5 / 4" in client_of_fatou.get(results).content.decode()


def test_a_student_writes_text_and_never_html(client_of_fatou, quiz, cohort) -> None:
    hand_in(quiz, enrol(cohort), essay="<script>alert(1)</script>")
    text = client_of_fatou.get(marking_url(quiz)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert(1)" not in text


def test_thirty_answers_a_page(client_of_fatou, quiz, cohort) -> None:
    for number in range(32):
        hand_in(quiz, enrol(cohort, f"e{number}"))
    page = client_of_fatou.get(marking_url(quiz))
    assert len(page.context["forms"]) == 30
    second = client_of_fatou.get(f"{marking_url(quiz)}?page=2")
    assert len(second.context["forms"]) == 2


@pytest.mark.parametrize("name", ["marking", "marking_question", "quiz_results", "regrade"])
def test_queries_are_fixed(name, client_of_fatou, quiz, cohort) -> None:
    address = {
        "marking": lambda: reverse("marking", args=[quiz.course.slug]),
        "marking_question": lambda: marking_url(quiz),
        "quiz_results": lambda: reverse("quiz_results", args=[quiz.course.slug, quiz.slug]),
        "regrade": lambda: reverse(
            "regrade", args=[quiz.course.slug, quiz.items.get(question__slug="vf").question_id]
        ),
    }[name]()
    hand_in(quiz, enrol(cohort))
    correct_key(quiz)
    client_of_fatou.get(address)
    with_one = queries_of(client_of_fatou, address)
    for number in range(29):
        hand_in(quiz, enrol(cohort, f"e{number}"))
    assert queries_of(client_of_fatou, address) == with_one


def test_results_tell_which_attempt_counts(client_of_fatou, quiz, cohort) -> None:
    awa = enrol(cohort)
    enrol(cohort, "zoe", last_name="Zo")
    hand_in(quiz, awa, says="false")
    hand_in(quiz, awa, says="true")
    hand_in(quiz, enrol(cohort, "apercu"), kind=Attempt.Kind.PREVIEW)
    page = client_of_fatou.get(reverse("quiz_results", args=[quiz.course.slug, quiz.slug]))
    rows = [
        (row.user.identifier, row.attempt and row.attempt.number, row.points, row.state, row.counts)
        for row in page.context["rows"]
    ]
    assert rows == [
        ("apercu", None, 0, "none", False),
        ("awa", 1, 0, "waiting", False),
        ("awa", 2, 1, "waiting", True),
        ("zoe", None, 0, "none", False),
    ]
    assert {row.out_of for row in page.context["rows"] if row.attempt} == {4}


def test_results_of_one_cohort(client_of_fatou, quiz, cohort) -> None:
    enrol(cohort)
    enrol(make_cohort("B", "b", course=quiz.course), "ali")
    url = reverse("quiz_results", args=[quiz.course.slug, quiz.slug])
    page = client_of_fatou.get(f"{url}?cohorte=b")
    assert [row.user.identifier for row in page.context["rows"]] == ["ali"]
    assert client_of_fatou.get(f"{url}?cohorte=nulle").context["rows"] == []


def test_results_leave_as_a_file_that_computes_nothing(client_of_fatou, quiz, cohort) -> None:
    hand_in(quiz, enrol(cohort, last_name='=HYPERLINK("x")'))
    url = reverse("quiz_results", args=[quiz.course.slug, quiz.slug])
    file = client_of_fatou.get(f"{url}?format=csv")
    lines = file.content.decode("utf-8").removeprefix("\ufeff").split("\r\n")
    assert file.content.startswith(b"\xef\xbb\xbf")
    assert lines[1].split(";")[:2] == ["awa", '"\'=HYPERLINK(""x"")"']


def test_a_teacher_changes_a_mark_and_says_why(client_of_fatou, quiz, cohort, fatou) -> None:
    attempt = hand_in(quiz, enrol(cohort), says="false")
    response = attempt.responses.get(question__slug="vf")
    standing = response.marks.get()
    url = reverse("student_attempt", args=[quiz.course.slug, quiz.slug, attempt.pk])
    name = f"r{response.pk}"
    data = {
        "response": response.pk,
        f"{name}-known": standing.pk,
        f"{name}-points": "0,5",
        f"{name}-reason": "Énoncé ambigu.",
    }
    refused = client_of_fatou.post(url, {**data, f"{name}-points": "1,5"})
    assert refused.status_code == 422
    assert refused.context["form"]["points"].value() == "1,5"
    assert client_of_fatou.post(url, {**data, f"{name}-reason": ""}).status_code == 422
    assert client_of_fatou.post(url, data).status_code == 302
    mark = response.marks.first()
    assert (mark.points, mark.author, mark.reason) == (Decimal("0.5"), fatou, "Énoncé ambigu.")
    assert mark.verdict["change"]["reason"] == "Énoncé ambigu."
    text = client_of_fatou.get(url).content.decode()
    assert "0 → 0,5" in text


def test_an_attempt_under_way_cannot_be_marked(client_of_fatou, quiz, cohort) -> None:
    attempt = hand_in(quiz, enrol(cohort), submit=False)
    url = reverse("student_attempt", args=[quiz.course.slug, quiz.slug, attempt.pk])
    assert client_of_fatou.get(url).status_code == 200
    response = attempt.responses.first()
    assert client_of_fatou.post(url, {"response": response.pk}).status_code == 404


def test_a_correction_is_shown_confirmed_and_undone(client_of_fatou, quiz, cohort) -> None:
    attempt = hand_in(quiz, enrol(cohort), says="false")
    response = attempt.responses.get(question__slug="vf")
    question = correct_key(quiz)
    url = reverse("regrade", args=[quiz.course.slug, question.pk])
    page = client_of_fatou.get(url)
    assert page.context["plan"].counts == {"up": 1, "down": 0, "told": 0, "same": 0, "cannot": 0}
    assert response.marks.count() == 1
    plan = page.context["plan"].digest
    assert client_of_fatou.post(url, {"plan": plan, "reason": ""}).status_code == 422
    assert client_of_fatou.post(url, {"plan": "autre", "reason": "x"}).status_code == 409
    assert client_of_fatou.post(url, {"plan": plan, "reason": "Clé fausse."}).status_code == 302
    assert response.marks.first().points == 1
    again = client_of_fatou.post(url, {"plan": plan, "reason": "Clé fausse."})
    assert (again.status_code, Regrade.objects.count()) == (409, 1)
    undo = {"undo": Regrade.objects.get().pk}
    for _ in range(2):
        assert client_of_fatou.post(url, undo).status_code == 302
    assert [mark.points for mark in response.marks.all()] == [0, 1, 0]
    assert client_of_fatou.post(url, {"undo": "9" * 30}).status_code == 404


def test_a_long_correction_has_pages_and_is_confirmed_as_a_whole(
    client_of_fatou, quiz, cohort, monkeypatch
) -> None:
    monkeypatch.setattr("courses.teach.views.regrade.PER_PAGE", 2)
    for number in range(3):
        hand_in(quiz, enrol(cohort, f"e{number}"), says="false")
    question = correct_key(quiz)
    url = reverse("regrade", args=[quiz.course.slug, question.pk])
    pages = [client_of_fatou.get(url, {"page": number}) for number in (1, 2)]
    shown = [[row.response.attempt.user.identifier for row in p.context["changed"]] for p in pages]
    assert sorted([*shown[0], *shown[1]]) == ["e0", "e1", "e2"]
    assert [len(each) for each in shown] == [2, 1]
    told = [("à toutes les pages de la liste" in page.content.decode()) for page in pages]
    assert told == [True, True]
    assert len({page.context["plan"].digest for page in pages}) == 1
    form = {"plan": pages[1].context["plan"].digest, "reason": "Clé fausse."}
    assert client_of_fatou.post(f"{url}?page=2", form).status_code == 302
    assert Regrade.objects.get().marks.count() == 3
