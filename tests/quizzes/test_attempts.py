"""Attempts: each answer counts once, whatever is sent twice."""

from uuid import uuid4

import pytest

from courses.content.models import Course
from courses.quizzes.actions.answers import (
    AttemptClosed,
    InvalidAnswer,
    check_response,
    reveal_hint,
    save_response,
)
from courses.quizzes.actions.attempts import NothingToAsk, start_attempt
from courses.quizzes.actions.authoring import (
    QuestionRefused,
    archive_question,
    publish_question,
    save_question,
)
from courses.quizzes.actions.closing import submit_attempt
from courses.quizzes.actions.quiz_items import replace_items
from courses.quizzes.cards.queries import attempt_cards, check_cards, fresh_cards
from courses.quizzes.models import Attempt, Mark, Question, Quiz, Response
from courses.quizzes.queries import attempt_results
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW, make_lesson, make_student, make_teacher

pytestmark = pytest.mark.django_db

TEXT = """
### choix c1
leçon: la-connexion-tcp · bloom: comprendre · objectif: V1.1
Combien de segments ?
- (x) Trois
  > Oui : SYN, SYN-ACK, ACK.
- ( ) Deux
  > Il manque l'acquittement du client.
> Indice : comptez l'aller, le retour, puis l'accord.
> Explication : la poignée de main.

### courte c2
leçon: la-connexion-tcp · bloom: se rappeler · objectif: V1.1
Comment nomme-t-on le premier segment ?
= synchronisation | SYN

### vrai-faux c3
leçon: la-connexion-tcp · bloom: comprendre · objectif: V1.1
TCP garantit l'ordre.
= vrai
> si faux : Il numérote chaque octet.

### multiple c4
section: 1 · bloom: comprendre · objectif: V1.1
Que numérote TCP ?
- [x] Les octets
- [ ] Les machines
"""


def publish_all(course: Course, text: str = TEXT) -> dict[str, Question]:
    file = read_quiz(text)
    assert file.errors == ()
    for each in file.questions:
        revision = save_question(course=course, text=each, author=None, now=NOW)
        publish_question(question=revision.question, now=NOW)
    return {question.slug: question for question in Question.objects.all()}


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def questions(lesson):
    return publish_all(lesson.course)


def option(question: Question, text: str) -> str:
    options = question.published.public["options"]
    return next(each["id"] for each in options if each["text"] == text)


def start(quiz: Quiz, user=None) -> Attempt:
    return start_attempt(
        user=user or make_student(), quiz=quiz, kind=Attempt.Kind.PRACTICE, now=NOW
    )


def check(attempt: Attempt, question: Question, answer, operation=None) -> Response:
    return check_response(
        attempt=attempt, question_id=question.pk, answer=answer, operation=operation, now=NOW
    )


def test_published_questions_find_their_quiz(lesson, questions) -> None:
    check_slugs = [item.question.slug for item in lesson.check_quiz.items.all()]
    section_slugs = [item.question.slug for item in lesson.section.quiz.items.all()]
    assert (check_slugs, section_slugs) == (["c1", "c2", "c3"], ["c4"])


def test_saving_the_same_text_again_adds_no_revision(lesson, questions) -> None:
    publish_all(lesson.course)
    assert {q.revisions.count() for q in Question.objects.all()} == {1}


def test_a_question_of_an_unknown_lesson_is_refused(lesson) -> None:
    text = read_quiz(TEXT.replace("la-connexion-tcp", "ailleurs")).questions[0]
    with pytest.raises(QuestionRefused, match="no lesson “ailleurs”"):
        save_question(course=lesson.course, text=text, author=None, now=NOW)
    assert Question.objects.count() == 0


def test_two_starts_are_one_attempt(lesson, questions) -> None:
    awa = make_student()
    first, second = start(lesson.check_quiz, awa), start(lesson.check_quiz, awa)
    assert first == second
    assert [r.question.slug for r in first.responses.all()] == ["c1", "c2", "c3"]


def test_an_empty_quiz_cannot_start(lesson, questions) -> None:
    replace_items(quiz=lesson.check_quiz, items=[])
    with pytest.raises(NothingToAsk):
        start(lesson.check_quiz)


def test_a_checked_answer_is_marked_once_and_stands(lesson, questions) -> None:
    attempt = start(lesson.check_quiz)
    c1 = questions["c1"]
    check(attempt, c1, option(c1, "Deux"))
    check(attempt, c1, option(c1, "Trois"))
    card = attempt_cards(attempt.pk)[0]
    assert (card.state, card.won) == ("wrong", 0)
    assert card.answer == option(c1, "Deux")
    told = {each.id: each.feedback for each in card.options}
    assert told[option(c1, "Deux")] == ("Il manque l’acquittement du client.",)
    assert card.explanation == "<p>la poignée de main.</p>"
    assert Mark.objects.count() == 1


def test_a_typo_gets_one_more_try(lesson, questions) -> None:
    attempt = start(lesson.check_quiz)
    c2 = questions["c2"]
    assert check(attempt, c2, "synchronisatoin").released_at is None
    assert attempt_cards(attempt.pk)[1].state == "retry"
    check(attempt, c2, "synchronisation")
    assert attempt_cards(attempt.pk)[1].state == "right"


def test_a_second_typo_is_final(lesson, questions) -> None:
    attempt = start(lesson.check_quiz)
    for _ in range(2):
        check(attempt, questions["c2"], "synchronisatoin")
    card = attempt_cards(attempt.pk)[1]
    assert (card.state, card.right_answer) == ("wrong", "synchronisation")


def test_the_last_answer_hands_the_check_in(lesson, questions) -> None:
    attempt = start(lesson.check_quiz)
    check(attempt, questions["c1"], option(questions["c1"], "Trois"))
    check(attempt, questions["c2"], "syn")
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.OPEN
    check(attempt, questions["c3"], "false")
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.SUBMITTED
    result = attempt_results(user=attempt.user, quiz_id=attempt.quiz_id)[0]
    assert (result.points, result.out_of, result.percent) == (2, 3, 66)


def test_a_blank_answer_is_no_answer(lesson, questions) -> None:
    attempt = start(lesson.check_quiz)
    assert check(attempt, questions["c2"], "  ").released_at is None
    assert Mark.objects.count() == 0


def test_an_answer_the_question_cannot_have_is_refused(lesson, questions) -> None:
    attempt = start(lesson.check_quiz)
    with pytest.raises(InvalidAnswer):
        check(attempt, questions["c1"], "nowhere")
    with pytest.raises(InvalidAnswer):
        save_response(
            attempt=attempt, question_id=questions["c1"].pk, answer=["x"], operation=None, now=NOW
        )
    assert attempt.responses.exclude(answer=None).count() == 0


def test_a_hint_is_read_from_the_key_only_when_asked(
    lesson, questions, django_assert_num_queries
) -> None:
    attempt = start(lesson.check_quiz)
    with django_assert_num_queries(1):
        assert attempt_cards(attempt.pk)[0].hints == ()
    reveal_hint(attempt=attempt, question_id=questions["c1"].pk, now=NOW)
    reveal_hint(attempt=attempt, question_id=questions["c1"].pk, now=NOW)
    with django_assert_num_queries(1):
        card = attempt_cards(attempt.pk)[0]
    assert (len(card.hints), card.hints_left) == (1, 0)


def test_saving_twice_under_one_name_stores_once(lesson, questions) -> None:
    attempt, name = start(lesson.section.quiz), uuid4()
    c4 = questions["c4"]
    for _ in range(2):
        save_response(
            attempt=attempt,
            question_id=c4.pk,
            answer=[option(c4, "Les octets")],
            operation=name,
            now=NOW,
        )
    assert attempt.responses.get().saves == 1
    assert Mark.objects.count() == 0


def test_handing_in_marks_what_is_stored_once(lesson, questions) -> None:
    attempt = start(lesson.section.quiz)
    c4 = questions["c4"]
    save_response(
        attempt=attempt,
        question_id=c4.pk,
        answer=[option(c4, "Les octets")],
        operation=None,
        now=NOW,
    )
    for _ in range(2):
        submit_attempt(attempt=attempt, now=NOW)
    assert [(m.points, m.origin) for m in Mark.objects.all()] == [(1, "automatic")]
    with pytest.raises(AttemptClosed):
        save_response(attempt=attempt, question_id=c4.pk, answer=None, operation=None, now=NOW)


def test_an_attempt_keeps_the_question_as_it_was(lesson, questions) -> None:
    attempt = start(lesson.check_quiz)
    changed = read_quiz(TEXT.replace("Combien de segments ?", "Combien de trames ?"))
    revision = save_question(
        course=lesson.course, text=changed.questions[0], author=make_teacher(), now=NOW
    )
    publish_question(question=revision.question, now=NOW)
    assert revision.number == 2
    assert attempt_cards(attempt.pk)[0].stem == "<p>Combien de segments\u202f?</p>"
    assert fresh_cards(lesson.check_quiz.pk, make_student("ali"))[0].stem == (
        "<p>Combien de trames\u202f?</p>"
    )


def test_an_archived_question_leaves_its_quiz_and_keeps_its_answers(lesson, questions) -> None:
    attempt = start(lesson.check_quiz)
    archive_question(question=questions["c1"], now=NOW)
    assert [card.question_id for card in fresh_cards(lesson.check_quiz.pk, attempt.user)] == [
        questions["c2"].pk,
        questions["c3"].pk,
    ]
    assert len(attempt_cards(attempt.pk)) == 3


def test_before_an_answer_the_cards_do_not_depend_on_the_key(lesson) -> None:
    publish_all(lesson.course)
    awa = make_student()
    before = check_cards(lesson=lesson, user=awa)
    swapped = TEXT.replace("- (x) Trois", "- ( ) Trois").replace("- ( ) Deux", "- (x) Deux")
    publish_all(lesson.course, swapped.replace("= vrai", "= faux").replace("= syn", "= fin"))
    after = check_cards(lesson=lesson, user=awa)
    assert [(c.stem, [(o.id, o.html) for o in c.options]) for c in before] == [
        (c.stem, [(o.id, o.html) for o in c.options]) for c in after
    ]
