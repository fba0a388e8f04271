import time
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from courses.accounts.models import User
from courses.content.models import Course, Figure, Lesson, LessonRevision
from tests.make import NOW, make_chapter, make_course, make_lesson, make_section, make_teacher
from tests.reading import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def lesson(course: Course) -> Lesson:
    return make_lesson(make_section(make_chapter(course)), "TCP", "tcp")


@pytest.fixture
def teacher(course: Course) -> User:
    return make_teacher(course=course)


@pytest.fixture
def teaching(client: Client, teacher: User) -> Client:
    client.force_login(teacher)
    return client


def address(name: str, lesson: Lesson) -> str:
    return reverse(name, args=[lesson.course.slug, lesson.slug])


def picture(kind: str = "PNG") -> bytes:
    output = BytesIO()
    Image.new("RGB", (8, 6), "navy").save(output, kind)
    return output.getvalue()


def send(client: Client, lesson: Lesson, source: str, **more: Any) -> HttpResponse:
    """What the editor sends when its first version is on the page."""
    sent = {"title": "TCP", "source": source, "after": 1, "figures": 0, "save": 1, **more}
    return client.post(address("lesson_edit", lesson), sent)


def words(answer: Any) -> str:
    return main_text(answer.content.decode())


def set_source(lesson: Lesson, source: str) -> None:
    lesson.revisions.update(source=source)


# --- the page


def test_the_editor_shows_text_state_and_preview(teaching: Client, lesson: Lesson) -> None:
    set_source(lesson, "## Ouverture\n\nVoir [[inconnue]].\n")
    page = teaching.get(address("lesson_edit", lesson))
    text = words(page)
    assert "Publié" in text
    assert "Version 1 enregistrée le 22 novembre 2026 à 18:05 (Dakar)" in text
    assert "1 point à revoir Ligne 3 : La notion « inconnue » n’est pas dans le lexique." in text
    assert '<h2 id="t-ouverture">Ouverture' in page.content.decode()


def test_the_preview_is_the_page_students_get(teaching: Client, lesson: Lesson) -> None:
    source = "Trois **segments**.\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n$$x^2$$\n"
    preview = teaching.post(
        address("lesson_preview", lesson), {"title": "TCP", "source": source}
    ).content.decode()
    send(teaching, lesson, source, publish=1)
    lesson.refresh_from_db()
    assert lesson.published is not None
    assert lesson.published.source == source
    assert lesson.published.html in preview


def test_the_preview_writes_nothing(teaching: Client, lesson: Lesson) -> None:
    sent = {"title": "Autre", "source": "Autre."}
    fragment = teaching.post(address("lesson_preview", lesson), sent).content.decode()
    assert "<p>Autre.</p>" in fragment
    assert "<html" not in fragment
    assert lesson.revisions.count() == 1


def test_the_preview_says_what_cannot_be_shown(teaching: Client, lesson: Lesson) -> None:
    sent = {"title": "Autre", "source": "é" * 40_000}
    fragment = teaching.post(address("lesson_preview", lesson), sent)
    assert fragment.status_code == 200
    assert "64" in fragment.content.decode()


def test_without_script_a_button_shows_the_preview_and_saves_nothing(
    teaching: Client, lesson: Lesson
) -> None:
    page = teaching.post(
        address("lesson_edit", lesson),
        {"title": "TCP", "source": "Un *essai*.", "after": 1, "figures": 0, "preview": 1},
    ).content.decode()
    assert "<em>essai</em>" in page
    assert "Un *essai*.</textarea>" in page
    assert "Modifications non enregistrées" in page
    assert lesson.revisions.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_the_editor_costs_the_same_number_of_queries(
    teaching: Client, lesson: Lesson, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        LessonRevision.objects.create(
            lesson=lesson, number=number + 2, title="TCP", origin="edit", created_at=NOW
        )
    with django_assert_num_queries(8):
        teaching.get(address("lesson_edit", lesson))


# --- saving


def test_saving_makes_a_draft_and_comes_back_to_the_editor(
    teaching: Client, lesson: Lesson, teacher: User
) -> None:
    answer = send(teaching, lesson, "Nouveau.\r\nEncore.", title="TCP, suite")
    assert (answer.status_code, answer["Location"]) == (302, address("lesson_edit", lesson))
    newest = lesson.revisions.get(number=2)
    assert (newest.title, newest.source, newest.author, newest.origin) == (
        "TCP, suite",
        "Nouveau.\nEncore.",
        teacher,
        LessonRevision.Origin.EDIT,
    )
    lesson.refresh_from_db()
    assert lesson.published is not None
    assert lesson.published.number == 1
    assert "Modifié depuis la publication" in words(teaching.get(answer["Location"]))


def test_saving_the_same_text_again_changes_nothing(teaching: Client, lesson: Lesson) -> None:
    send(teaching, lesson, "Nouveau.")
    send(teaching, lesson, "Nouveau.", after=2)
    send(teaching, lesson, "Nouveau.")  # the first answer was lost on its way
    assert lesson.revisions.count() == 2


def test_saving_and_publishing_gives_students_the_text(teaching: Client, lesson: Lesson) -> None:
    page = teaching.post(
        address("lesson_edit", lesson),
        {"title": "TCP", "source": "Neuf.", "after": 1, "figures": 0, "publish": 1},
        follow=True,
    )
    assert "Les étudiants lisent maintenant la version 2." in words(page)
    lesson.refresh_from_db()
    assert lesson.published is not None
    assert lesson.published.html == "<p>Neuf.</p>"


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"title": ""}, "Titre – "),
        ({"title": "é" * 201}, "Titre – "),
        ({"source": "é" * 40_000}, "Texte, en Markdown – "),
        ({"source": "a\x00b"}, "Texte, en Markdown – "),
    ],
)
def test_what_is_refused_is_explained_and_stays_on_the_page(
    teaching: Client, lesson: Lesson, sent: dict[str, str], reason: str
) -> None:
    texts = {"title": "Mon titre", "source": "Mon texte.", **sent}
    answer = send(teaching, lesson, texts["source"], title=texts["title"])
    page = answer.content.decode()
    assert answer.status_code == 200
    assert reason in words(answer)
    assert f'value="{texts["title"]}"' in page or not texts["title"]
    assert f"{texts['source']}</textarea>" in page
    assert lesson.revisions.count() == 1


@pytest.mark.timed
def test_a_text_that_takes_too_long_to_render_is_refused_in_time(
    teaching: Client, lesson: Lesson
) -> None:
    began = time.perf_counter()
    answer = send(teaching, lesson, "[" * 30_000)
    assert time.perf_counter() - began < 4
    assert "demande plus de 2 secondes" in words(answer)
    assert f"{'[' * 30_000}</textarea>" in answer.content.decode()
    assert lesson.revisions.count() == 1


def test_two_teachers_never_overwrite_each_other_unseen(
    teaching: Client, lesson: Lesson, course: Course
) -> None:
    other = Client()
    other.force_login(make_teacher("moussa", course=course, first_name="Moussa"))
    send(other, lesson, "Le texte de Moussa.")
    answer = send(teaching, lesson, "Le texte de Fatou.", title="Titre de Fatou")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Quelqu’un d’autre a enregistré cette leçon" in words(answer)
    assert "Le texte de Moussa.</textarea>" in page
    assert "Le texte de Fatou.</textarea>" in page
    assert 'value="Titre de Fatou"' in page
    assert "supprimé Le texte de Moussa. ajouté Le texte de Fatou." in words(answer)
    assert lesson.revisions.count() == 2
    # Having seen theirs, one saves on top of it.
    assert '<input type="hidden" name="after" value="2"' in page
    assert send(teaching, lesson, "Les deux.", after=2).status_code == 302
    assert lesson.revisions.get(number=3).source == "Les deux."


# --- figures


def give(
    client: Client, lesson: Lesson, source: str, file: bytes | None, **more: Any
) -> HttpResponse:
    """Sends an image for the first of the places that `source` has."""
    sent: dict[str, Any] = {
        "figures": source.count("figure:missing"),
        "initial-figure-0-alt": "",
        "initial-figure-0-caption": "",
        "figure-0-alt": "Deux hôtes",
        "figure-0-caption": "",
        **more,
    }
    if file is not None:
        sent["figure-0-image"] = SimpleUploadedFile("photo.png", file)
    return send(client, lesson, source, **sent)


def test_an_image_takes_the_place_of_the_missing_figure(
    teaching: Client, lesson: Lesson, teacher: User
) -> None:
    source = "Avant.\n\n![](figure:missing)\n\nAprès, ![](figure:missing)\n"
    answer = give(teaching, lesson, source, picture("JPEG"), **{"figure-0-caption": "Le réseau"})
    assert answer.status_code == 302
    figure = Figure.objects.get()
    newest = lesson.revisions.get(number=2)
    assert (figure.alt, figure.width, figure.height, figure.uploaded_by) == (
        "Deux hôtes",
        8,
        6,
        teacher,
    )
    assert newest.source == (
        f'Avant.\n\n![Deux hôtes](figure:{figure.pk} "Le réseau")\n\nAprès, ![](figure:missing)\n'
    )
    assert f'src="{figure.get_absolute_url()}"' in newest.html
    assert newest.missing_figures == 1
    with figure.image.open() as file:
        assert Image.open(file).format == "WEBP"


def test_several_images_are_placed_at_once(teaching: Client, lesson: Lesson) -> None:
    source = "![](figure:missing)\n\n![](figure:missing)\n"
    give(
        teaching,
        lesson,
        source,
        picture(),
        **{
            "figure-1-image": SimpleUploadedFile("b.png", picture()),
            "figure-1-alt": "La seconde",
        },
    )
    first, second = Figure.objects.order_by("alt")
    assert lesson.revisions.get(number=2).source == (
        f"![Deux hôtes](figure:{first.pk})\n\n![La seconde](figure:{second.pk})\n"
    )


@pytest.mark.parametrize(
    ("file", "more", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}, "Les fichiers SVG sont refusés"),
        (b"GIF89a", {}, "n’est pas une image PNG, JPEG ou WebP"),
        (b"", {}, "Ce fichier est vide"),
        (picture(), {"figure-0-alt": " "}, "Dites ce que montre l’image"),
        (picture(), {"figures": 2}, "Le texte compte plus ou moins d’emplacements"),
        (picture(), {"title": ""}, "choisissez à nouveau l’image"),
    ],
)
def test_images_are_refused_with_the_reason_and_the_text_stays(
    teaching: Client, lesson: Lesson, file: bytes, more: dict[str, Any], reason: str
) -> None:
    answer = give(teaching, lesson, "Mon texte.\n\n![](figure:missing)", file, **more)
    assert answer.status_code == 200
    assert reason in words(answer)
    assert "Mon texte.\n\n![](figure:missing)</textarea>" in answer.content.decode()
    assert (lesson.revisions.count(), Figure.objects.count()) == (1, 0)


def test_words_without_an_image_are_kept_for_the_figure_to_come(
    teaching: Client, lesson: Lesson
) -> None:
    give(teaching, lesson, "![](figure:missing)", None)
    assert lesson.revisions.get(number=2).source == "![Deux hôtes](figure:missing)"
    assert not Figure.objects.exists()


def test_words_changed_in_the_text_win_over_the_fields_nobody_touched(
    teaching: Client, lesson: Lesson
) -> None:
    give(
        teaching, lesson, "![Neuf](figure:missing)", None, **{"initial-figure-0-alt": "Deux hôtes"}
    )
    assert lesson.revisions.get(number=2).source == "![Neuf](figure:missing)"


def test_an_image_is_not_kept_when_somebody_else_saved_meanwhile(
    teaching: Client, lesson: Lesson, course: Course, tmp_path: Any
) -> None:
    other = Client()
    other.force_login(make_teacher("moussa", course=course))
    send(other, lesson, "Autre.")
    answer = give(teaching, lesson, "![](figure:missing)", picture())
    assert answer.status_code == 409
    assert "choisissez à nouveau l’image" in words(answer)
    assert not Figure.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# --- from the page of the course


def test_publishing_one_lesson(teaching: Client, course: Course) -> None:
    draft = make_lesson(make_section(make_chapter(course)), "UDP", "udp", published=False)
    page = teaching.post(address("lesson_publish", draft), follow=True)
    assert page.redirect_chain == [(reverse("teach_course", args=["reseaux"]) + "?lecon=udp", 302)]
    assert "« UDP » est publiée." in words(page)
    draft.refresh_from_db()
    assert draft.published is not None


def test_moving_is_announced_and_gives_the_focus_back_to_the_button(
    teaching: Client, lesson: Lesson
) -> None:
    make_lesson(lesson.section, "UDP", "udp")
    make_lesson(lesson.section, "IP", "ip")
    page = teaching.post(address("lesson_move", lesson), {"pas": "bas"}, follow=True)
    assert "« TCP » est maintenant la leçon numéro 2 de « Les bases »." in words(page)
    row = page.content.decode().partition('id="lecon-tcp"')[2].partition("</form>")[0]
    buttons = row.split("<button")[1:]
    assert ["autofocus" in button for button in buttons] == [False, True]


def test_a_button_that_stops_at_the_end_gives_the_focus_to_the_other(
    teaching: Client, lesson: Lesson
) -> None:
    make_lesson(lesson.section, "UDP", "udp")
    page = teaching.post(address("lesson_move", lesson), {"pas": "bas"}, follow=True)
    row = page.content.decode().partition('id="lecon-tcp"')[2].partition("</form>")[0]
    up, down = row.split("<button")[1:]
    assert ("autofocus" in up, "disabled" in down) == (True, True)


@pytest.mark.parametrize("step", ["", "dehors", "haut"])
def test_a_step_that_leads_nowhere_changes_nothing(
    teaching: Client, lesson: Lesson, step: str
) -> None:
    other = make_lesson(lesson.section, "UDP", "udp")
    page = teaching.post(address("lesson_move", lesson), {"pas": step}, follow=True)
    assert page.status_code == 200
    assert "est maintenant" not in words(page)
    ordered = Lesson.objects.order_by("position")
    assert list(ordered) == [lesson, other]


def test_the_bin_offers_to_undo_and_lists_what_it_holds(teaching: Client, lesson: Lesson) -> None:
    page = teaching.post(address("lesson_archive", lesson), follow=True)
    assert "« TCP » est dans la corbeille. Annuler" in words(page)
    assert "Corbeille" in words(teaching.get(reverse("teach_course", args=["reseaux"])))
    lesson.refresh_from_db()
    assert lesson.archived_at is not None
    back = teaching.post(address("lesson_archive", lesson), {"restore": 1}, follow=True)
    assert "« TCP » a retrouvé sa place." in words(back)
    assert "Corbeille" not in words(back)
    lesson.refresh_from_db()
    assert lesson.archived_at is None


@pytest.mark.parametrize(
    "name",
    ["lesson_preview", "lesson_publish", "lesson_move", "lesson_archive", "lesson_restore"],
)
def test_writes_refuse_to_be_read(teaching: Client, lesson: Lesson, name: str) -> None:
    assert teaching.get(address(name, lesson)).status_code == 405


def test_lessons_of_others_do_not_exist(teaching: Client) -> None:
    foreign = make_lesson(make_section(make_chapter(make_course("Algèbre", "algebre"))))
    for name in ("lesson_edit", "lesson_preview", "lesson_publish", "lesson_history"):
        assert teaching.post(address(name, foreign)).status_code == 404
