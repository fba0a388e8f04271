"""The editor of a question: form and text, rows, kinds, conflicts, versions, publishing."""

import pytest
from django.urls import reverse

from courses.content.models import Notion
from courses.quizzes.actions.answers import save_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.authoring import save_question
from courses.quizzes.actions.closing import submit_attempt
from courses.quizzes.form.conversion import to_fields
from courses.quizzes.form.rows import rows_of
from courses.quizzes.models import AnswerKey, Attempt, Question
from courses.quizzes.publishing_effect import publishing_effect
from courses.quizzes.text.reading import read_quiz
from courses.teach.question_text import read_questions
from tests.make import NOW, make_lesson, make_student, make_teacher

pytestmark = pytest.mark.django_db

GOOD = """### choix q-1
leçon: la-connexion-tcp · objectif: V1.1 · bloom: comprendre
Combien de segments ?
- (x) Trois
  > Oui.
- ( ) Deux
  > Non.
> Indice (coût : 25 %) : comptez
"""


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def course(client, lesson):
    client.force_login(make_teacher(course=lesson.course))
    return lesson.course


@pytest.fixture
def question(course):
    (text,) = read_quiz(GOOD).questions
    return save_question(course=course, text=text, author=None, now=NOW).question


def edit_url(question: Question) -> str:
    return reverse("question_edit", args=[question.course.slug, question.pk])


def filled(**changed: object) -> dict[str, object]:
    """What the form of the good question posts, with changes."""
    (text,) = read_quiz(GOOD).questions
    return {**to_fields(text), "view": "form", "was": "choice", "after": "1", **changed}


def test_a_question_is_written_in_the_form(client, course) -> None:
    url = reverse("question_new", args=[course.slug])
    page = client.get(url, {"kind": "choice", "lesson": "la-connexion-tcp"})
    assert page.context["form_view"].single["id"].value == "q-1"
    assert page.context["form_view"].single["place"].value == "lesson:la-connexion-tcp"
    client.post(url, filled(after="0", publish="1"))
    question = Question.objects.get()
    assert question.published is not None
    (text,) = read_quiz(GOOD).questions
    (saved,) = read_quiz(question.published.answer_key.source).questions
    assert saved == text


def test_new_asks_what_students_should_do_first(client, course) -> None:
    page = client.get(reverse("question_new", args=[course.slug]))
    assert [name for name, _label, _use in page.context["kinds"]][:2] == ["choice", "multiple"]
    assert len(page.context["kinds"]) == 11


def test_an_error_is_listed_first_and_said_at_its_field(client, question) -> None:
    page = client.post(edit_url(question), filled(**{"option-1-text": [""]}))
    assert page.status_code == 422
    (error,) = page.context["errors"]
    assert error.field == "option-1-text"
    html = page.content.decode()
    assert "<title>Erreur\u00a0: q-1" in html
    assert 'href="#f-option-1-text"' in html
    assert 'name="option-1-text" rows="1" spellcheck="true" aria-invalid="true"' in html
    assert question.revisions.count() == 1


def test_an_error_of_a_text_leads_to_its_line_and_column(client, question) -> None:
    text = GOOD.replace("comprendre", "comprandre")
    page = client.post(edit_url(question), {"text": text, "after": "1"})
    assert 'data-line="2" data-column="44"' in page.content.decode()


def test_a_text_that_goes_through_the_form_comes_back_as_it_was(client, question) -> None:
    url, text = edit_url(question), GOOD.replace("leçon: ", "Lesson :  ")
    form = client.post(url, {"text": text, "show": "form"})
    view = form.context["form_view"]
    posted = {
        field.name: list(field.values)
        for field in (
            *view.single.values(),
            *(f for group in (*view.groups, view.hints) for row in group.rows for f in row.fields),
        )
    }
    posted |= {"view": "form", "source": text, "was": "choice", "option-right": ["0"]}
    back = client.post(url, {**posted, "show": "text"})
    assert back.context["editor"].text == text
    touched = client.post(url, {**posted, "stem": "Combien ?", "show": "text"})
    assert (
        touched.context["editor"].text
        == GOOD.replace("Combien de segments ?", "Combien ?").replace("25 %", "0,25").strip("\n")
        + "\n"
    )
    assert len(form.context["editor"].notices) == 1


def test_a_text_that_cannot_be_read_stays_a_text(client, question) -> None:
    page = client.post(edit_url(question), {"text": "### choix", "show": "form"})
    assert (page.context["editor"].view, page.context["editor"].text) == ("text", "### choix")


def test_rows_come_and_go_without_script(client, question) -> None:
    more = client.post(edit_url(question), filled(row="add option"))
    (group,) = more.context["form_view"].groups
    assert [row.fields[0].value for row in group.rows] == ["Trois", "Deux", ""]
    assert more.context["editor"].focus == "option-2-text"
    assert b'id="f-option-2-text"' in more.content
    less = client.post(edit_url(question), filled(row="remove option 0"))
    (group,) = less.context["form_view"].groups
    assert [row.fields[0].value for row in group.rows] == ["Deux"]


def test_a_row_is_added_to_the_empty_ones_that_are_shown(client, course) -> None:
    url = reverse("question_new", args=[course.slug])
    page = client.post(
        url, {"view": "form", "kind": "choice", "was": "choice", "row": "add option"}
    )
    assert len(page.context["form_view"].groups[0].rows) == 4


def test_a_changed_kind_is_shown_before_it_is_saved(client, question) -> None:
    url = edit_url(question)
    page = client.post(url, filled(kind=["open"], save="1"))
    assert question.revisions.count() == 1
    assert page.context["form_view"].aside == ("Options (2)",)
    waiting = dict(page.context["form_view"].waiting)
    back = {**filled(kind=["choice"], was="open"), **{k: [v] for k, v in waiting.items()}}
    again = client.post(url, {**back, "redraw": "1"})
    assert len(rows_of(again.context["editor"].fields, "option")) == 2
    assert again.context["read"].errors == ()


@pytest.mark.parametrize("view", ["form", "text"])
def test_two_teachers_who_save_lose_nothing(client, question, view) -> None:
    (theirs,) = read_quiz(GOOD.replace("Trois", "Trois segments")).questions
    save_question(course=question.course, text=theirs, author=None, now=NOW, question=question)
    mine = {"text": GOOD.replace("Deux", "Quatre"), "after": "1"}
    if view == "form":
        mine = filled(**{"option-1-text": ["Quatre"]})
    page = client.post(edit_url(question), mine)
    assert (page.status_code, question.revisions.count()) == (409, 2)
    html = page.content.decode()
    assert "Trois segments" in html
    assert "Quatre" in html
    saved = client.post(edit_url(question), {**mine, "after": "2"})
    assert (saved.status_code, question.revisions.count()) == (302, 3)


def test_a_new_question_never_writes_over_another(client, question) -> None:
    url = reverse("question_new", args=[question.course.slug])
    page = client.post(url, {"text": GOOD.replace("Deux", "Quatre")})
    assert (page.status_code, question.revisions.count()) == (422, 1)
    # Sent twice, a new question is one question.
    assert client.post(url, {"text": GOOD}).status_code == 302
    assert question.revisions.count() == 1


def test_an_earlier_version_comes_back_as_the_newest(client, question) -> None:
    client.post(edit_url(question), {"text": GOOD.replace("Deux", "Quatre"), "after": "1"})
    names = [question.course.slug, question.pk]
    page = client.get(reverse("question_history", args=names))
    assert [revision.number for revision, _changes in page.context["versions"]] == [2, 1]
    client.post(reverse("question_restore", args=names), {"version": "1"})
    newest = question.revisions.first()
    assert (newest.number, newest.answer_key.source) == (3, GOOD.rstrip("\n"))
    gone = client.post(reverse("question_restore", args=names), {"version": "9"})
    assert gone.status_code == 404


def test_a_version_the_format_no_longer_reads_is_not_restored(client, question) -> None:
    AnswerKey.objects.update(source="### choix q-1\nCombien ?\n")
    names = [question.course.slug, question.pk]
    answer = client.post(reverse("question_restore", args=names), {"version": "1"})
    assert answer.url == reverse("question_history", args=names)
    assert question.revisions.count() == 1
    assert client.get(edit_url(question)).context["editor"].view == "text"


def test_a_notion_the_glossary_lacks_is_told_and_saved(client, question) -> None:
    Notion.objects.create(course=question.course, term="TCP", slug="tcp", source="…")
    text = GOOD.replace("bloom:", "notion: tcp, udp · bloom:")
    page = client.post(edit_url(question), {"text": text, "preview": "1"})
    (warning,) = page.context["read"].warnings
    assert warning.message == "Le glossaire de ce cours n’a pas de notion «\u00a0udp\u00a0»."
    assert warning.url == reverse("notions", args=[question.course.slug])
    assert client.post(edit_url(question), {"text": text, "after": "1"}).status_code == 302


@pytest.mark.parametrize("count", [1, 30])
def test_checking_questions_costs_the_same_whatever_their_number(
    course, count, django_assert_num_queries
) -> None:
    text = "".join(
        GOOD.replace("q-1", f"q-{n}").replace("bloom", "notion: x · bloom") for n in range(count)
    )
    with django_assert_num_queries(2):
        read = read_questions(course, text)
    assert len(read.questions) == count


DRAWN = """### numérique q-2
x ∈ 0..1
Combien ?
= 1 ÷ x ± 0
"""


def test_draws_that_no_answer_is_right_for_are_not_published(client, course) -> None:
    url = reverse("question_new", args=[course.slug])
    page = client.post(url, {"text": DRAWN, "publish": "1"}, follow=True)
    question = Question.objects.get()
    assert (question.newest.number, question.published) == (1, None)
    (said,) = page.context["messages"]
    assert "x = 0" in str(said)


def test_publishing_says_what_it_changes_and_for_whom(client, question) -> None:
    client.post(reverse("question_publish", args=[question.course.slug, question.pk]))
    question.refresh_from_db()
    quiz = question.quiz_items.get().quiz
    student = make_student()
    attempt = start_attempt(user=student, quiz=quiz, now=NOW, kind=Attempt.Kind.PRACTICE)
    right = next(
        option["id"] for option in question.published.answer_key.key["options"] if option["right"]
    )
    save_response(attempt=attempt, question_id=question.pk, answer=right, operation=None, now=NOW)
    pinned = edit_url(question)
    moved = GOOD.replace("(x)", "( )", 1).replace("- ( ) Deux", "- (x) Deux")
    client.post(pinned, {"text": moved, "after": "1"})
    page = client.get(pinned)
    assert (page.context["effect"].pinned, page.context["effect"].answered) == (1, 0)
    submit_attempt(attempt=attempt, now=NOW)
    page = client.get(pinned)
    effect = page.context["effect"]
    assert (effect.pinned, effect.answered, effect.key_changed) == (0, 1, True)
    assert reverse("regrade", args=[question.course.slug, question.pk]) in page.content.decode()
    client.post(pinned, {"text": GOOD.replace("Oui.", "Exact."), "after": "2"})
    question = Question.objects.get()
    assert not publishing_effect(question, question.newest).key_changed


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_whatever_its_rows(
    client, question, count, django_assert_max_num_queries
) -> None:
    fields = filled(preview="1")
    fields |= {f"option-{n + 2}-text": [f"Autre {n}"] for n in range(count)}
    client.post(edit_url(question), fields)
    with django_assert_max_num_queries(22):
        client.post(edit_url(question), fields)
