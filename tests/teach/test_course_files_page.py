"""The course as files, in a browser: out as an archive, in after a dry run."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from courses.accounts.models import User
from courses.content.actions.decks import import_deck_text
from courses.content.actions.lessons import add_revision
from courses.content.models import Course, LessonRevision
from courses.exchange.folder.archive import read_archive, write_archive
from tests.make import NOW, make_course, make_teacher

pytestmark = pytest.mark.django_db
DECK = "# Cours\n\n# Une leçon\n\n- un point\n\n# Une autre\n\n- un autre\n"
URL = "/enseigner/cours/reseaux/fichiers/"


@pytest.fixture
def course() -> Course:
    course = make_course()
    import_deck_text(source=DECK, name="d.md", course=course, user=None, now=NOW, publish=True)
    return course


@pytest.fixture
def teacher(course: Course, client: Client) -> User:
    teacher = make_teacher(course=course)
    client.force_login(teacher)
    return teacher


def archive(client: Client) -> dict[str, bytes]:
    response = client.get(URL, {"telecharger": "1"})
    assert response["Content-Disposition"] == 'attachment; filename="reseaux.zip"'
    return read_archive(response.content)


def upload(client: Client, files: dict[str, bytes], url: str = URL):  # type: ignore[no-untyped-def]
    file = SimpleUploadedFile("cours.zip", write_archive(files))
    return client.post(url, {"archive": file})


def test_a_change_is_shown_first_and_written_when_confirmed(
    client: Client, teacher: User, course: Course
) -> None:
    files = archive(client)
    files["lessons/une-lecon.md"] = b"- un point\n- un second\n"
    shown = upload(client, files)
    assert "1 chose n’est pas pareille" in shown.content.decode()
    assert "un second" in shown.content.decode()
    assert LessonRevision.objects.filter(source__contains="un second").count() == 0
    sent = {"confirm": shown.context["archive"], "seen": shown.context["seen"]}
    assert client.post(URL, sent).url == "/enseigner/cours/reseaux/"
    lesson = course.lessons.get(slug="une-lecon")
    assert lesson.published is not None
    assert lesson.published.source == "- un point\n- un second"


def test_a_course_that_changed_meanwhile_is_looked_at_again(
    client: Client, teacher: User, course: Course
) -> None:
    files = archive(client)
    files["lessons/une-lecon.md"] = b"- neuf\n"
    shown = upload(client, files)
    other = course.lessons.get(slug="une-autre")
    add_revision(
        lesson=other, title="Une autre", source="- plus", author=None, now=NOW, origin="edit"
    )
    sent = {"confirm": shown.context["archive"], "seen": shown.context["seen"]}
    again = client.post(URL, sent)
    assert "Le cours a changé entre-temps" in again.content.decode()
    assert not LessonRevision.objects.filter(source="- neuf").exists()


def test_an_archive_of_somebody_else_is_not_kept_for_me(
    client: Client, teacher: User, course: Course
) -> None:
    shown = upload(client, {**archive(client), "lessons/une-lecon.md": b"- neuf\n"})
    client.force_login(make_teacher("autre", course=course))
    sent = {"confirm": shown.context["archive"], "seen": shown.context["seen"]}
    assert "L’archive n’est plus gardée" in client.post(URL, sent).content.decode()
    assert not LessonRevision.objects.filter(source="- neuf").exists()


def test_what_is_no_course_is_refused_with_its_reasons(client: Client, teacher: User) -> None:
    page = client.post(URL, {"archive": SimpleUploadedFile("x.zip", b"PK")})
    assert "zip – ce n’est pas une archive zip entière." in page.content.decode()


def test_a_new_course_is_made_from_files(client: Client, teacher: User, course: Course) -> None:
    url = "/enseigner/nouveau-cours/fichiers/"
    shown = upload(client, archive(client), url)
    sent = {"confirm": shown.context["archive"], "seen": shown.context["seen"]}
    made = Course.objects.get(slug=client.post(url, sent).url.split("/")[3])
    assert (made.pk != course.pk, made.teachers.get()) == (True, teacher)
    assert list(made.lessons.values_list("slug", flat=True)) == ["une-lecon", "une-autre"]
