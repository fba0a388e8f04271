"""Review notes and proposals as teachers meet them; students see neither."""

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision, publish_lesson
from courses.content.actions.proposals import propose
from courses.content.models import Course, Lesson, LessonRevision, Notion, Proposal, ReviewNote
from courses.quizzes.actions.authoring import publish_question, save_question
from courses.quizzes.models import Question
from courses.quizzes.text.reading import read_quiz
from tests.make import (
    NOW,
    make_cohort,
    make_lesson,
    make_member,
    make_student,
    make_teacher,
)

pytestmark = pytest.mark.django_db
QUOTE = "- VDI (Virtual Desktop Integration)"


@pytest.fixture
def lesson() -> Lesson:
    lesson = make_lesson()
    source = f"- Un bureau à distance.\n{QUOTE}"
    add_revision(
        lesson=lesson, title="Le poste", source=source, author=None, now=NOW, origin="edit"
    )
    publish_lesson(lesson=lesson, now=NOW)
    return lesson


@pytest.fixture
def note(lesson: Lesson) -> ReviewNote:
    note = ReviewNote.objects.create(
        lesson=lesson,
        kind="error",
        first_line=109,
        last_line=109,
        quote=QUOTE,
        text="Le I est celui d’infrastructure.",
        wording="- VDI (Virtual Desktop Infrastructure)",
        created_at=NOW,
    )
    publish_lesson(lesson=lesson, now=NOW)
    return note


@pytest.fixture
def teacher(lesson: Lesson, client: Client) -> User:
    teacher = make_teacher(course=lesson.course)
    client.force_login(teacher)
    return teacher


def page_of(note: ReviewNote) -> str:
    lesson = note.lesson
    return f"/enseigner/cours/{lesson.course.slug}/lecons/{lesson.slug}/relecture/{note.pk}/"


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_a_note_stands_beside_its_lesson_for_teachers_only(
    client: Client, teacher: User, note: ReviewNote
) -> None:
    lesson = note.lesson
    editor = f"/enseigner/cours/{lesson.course.slug}/lecons/{lesson.slug}/"
    shown = [text(client, url) for url in (editor, lesson.get_absolute_url())]
    assert [note.text in page for page in shown] == [True, True]
    student = make_student()
    make_member(student, make_cohort(course=lesson.course))
    client.force_login(student)
    read = text(client, lesson.get_absolute_url())
    assert (note.text in read, "formulation en cours de vérification" in read) == (False, True)


def test_a_students_page_is_sent_anew_when_a_note_is_closed(
    client: Client, teacher: User, note: ReviewNote
) -> None:
    student = make_student()
    make_member(student, make_cohort(course=note.lesson.course))
    reader = Client()
    reader.force_login(student)
    url = note.lesson.get_absolute_url()
    reader.get(url)  # the first visit gives a cookie, and with it another page
    first = reader.get(url)["ETag"]
    assert reader.get(url, headers={"if-none-match": first}).status_code == 304
    client.post(page_of(note), {"dismiss": "1", "wording": ""})
    again = reader.get(url, headers={"if-none-match": first})
    assert (again.status_code, "en cours de vérification" in again.content.decode()) == (200, False)


def test_the_wording_is_previewed_then_accepted_and_published(
    client: Client, teacher: User, note: ReviewNote
) -> None:
    page = client.post(page_of(note), {"preview": "1", "wording": "- VDI, un sigle"})
    assert "<li>VDI, un sigle</li>" in page.content.decode()
    assert ReviewNote.objects.get().status == "open"
    client.post(page_of(note), {"publish": "1", "wording": "- VDI, un sigle"})
    published = LessonRevision.objects.get(pk=Lesson.objects.get(pk=note.lesson_id).published_id)
    assert published.source == "- Un bureau à distance.\n- VDI, un sigle"
    assert (published.origin, published.author) == ("note", teacher)
    decided = ReviewNote.objects.get()
    assert (decided.status, decided.decided_by, decided.revision) == (
        "accepted",
        teacher,
        published,
    )


def test_a_line_that_is_gone_is_said_and_nothing_is_lost(
    client: Client, teacher: User, note: ReviewNote
) -> None:
    lesson = note.lesson
    add_revision(
        lesson=lesson, title="Le poste", source="- autre", author=None, now=NOW, origin="edit"
    )
    refused = client.post(page_of(note), {"accept": "1", "wording": "- VDI"}).content.decode()
    assert "La leçon n’a plus les lignes que la note cite" in refused
    assert ReviewNote.objects.get().status == "open"
    client.post(page_of(note), {"accept": "1"})
    assert ReviewNote.objects.get().status == "accepted"
    assert LessonRevision.objects.newest().get(lesson=lesson).source == "- autre"


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_cost_the_same(
    client: Client,
    teacher: User,
    note: ReviewNote,
    count: int,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    course = note.lesson.course
    for number in range(count):
        ReviewNote.objects.create(
            lesson=note.lesson, kind="dated", text=f"Note {number}", created_at=NOW
        )
        questions(course, f"v-{number}")
    propose(course=course, items=[("question", f"v-{n}", None) for n in range(count)], now=NOW)
    with django_assert_num_queries(5):
        client.get(f"/enseigner/cours/{course.slug}/relecture/")
    with django_assert_num_queries(5):
        client.get(f"/enseigner/cours/{course.slug}/a-valider/")


def questions(course: Course, slug: str, stem: str = "Vrai ?", lesson: str = "") -> Question:
    place = f"leçon: {lesson}\n" if lesson else ""
    read = read_quiz(f"### vrai-faux {slug}\n{place}{stem}\n= vrai\n").questions[0]
    question = save_question(course=course, text=read, author=None, now=NOW).question
    publish_question(question=question, now=NOW)
    return question


def test_a_question_on_a_doubtful_line_is_told(
    client: Client, teacher: User, note: ReviewNote
) -> None:
    course, slug = note.lesson.course, note.lesson.slug
    on_it = questions(course, "sur", "VDI veut-il dire Virtual Desktop Integration ?", slug)
    beside = questions(course, "pres", "Le VDI est-il un bureau à distance ?", slug)
    bank = text(client, f"/enseigner/cours/{course.slug}/questions/")
    assert bank.count("repose sur une ligne peut-être fausse") == 1
    warned = [
        "dit fausse" in text(client, f"/enseigner/cours/{course.slug}/questions/{q.pk}/")
        for q in (on_it, beside)
    ]
    assert warned == [True, False]
    client.post(page_of(note), {"dismiss": "1", "wording": ""})
    bank = text(client, f"/enseigner/cours/{course.slug}/questions/")
    assert "repose sur une ligne" not in bank


def test_proposals_are_labelled_until_they_are_accepted(
    client: Client, teacher: User, lesson: Lesson
) -> None:
    course = lesson.course
    questions(course, "proposee")
    own = questions(course, "mienne")
    Notion.objects.create(course=course, term="Trame", slug="trame", source="Une trame.")
    items = [
        ("question", "proposee", None),
        ("notion", "trame", None),
        ("lesson", lesson.slug, None),
    ]
    propose(course=course, items=items, now=NOW)
    base = f"/enseigner/cours/{course.slug}/"
    label = "proposition, à valider"
    pages = ["questions/", "notions/", "notions/trame/", f"lecons/{lesson.slug}/", ""]
    assert [text(client, base + page).count(label) for page in pages] == [1, 1, 1, 1, 1]
    assert label not in text(client, f"{base}questions/{own.pk}/")
    ticked = Proposal.objects.get(kind="notion").pk
    client.post(f"{base}a-valider/?type=notion", {"ids": [ticked], "accept": "1"})
    accepted = Proposal.objects.get(kind="notion")
    assert (accepted.accepted_by, accepted.accepted_at is not None) == (teacher, True)
    client.post(f"{base}a-valider/?type=question", {"all": "1"})
    client.post(f"{base}a-valider/?type=lesson", {"all": "1"})
    assert [text(client, base + page).count(label) for page in pages] == [0, 0, 0, 0, 0]
    client.post(f"{base}a-valider/?type=notion&etat=valides", {"ids": [ticked], "withdraw": "1"})
    assert Proposal.objects.get(kind="notion").accepted_at is None


def test_a_proposal_of_another_course_is_not_accepted_here(
    client: Client, teacher: User, lesson: Lesson
) -> None:
    other = Course.objects.create(title="Autre", slug="autre", created_at=NOW)
    propose(course=other, items=[("question", "q", None)], now=NOW)
    ids = [Proposal.objects.get().pk]
    client.post(f"/enseigner/cours/{lesson.course.slug}/a-valider/", {"ids": ids, "accept": "1"})
    assert Proposal.objects.get().accepted_at is None


def test_a_renamed_question_stays_a_proposal(teacher: User, lesson: Lesson) -> None:
    course = lesson.course
    question = questions(course, "ancienne")
    propose(course=course, items=[("question", "ancienne", None)], now=NOW)
    read = read_quiz("### vrai-faux nouvelle\nVrai ?\n= vrai\n").questions[0]
    save_question(course=course, text=read, author=teacher, now=NOW, question=question)
    assert Proposal.objects.get().key == "nouvelle"
