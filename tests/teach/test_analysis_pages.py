"""The analysis of questions, as its teacher reads it."""

import re
from itertools import cycle
from typing import Any

import pytest
from django.urls import reverse

from courses.quizzes.models import Attempt, Mark, Question, Quiz, Response
from tests.make import NOW, make_lesson, make_section, make_student, make_teacher
from tests.quizzes.answering import answer_all, ask, option
from tests.quizzes.every_kind import publish_sample, wrong_answer

pytestmark = pytest.mark.django_db

TEXT = """
### choix c1
section: 1
Qui partage le matériel ?
- (x) L'hyperviseur.
- ( ) Le noyau.
  > Chaque invité a le sien.
- ( ) Le terminal.

### courte c2
section: 1
Comment le nomme-t-on aussi ?
= VMM

### vrai-faux c3
section: 1
Il présente une machine.
= vrai
"""


@pytest.fixture
def course():
    return make_section().chapter.course


@pytest.fixture
def asked(course):
    return ask(course, TEXT)


@pytest.fixture
def quiz(asked):
    return Quiz.objects.get()


@pytest.fixture
def fatou(client, course):
    client.force_login(make_teacher(course=course))


def answers(asked: dict[str, Question], *given: Any) -> dict[Question, Any]:
    return dict(zip(asked.values(), given, strict=True))


def many(quiz: Quiz, asked: dict[str, Question], count: int) -> None:
    """`count` students, one in four wrong everywhere; rows are made without marking again."""
    right = option(asked["c1"], "L'hyperviseur.")
    wrong = option(asked["c1"], "Le noyau.")
    first = answer_all(make_student("etu-0"), quiz, answers(asked, right, "VMM", "true"))
    other = answer_all(make_student("etu-1"), quiz, answers(asked, wrong, "noyau", "false"))
    models = cycle([first, first, other, first])
    for number in range(2, count):
        model = next(models)
        attempt = Attempt.objects.create(
            user=make_student(f"etu-{number}"),
            quiz=quiz,
            number=1,
            state=Attempt.State.SUBMITTED,
            started_at=NOW,
        )
        for mark in Mark.objects.filter(response__attempt=model).select_related("response"):
            response: Response = mark.response
            response.pk, response.attempt = None, attempt
            response.save()
            mark.pk, mark.response = None, response
            mark.save()


def page(client, name: str, *args: Any, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2]
    main = main.replace("\u00a0", " ").replace("\u00ad", "")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def listed(client, course, query: str) -> list[str]:
    response = client.get(reverse("course_analysis", args=[course.slug]) + query)
    return [row.question.slug for row in response.context["page"]]


def test_nothing_answered_yet(client, fatou, course, quiz, asked) -> None:
    for name, *args in (
        ["course_analysis", course.slug],
        ["quiz_analysis", course.slug, quiz.slug],
        ["question_analysis", course.slug, asked["c1"].pk],
    ):
        assert "Aucune réponse à analyser pour l’instant" in page(client, name, *args)


def test_few_answers_are_counted_with_a_warning(client, fatou, course, quiz, asked) -> None:
    wrong = option(asked["c1"], "Le noyau.")
    answer_all(make_student(), quiz, answers(asked, wrong, "VMM", None))
    text = page(client, "quiz_analysis", course.slug, quiz.slug)
    assert "En dessous de 30 réponses" in text
    assert "1 étudiant a rendu une première tentative." in text
    text = page(client, "question_analysis", course.slug, asked["c1"].pk)
    assert "1 étudiant sur 1 a choisi « Le noyau »." in text
    assert "Ils lisent alors : Chaque invité a le sien." in text
    assert "Personne n’a choisi « Le terminal »." in text
    assert "%" not in text
    assert "La moitié des réponses ont pris 30 secondes ou moins." in text
    text = page(client, "question_analysis", course.slug, asked["c3"].pk)
    assert "1 étudiant l’a laissée sans réponse." in text


def test_many_answers_are_measured(client, fatou, course, quiz, asked) -> None:
    many(quiz, asked, 40)
    text = page(client, "question_analysis", course.slug, asked["c1"].pk)
    assert "40 étudiants y ont répondu à leur première tentative et ont gagné 75 % des" in text
    assert "celle-ci départage bien (1,00)" in text
    assert "Personne n’a choisi « Le terminal » : remplacez cette réponse" in text
    text = page(client, "question_analysis", course.slug, asked["c2"].pk)
    assert re.search(r"\d+ étudiants sur 40 ont répondu « noyau ».", text)
    text = page(client, "course_analysis", course.slug)
    assert "40 étudiants ont rendu une première tentative." in text
    assert "bien (1,00)" in text


def test_rows_are_sorted_and_only_the_doubtful_kept(client, fatou, course, quiz, asked) -> None:
    many(quiz, asked, 12)
    Response.objects.filter(question=asked["c2"]).update(points=0)
    assert listed(client, course, "") == ["c1", "c2", "c3"]
    assert listed(client, course, "?tri=reussite")[0] == "c2"
    assert listed(client, course, "?tri=-reussite")[-1] == "c2"
    assert listed(client, course, "?tri=-question") == ["c1", "c3", "c2"]
    assert listed(client, course, "?tri=nulle-part") == ["c1", "c2", "c3"]
    assert listed(client, course, "?voir=a-revoir") == ["c1", "c2"]
    html = client.get(
        reverse("course_analysis", args=[course.slug]) + "?voir=a-revoir&tri=reussite"
    ).content.decode()
    assert 'href="?voir=a-revoir&amp;tri=-reussite"' in html
    assert 'aria-sort="ascending"' in html


def test_a_question_never_written_is_not_analysed(client, fatou, course, asked) -> None:
    empty = Question.objects.create(course=course, slug="vide", created_at=NOW)
    address = reverse("question_analysis", args=[course.slug, empty.pk])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("students", [1, 30])
def test_queries_do_not_grow(
    client, fatou, course, quiz, asked, students, django_assert_num_queries
) -> None:
    if students == 1:
        right = option(asked["c1"], "L'hyperviseur.")
        answer_all(make_student(), quiz, answers(asked, right, "VMM", "true"))
    else:
        many(quiz, asked, students)
        more = (f"### vrai-faux m{n}\nsection: 1\nAffirmation {n}.\n= vrai\n" for n in range(30))
        added = ask(course, "\n".join(more))
        answer_all(make_student("autre"), quiz, dict.fromkeys(added.values(), "true"))
    for queries, name, *args in (
        [9, "course_analysis", course.slug],
        [9, "quiz_analysis", course.slug, quiz.slug],
        [9, "question_analysis", course.slug, asked["c1"].pk],
    ):
        with django_assert_num_queries(queries):
            client.get(reverse(name, args=args))


def test_every_kind_says_its_mistakes(client, fatou, course) -> None:
    lesson = make_lesson(course.chapters.get().sections.get())
    questions = publish_sample(lesson)
    quiz = Quiz.objects.get(section=lesson.section)
    given = {question: wrong_answer(question) for question in questions.values()}
    answer_all(make_student(), quiz, given)
    said = {
        question.published.kind: page(client, "question_analysis", course.slug, question.pk)
        for question in questions.values()
        if question.published
    }
    shown = {
        kind: sentence
        for kind, text in said.items()
        for sentence in re.findall(r"1 étudiant sur 1 a [^.]*", text)[:1]
    }
    assert sorted(set(said) - set(shown)) == ["open"]
    assert shown["hotspot"] == "1 étudiant sur 1 a répondu « Applications »"
    assert {kind: sentence.split()[5] for kind, sentence in shown.items()} == {
        "choice": "choisi",
        "multiple": "choisi",
        "true-false": "choisi",
        "numeric": "répondu",
        "short": "répondu",
        "output": "répondu",
        "hotspot": "répondu",
        "cloze": "écrit",
        "matching": "associé",
        "ordering": "placé",
    }
