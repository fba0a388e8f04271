"""The bank of a course: questions found, and many of them changed at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.content.models import Notion
from courses.quizzes.actions.answers import check_response
from courses.quizzes.actions.attempts import start_attempt
from courses.quizzes.actions.authoring import archive_question, publish_question, save_question
from courses.quizzes.actions.bank_texts import Tags, tag_questions
from courses.quizzes.actions.refusals import BulkRefused
from courses.quizzes.bank import BankSearch, find_questions
from courses.quizzes.models import AnswerKey, Attempt, Question
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW, make_course, make_lesson, make_section, make_student, make_teacher

pytestmark = pytest.mark.django_db

HEADER = "leçon: la-connexion-tcp · objectif: V1.1 · bloom: comprendre · notion: trame"
CHOICE = "- (x) Trois segments\n  > Oui.\n- ( ) Deux œuvres\n  > Non.\n"


@pytest.fixture
def lesson():
    return make_lesson()


@pytest.fixture
def course(lesson):
    Notion.objects.create(course=lesson.course, term="Trame", slug="trame")
    return lesson.course


@pytest.fixture
def teacher(course, client):
    teacher = make_teacher(course=course)
    client.force_login(teacher)
    return teacher


def write(course, slug: str, *, stem="Combien ?", header=HEADER, published=True) -> Question:
    text = f"### choix {slug}\n{header}\n{stem}\n{CHOICE}"
    revision = save_question(course=course, text=read_quiz(text).questions[0], author=None, now=NOW)
    if published:
        publish_question(question=revision.question, now=NOW)
    return Question.objects.get(slug=slug)


def found(course, **search: str) -> list[str]:
    return [each.slug for each in find_questions(course, BankSearch(**search), ())]


def bulk(client, course, do: str, *questions: Question, query: str = "", **more: str):
    url = reverse("questions_bulk", args=[course.slug]) + query
    return client.post(url, {"do": do, "question": [each.pk for each in questions], **more})


def undo(client, response):
    """Presses the button that the page after `response` offers."""
    page = client.get(response.url)
    offered = page.context["undo"]
    course = page.context["course"]
    data = {"fait": offered["done"], "depuis": offered["stamp"]}
    return client.post(reverse("questions_undo", args=[course.slug]), data)


# --- finding


@pytest.mark.parametrize(
    "words", ["répète", "REPETE", "réseaux", "reseau", "oeuvres", "œuvre", "tcp-1", "segment"]
)
def test_words_are_found_without_accents_in_id_stem_and_options(course, words) -> None:
    write(course, "tcp-1", stem="Le réseau répète-t-il ?")
    assert found(course, words=words) == ["tcp-1"]
    assert found(course, words=f"{words} girafe") == []


def test_each_filter_keeps_its_own(course, lesson) -> None:
    write(course, "a")
    other = make_lesson(make_section(lesson.section.chapter, "Suite", "suite"), "UDP", "udp")
    write(course, "b", header=f"leçon: {other.slug} · objectif: V2.1 · bloom: appliquer")
    assert found(course, lesson="udp") == ["b"]
    assert found(course, section="1") == ["a"]
    assert found(course, section="2") == ["b"]
    assert found(course, section="3") == []
    assert found(course, objective="V2.1") == ["b"]
    assert found(course, bloom="understand") == ["a"]
    assert found(course, notion="trame") == ["a"]
    assert found(course, kind="choice") == ["a", "b"]
    assert found(course, kind="short") == []


def test_each_state_is_a_filter_and_the_bin_is_apart(course) -> None:
    write(course, "draft", published=False)
    write(course, "published")
    modified = write(course, "modified")
    text = read_quiz(f"### choix modified\n{HEADER}\nAutre ?\n{CHOICE}").questions[0]
    save_question(course=course, text=text, author=None, now=NOW, question=modified)
    archive_question(question=write(course, "binned"), now=NOW)
    assert {state: found(course, state=state) for state in ["", "draft", "published"]} == {
        "": ["draft", "published", "modified"],
        "draft": ["draft"],
        "published": ["published"],
    }
    assert found(course, state="modified") == ["modified"]
    assert found(course, state="archived") == ["binned"]
    assert found(course, state="archived", bloom="understand") == ["binned"]


def answer(question: Question, student, chosen: str) -> None:
    quiz = question.quiz_items.get().quiz
    attempt = start_attempt(user=student, quiz=quiz, kind=Attempt.Kind.PRACTICE, now=NOW)
    check_response(attempt=attempt, question_id=question.pk, answer=chosen, operation=None, now=NOW)


def test_difficulty_is_measured_on_first_attempts(course) -> None:
    easy = write(course, "easy")
    options = {o["text"]: o["id"] for o in easy.published.public["options"]}
    for number in range(4):
        answer(easy, make_student(f"etu-{number}"), options["Trois segments"])
    write(course, "unknown")
    assert found(course, difficulty="very-easy") == ["easy"]
    assert found(course, difficulty="hard") == []
    assert found(course, difficulty="unmeasured") == ["unknown"]


def test_filters_that_mean_nothing_ask_for_nothing(client, course, teacher) -> None:
    write(course, "a")
    url = reverse("questions", args=[course.slug])
    odd = {"etat": "x", "lecon": "nulle-part", "tri": "pk", "page": "zéro", "q": "\0"}
    page = client.get(url, odd)
    assert [row.question.slug for row in page.context["rows"]] == ["a"]


# --- many at once


def test_tags_are_written_in_the_text_and_published_again(client, course, teacher, lesson) -> None:
    first, draft = write(course, "a"), write(course, "b", published=False)
    form = {"ids": f"{first.pk},{draft.pk}", "apply": "1", "lesson": "keep", "points": "2,5"}
    form |= {"objective": "none", "bloom": "analyse", "add_notion": "keep", "drop_notion": "trame"}
    bulk(client, course, "tag", **form)
    first.refresh_from_db()
    draft.refresh_from_db()
    assert AnswerKey.objects.get(revision=first.newest).source.splitlines()[:2] == [
        "### choix a",
        "leçon: la-connexion-tcp · bloom: analyser · points: 2,5",
    ]
    assert (first.newest.number, first.published_id) == (2, first.newest_id)
    assert (draft.newest.number, draft.published_id) == (2, None)
    assert (first.objective, list(first.notions.all())) == (None, [])
    assert first.newest.author == teacher


def test_tagging_can_be_undone(client, course, teacher) -> None:
    question = write(course, "a")
    before = question.newest.answer_key.source
    form = {"apply": "1", "lesson": "keep", "objective": "keep", "bloom": "create"}
    form |= {"add_notion": "keep", "drop_notion": "keep"}
    response = bulk(client, course, "tag", question, **form)
    undo(client, response)
    question.refresh_from_db()
    assert question.newest.answer_key.source == before
    assert (question.newest.bloom, question.published_id) == ("understand", question.newest_id)


def test_a_tag_that_one_question_cannot_bear_changes_none(course, teacher) -> None:
    good, stray = write(course, "a"), write(course, "b")
    AnswerKey.objects.filter(revision=stray.newest).update(source="### choix b\n- (x) seul\n")
    with pytest.raises(BulkRefused) as refused:
        tag_questions(questions=[good, stray], tags=Tags(bloom="create"), author=teacher, now=NOW)
    assert [each.question for each in refused.value.refusals] == [stray]
    assert good.revisions.count() == 1


def test_the_page_of_a_refusal_names_the_question(client, course, teacher) -> None:
    stray = write(course, "b")
    AnswerKey.objects.filter(revision=stray.newest).update(source="plus rien")
    page = bulk(client, course, "duplicate", stray)
    assert (page.status_code, [r.question for r in page.context["refusals"]]) == (422, [stray])


def test_tagging_says_how_many_before_it_writes(client, course, teacher) -> None:
    page = bulk(client, course, "tag", write(course, "a"), write(course, "b"))
    assert (page.status_code, page.context["count"]) == (200, 2)
    nothing = {"apply": "1", **dict.fromkeys(TAG_FIELDS, "keep")}
    refused = bulk(client, course, "tag", Question.objects.first(), **nothing)
    assert (refused.status_code, len(refused.context["form"].non_field_errors())) == (422, 1)


TAG_FIELDS = ["lesson", "objective", "bloom", "add_notion", "drop_notion"]


def test_publishing_many_counts_only_what_waited(client, course, teacher) -> None:
    done, waiting = write(course, "a"), write(course, "b", published=False)
    page = client.get(bulk(client, course, "publish", done, waiting).url)
    assert [str(message) for message in page.context["messages"]] == ["1 question publiée."]
    waiting.refresh_from_db()
    assert waiting.published_id == waiting.newest_id


def test_the_bin_gives_back_what_went_in_with_its_places(client, course, teacher) -> None:
    questions = [write(course, slug) for slug in "ab"]
    response = bulk(client, course, "archive", *questions, query="?lecon=la-connexion-tcp")
    assert found(course) == []
    assert "lecon=la-connexion-tcp&" in response.url
    undo(client, response)
    assert found(course) == ["a", "b"]
    assert [question.quiz_items.count() for question in questions] == [1, 1]


def test_undoing_the_bin_leaves_what_went_in_at_another_moment(client, course, teacher) -> None:
    archive_question(question=write(course, "old"), now=NOW - timedelta(days=1))
    response = bulk(client, course, "archive", write(course, "new"))
    undo(client, response)
    assert (found(course), found(course, state="archived")) == (["new"], ["old"])


def test_a_copy_is_a_draft_under_a_free_id(client, course, teacher) -> None:
    question = write(course, "a")
    write(course, "a-2")
    response = bulk(client, course, "duplicate", question)
    copy = Question.objects.get(slug="a-3")
    assert (copy.published, copy.newest.public["stem"]) == (None, "Combien ?")
    undo(client, response)
    copy.refresh_from_db()
    assert copy.archived_at is not None


def test_the_whole_list_can_be_chosen_over_all_its_pages(client, course, teacher) -> None:
    for number in range(32):
        write(course, f"q-{number}", published=False)
    write(course, "other", header="bloom: créer", published=False)
    bulk(client, course, "publish", query="?bloom=understand", all="1")
    assert Question.objects.filter(published=None).get().slug == "other"


@pytest.mark.parametrize("do", ["publish", "archive", "tag", "", "explode"])
def test_nothing_ticked_changes_nothing(client, course, teacher, do) -> None:
    write(course, "a", published=False)
    assert bulk(client, course, do).status_code == 302
    assert found(course, state="draft") == ["a"]


def test_questions_of_another_course_are_not_touched(client, course, teacher) -> None:
    foreign = write(make_course("Autre", "autre"), "x", header="bloom: créer", published=False)
    bulk(client, course, "publish", foreign)
    foreign.refresh_from_db()
    assert foreign.published is None


@pytest.mark.parametrize(
    "posted", [{}, {"fait": "corbeille", "depuis": "hier"}, {"fait": "x", "depuis": "2026-11-22"}]
)
def test_an_undo_of_nothing_changes_nothing(client, course, teacher, posted) -> None:
    write(course, "a")
    assert client.post(reverse("questions_undo", args=[course.slug]), posted).status_code == 302
    assert found(course) == ["a"]
