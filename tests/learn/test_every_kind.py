"""Every kind of question, over HTTP without JavaScript: asked, answered, marked, explained."""

import re
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from courses.quizzes.actions.answers import check_response
from courses.quizzes.cards.queries import attempt_cards
from courses.quizzes.models import Attempt, Mark, Question
from tests.make import NOW, make_cohort, make_lesson, make_mark, make_member, make_student
from tests.quizzes.answering import ask
from tests.quizzes.every_kind import OPEN, fields, publish_sample, right_answer, wrong_answer

pytestmark = pytest.mark.django_db
MARKED = 11  # questions of the sample that no person marks, 1 point each


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def questions(lesson) -> dict[str, Question]:
    return publish_sample(lesson)


@pytest.fixture
def awa(client, lesson):
    awa = make_student("awa")
    make_member(awa, make_cohort(course=lesson.course))
    client.force_login(awa)
    return awa


def check(client, lesson, question: Question, answer: Any) -> str:
    url = reverse("lesson_answer", args=[lesson.course.slug, lesson.slug, question.pk])
    response = client.post(url, fields(question, answer), headers={"X-Fragment": "1"})
    assert response.status_code == 200
    return response.content.decode()


def quiz(client, lesson, answers: dict[Question, Any]) -> Attempt:
    """An attempt at the section's quiz, handed in with what one form posts."""
    client.post(reverse("quiz_start", args=[lesson.course.slug, lesson.section.quiz.slug]))
    attempt = Attempt.objects.get(quiz=lesson.section.quiz)
    form: dict[str, Any] = {}
    for question, answer in answers.items():
        form |= {f"q{question.pk}-saves": 0, **fields(question, answer)}
    client.post(reverse("attempt_submit", args=[attempt.pk]), form)
    attempt.refresh_from_db()
    return attempt


def said(page: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_right_answers_in_a_check(client, awa, lesson, questions) -> None:
    for slug, question in questions.items():
        page = said(check(client, lesson, question, right_answer(question)))
        assert ("En attente de correction" if slug == "v4-choix" else "✓ Juste") in page, slug
    assert sum(mark.points for mark in Mark.objects.all()) == MARKED


def test_wrong_answers_in_a_check_say_what_is_right(client, awa, lesson, questions) -> None:
    expected = {
        "v1-puissance": "Réponse attendue : 1010 W",
        "v2-types": "→ Attendu : l’environnement de bureau et le terminal",
        "v3-ecriture": "L’ordre juste Application invitée Noyau invité",
        "v3-migration": "✗ Votre réponse, qui n’est pas juste : 3 → Attendu : 2 Go",
        "v4-hypercall": "Réponse attendue : hypercall",
        "v4-pid": "Réponse attendue : 1 ",
        "v2-volume-fin": "Faux ✓ bonne réponse",
        "v4-choix": "compare le noyau partagé au noyau séparé 2 points",
    }
    for slug, question in questions.items():
        page = said(check(client, lesson, question, wrong_answer(question)))
        assert expected.get(slug, "✗ Pas encore").replace("\xa0", " ") in page, slug
    points = {mark.response.question.slug: mark.points for mark in Mark.objects.all()}
    assert points.pop("v3-migration") == Decimal("0.6667")
    assert set(points.values()) == {0}


@pytest.mark.parametrize("answer", [right_answer, wrong_answer])
def test_a_whole_quiz(client, awa, lesson, questions, answer) -> None:
    given = {question: answer(question) for question in questions.values()}
    attempt = quiz(client, lesson, given)
    cards = {card.question_id: card for card in attempt_cards(attempt.pk)}
    states = [cards[question.pk].state for question in questions.values()]
    if answer is right_answer:
        assert states == ["right"] * MARKED + ["manual"]
    else:
        assert states == ["wrong"] * 7 + ["partly"] + ["wrong"] * 3 + ["manual"]
    page = said(client.get(attempt.get_absolute_url()).content.decode())
    assert page.count("En attente de correction") == 1


def test_what_was_saved_is_there_again(client, awa, lesson, questions) -> None:
    client.post(reverse("quiz_start", args=[lesson.course.slug, lesson.section.quiz.slug]))
    attempt = Attempt.objects.get(quiz=lesson.section.quiz)
    form: dict[str, Any] = {"save": "1"}
    for question in questions.values():
        form |= {f"q{question.pk}-saves": 0, **fields(question, right_answer(question))}
    client.post(reverse("attempt_submit", args=[attempt.pk]), form)
    page = client.get(attempt.get_absolute_url()).content.decode()
    saved = [card.saves for card in attempt_cards(attempt.pk)]
    posted = {name: value for name, value in Posted(page).form.items() if "-" in name}
    # The page posts back exactly what it shows, so that saving again changes nothing.
    client.post(reverse("attempt_submit", args=[attempt.pk]), {"save": "1", **posted})
    assert [card.saves for card in attempt_cards(attempt.pk)] == saved == [1] * 12


class Posted(HTMLParser):
    """What the answers of a page would post as they stand."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.form: dict[str, list[str]] = {}
        self.open = ""  # the name of the textarea or select one is in
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name, value = said.get("name") or "", said.get("value")
        if tag in ("textarea", "select"):
            self.open = name
            self.form[name] = [""]
        elif tag == "option" and "selected" in said and value is not None:
            self.form[self.open] = [value]
        elif tag == "input" and (said["type"] not in ("radio", "checkbox") or "checked" in said):
            self.form.setdefault(name, []).append(value or "")

    def handle_data(self, data: str) -> None:
        if self.open and self.lasttag == "textarea":
            self.form[self.open] = [data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self.open = ""


def test_an_open_answer_shows_what_its_teacher_decided(client, awa, lesson, questions) -> None:
    question = questions["v4-choix"]
    check(client, lesson, question, OPEN)
    mark = Mark.objects.get()
    make_mark(
        mark.response,
        origin=Mark.Origin.TEACHER,
        points=Decimal("3.5"),
        out_of=6,
        verdict={
            "state": "partly",
            "criteria": [{"text": "", "points": points} for points in ("2", "1.5", "0")],
            "comment": "Et la densité ?",
        },
        created_at=NOW,
    )
    page = said(client.get(lesson.get_absolute_url()).content.decode())
    assert "1,5 sur 2" in page
    assert "Commentaire de l’enseignant Et la densité ?" in page
    assert f"Votre réponse {OPEN}" in page


def test_another_try_says_why(client, awa, lesson, questions) -> None:
    tries = {
        "v1-puissance": ({"value": "1010", "unit": ""}, "l’unité manque"),
        "v4-hypercall": ("hypercal", "regardez l’orthographe"),
        "v3-migration": (
            {"1": {"value": "deux", "unit": "Go"}, "2": "0,5", "3": "inférieur"},
            "ne se lit pas comme un nombre",
        ),
    }
    for slug, (answer, reason) in tries.items():
        page = said(check(client, lesson, questions[slug], answer))
        assert reason in page
        assert "Il vous reste un essai." in page
    assert Mark.objects.count() == 0


def test_a_hint_says_its_cost_before_it_is_taken(client, awa, lesson) -> None:
    text = f"""### vrai-faux a
leçon: {lesson.slug} · points: 2
Vrai ?
= vrai
> Indice : un
> Indice (coût : 25 %) : deux
"""
    question = ask(lesson.course, text)["a"]
    page = said(client.get(lesson.get_absolute_url()).content.decode())
    assert "Répondre Un indice" in page
    assert "point)" not in page
    url = reverse("lesson_answer", args=[lesson.course.slug, lesson.slug, question.pk])
    for _ in range(2):
        page = said(client.post(url, {"hint": "1"}, headers={"X-Fragment": "1"}).content.decode())
        left = re.findall(r"Un indice \(− 0,5 point\)", page)
        assert len(left) == (1 if "deux" not in page else 0)
    assert "Indice un Indice deux" in page


def test_in_an_interactive_quiz_another_try_says_how_many_are_left(
    client, awa, lesson, questions
) -> None:
    quiz = lesson.section.quiz
    quiz.feedback = quiz.Feedback.INTERACTIVE
    quiz.save()
    client.post(reverse("quiz_start", args=[lesson.course.slug, quiz.slug]))
    attempt = Attempt.objects.get(quiz=quiz)
    question = questions["v4-hypercall"]
    check_response(attempt=attempt, question_id=question.pk, answer="4242", operation=None, now=NOW)
    page = said(client.get(attempt.get_absolute_url()).content.decode())
    told = "Pas encore : réfléchissez-y de nouveau. Il vous reste 2 essais. Chacun coûte 25 %"
    assert told in page.replace("\xa0", " ")


def test_what_is_withheld_is_not_told(client, awa, lesson, questions) -> None:
    answers = {question: wrong_answer(question) for question in questions.values()}
    attempt = quiz(client, lesson, answers)
    for card in attempt_cards(attempt.pk, withheld=True):
        page = render_to_string("quizzes/question.html", {"card": card})
        assert [
            sign for sign in ("✓", "✗", "Attendu", "attendue", "À relire") if sign in page
        ] == []
        assert "Votre réponse est rendue" in page


@pytest.mark.parametrize(("anchor", "end"), [("", ""), ("#t-les-segments", "#t-les-segments")])
def test_an_explanation_leads_to_the_lesson(client, awa, lesson, anchor, end) -> None:
    text = f"### vrai-faux a\nleçon: {lesson.slug}{anchor}\nVrai ?\n= vrai\n"
    question = ask(lesson.course, text)["a"]
    page = check(client, lesson, question, "false")
    url = f"{lesson.get_absolute_url()}{end}"
    # On the lesson's own page, only a link to the passage leads anywhere.
    assert re.findall(r'<a href="([^"]*)">([^<]*)', page) == (
        [(url, "Relire ce passage")] if anchor else []
    )
    card = attempt_cards(Attempt.objects.get().pk)[0]
    elsewhere = render_to_string("quizzes/question.html", {"card": card})
    assert re.findall(r'<a href="([^"]*)">([^<]*)', elsewhere) == [
        (url, "À relire\xa0: La connexion TCP")
    ]


@pytest.mark.parametrize("times", [1, 3])
def test_the_result_costs_the_same_whatever_its_kinds(
    client, awa, lesson, questions, times, django_assert_num_queries
) -> None:
    some = list(questions.values())[: 4 * times]
    lesson.section.quiz.items.exclude(question__in=some).delete()
    attempt = quiz(client, lesson, {question: right_answer(question) for question in some})
    with django_assert_num_queries(1):
        assert len(attempt_cards(attempt.pk)) == 4 * times
