"""A course taken out as files and brought in again is the same course, byte for byte."""

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import translation
from PIL import Image

from courses.accounts.models import User
from courses.content.actions.lessons import add_revision
from courses.content.actions.review_notes import dismiss_note
from courses.content.images import encode_image
from courses.content.models import Course, Figure, Lesson, LessonRevision, Proposal, ReviewNote
from courses.exchange.folder.archive import (
    is_wanted,
    read_archive,
    read_directory,
    write_archive,
    write_directory,
)
from courses.exchange.folder.difference import Change, differences
from courses.exchange.folder.format import FolderRefused
from courses.exchange.folder.importing import import_folder
from courses.exchange.folder.reading import read_folder
from courses.exchange.folder.rows import folder_of
from courses.exchange.folder.words import problem_texts
from courses.exchange.folder.writing import write_folder
from courses.quizzes.actions.authoring import save_question
from courses.quizzes.models import Question, Quiz
from courses.quizzes.text.reading import read_quiz
from tests.make import NOW, make_student

MATERIAL = Path(settings.BASE_DIR, "courses", "material", "virtualisation")
pytestmark = pytest.mark.django_db


@pytest.fixture
def course(shipped_course: Course) -> Course:
    return shipped_course


@pytest.fixture
def teacher(course: Course) -> User:
    return course.teachers.get()


def files_of(course: Course) -> dict[str, bytes]:
    return write_folder(folder_of(course))


def drawing() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(picture, "PNG")
    return encode_image(picture.getvalue()).data


def photograph() -> bytes:
    picture = io.BytesIO()
    Image.effect_noise((80, 60), 90).convert("RGB").save(picture, "JPEG")
    return encode_image(picture.getvalue()).data


def give_figure(course: Course, data: bytes) -> Figure:
    figure = Figure(course=course, alt="Un carré", uploaded_at=NOW, width=4, height=3)
    figure.image.save("carre.webp", ContentFile(data))
    return figure


def disturb(course: Course, teacher: User) -> None:
    """A draft, a figure in a lesson, a question not published, a decided note and proposal."""
    lesson = course.lessons.get(slug="isolation")
    source = LessonRevision.objects.newest().get(lesson=lesson).source
    for data in (drawing(), photograph()):
        source += f"\n\n![Un carré](figure:{give_figure(course, data).pk})"
    add_revision(
        lesson=lesson, title="L’isolation", source=source, author=teacher, now=NOW, origin="edit"
    )
    course.lessons.filter(slug="hyperviseur").update(published=None)
    text = "### vrai-faux neuve\nleçon: isolation\nVrai ?\n= vrai\n"
    save_question(course=course, text=read_quiz(text).questions[0], author=teacher, now=NOW)
    dismiss_note(note=ReviewNote.objects.all()[3], by=teacher, now=NOW)
    Proposal.objects.filter(kind="notion").update(accepted_by=teacher, accepted_at=NOW)


def test_out_in_and_out_again(course: Course, teacher: User) -> None:
    disturb(course, teacher)
    first = files_of(course)
    assert {"drafts/isolation.md", "figures/1.webp", "figures/2.webp", "drafts.quiz.md"} <= {*first}
    again = import_folder(folder=read_folder(first), course=None, user=teacher, now=NOW)
    assert files_of(again) == first
    hyperviseur = again.lessons.get(slug="hyperviseur")
    assert hyperviseur.published is None
    assert again.questions.get(slug="neuve").published is None
    assert write_archive(files_of(again)) == write_archive(first)


def test_the_same_files_again_write_nothing(course: Course, teacher: User) -> None:
    disturb(course, teacher)
    folder = read_folder(files_of(course))

    def rows() -> list[int]:
        models = (Lesson, LessonRevision, Question, Quiz, Figure, ReviewNote, Proposal)
        return [model.objects.count() for model in models]

    before = rows()
    assert differences(folder_of(course), folder) == []
    import_folder(folder=folder, course=course, user=teacher, now=NOW)
    assert rows() == before
    assert files_of(course) == write_folder(folder)


def test_the_files_that_ship_say_what_the_course_is(course: Course, teacher: User) -> None:
    shipped = read_folder(read_directory(MATERIAL))
    assert differences(folder_of(course), shipped) == []


def test_a_newer_state_adds_and_loses_nothing(course: Course, teacher: User) -> None:
    files = files_of(course)
    name = "lessons/emulation.md"
    files[name] += b"\n> [!exemple]\n> Un de plus.\n"
    own = "### vrai-faux la-mienne\nVrai ?\n= vrai\n"
    save_question(course=course, text=read_quiz(own).questions[0], author=teacher, now=NOW)
    folder = read_folder(files)
    found = differences(folder_of(course), folder)
    assert [(each.kind, each.name, each.change) for each in found] == [
        ("draft-question", "la-mienne", Change.ONLY_HERE),
        ("lesson", "emulation", Change.CHANGED),
    ]
    assert [line.text for line in found[1].lines if line.kind == "added"] == [
        "",
        "> [!exemple]",
        "> Un de plus.",
    ]
    import_folder(folder=folder, course=course, user=teacher, now=NOW)
    lesson = course.lessons.get(slug="emulation")
    assert lesson.published is not None
    assert lesson.published.source == files[name].decode().removesuffix("\n")
    assert course.questions.filter(slug="la-mienne").exists()


def test_a_draft_that_the_files_do_not_know_stays_on_top(course: Course, teacher: User) -> None:
    files = files_of(course)
    lesson = course.lessons.get(slug="emulation")
    draft = add_revision(
        lesson=lesson, title="Émulation", source="- neuf", author=teacher, now=NOW, origin="edit"
    )
    import_folder(folder=read_folder(files), course=course, user=teacher, now=NOW)
    assert LessonRevision.objects.newest().get(lesson=lesson) == draft


def test_a_folder_is_written_read_and_cleared_of_what_is_gone(tmp_path: Path) -> None:
    files = {"course.json": b"{}", "lessons/a.md": b"a\n"}
    write_directory({**files, "lessons/b.md": b"b\n"}, tmp_path)
    (tmp_path / "README.md").write_text("à moi")
    (tmp_path / "lessons" / "lien.md").symlink_to("/etc/passwd")
    write_directory(files, tmp_path)
    assert read_directory(tmp_path) == files
    assert (tmp_path / "README.md").read_text() == "à moi"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


HEAD = ("course.json", b"{}")


@pytest.mark.parametrize(
    "make, code",
    [
        (lambda: b"PK nothing", "damaged"),
        (lambda: zipped(HEAD)[:-30], "damaged"),
        (lambda: zipped(("a.md", b"")), "missing"),
        (lambda: zipped(HEAD, ("../lessons/a.md", b"")), "name"),
        (lambda: zipped(HEAD, ("/etc/a.md", b"")), "name"),
        (lambda: zipped(HEAD, ("C:/a.md", b"")), "name"),
        (lambda: zipped(HEAD, ("lessons\\..\\a.md", b"")), "name"),
        (lambda: zipped(HEAD, ("?", b"")).replace(b"?", b"\0"), "name"),
        (lambda: zipped(HEAD, (link("lessons/a.md"), b"/etc/passwd")), "name"),
        (lambda: zipped(HEAD, ("lessons/a.md", b"\0" * (10 * 1024 * 1024 + 1))), "large"),
        (
            lambda: zipped(HEAD, *((f"lessons/{n}.md", b"\0" * 9_000_000) for n in range(8))),
            "large",
        ),
        (lambda: zipped(HEAD, *((f"lessons/{n}.md", b"") for n in range(5001))), "large"),
    ],
    ids=[
        "no-archive",
        "cut-short",
        "without-head",
        "upwards",
        "absolute",
        "drive",
        "backslashes",
        "nameless",
        "link",
        "one-large",
        "large-together",
        "too-many",
    ],
)
def test_a_hostile_archive_is_refused_as_a_whole(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(FolderRefused) as refused:
        read_archive(make())
    assert [problem.code for problem in refused.value.problems] == [code]


def test_an_archive_of_a_folder_is_read_and_strangers_are_left_alone() -> None:
    data = zipped(("cours/course.json", b"{}"), ("cours/.git/config", b"x"), ("cours/x.exe", b""))
    assert read_archive(data) == {"course.json": b"{}"}


@pytest.mark.parametrize("name", ["course.json/x", "lessons/../a.md", "figures/a.svg", "a/b.md"])
def test_only_names_of_a_course_are_its_files(name: str) -> None:
    assert not is_wanted(name)


@pytest.mark.parametrize(
    "name, data, told",
    [
        ("course.json", b"[1", "course.json, line 1 – this is not well-formed JSON."),
        (
            "course.json",
            b"[]",
            "course.json – this value is missing or is not what it should be: {}",
        ),
        ("lessons/emulation.md", None, "lessons/emulation.md – this file is missing."),
        ("lessons/emulation.md", b"\xff", "lessons/emulation.md – this is not text in UTF-8."),
        ("notions.md", b"mot", "notions.md, line 1 – this text stands before the first term."),
        ("notes.md", b"### faute a\nx", "notes.md, line 1 – this is no kind of note."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    name: str, data: bytes | None, told: str
) -> None:
    files = read_directory(MATERIAL)
    files.pop(name) if data is None else files.update({name: data})
    with pytest.raises(FolderRefused) as refused:
        read_folder(files)
    with translation.override("en"):
        assert problem_texts(refused.value.problems) == [told]


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("notes.md", b"### erreur avantages-de-la-virtualisation", b"### erreur nulle-part"),
        ("quizzes.json", b'"kind": "exam"', b'"kind": "exam",\n "section": 9'),
        ("lessons/emulation.md", b"- ", b"> " * 2000),
    ],
)
def test_a_course_that_cannot_stand_leaves_nothing_behind(
    teacher: User, name: str, old: bytes, new: bytes
) -> None:
    files = read_directory(MATERIAL)
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    before = Course.objects.count(), Lesson.objects.count()
    with pytest.raises(FolderRefused):
        import_folder(folder=read_folder(files), course=None, user=teacher, now=NOW)
    assert (Course.objects.count(), Lesson.objects.count()) == before


def test_the_commands_take_a_course_out_and_in(
    course: Course, teacher: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("export_course", course.slug, tmp_path / "cours")
    call_command("export_course", course.slug, tmp_path / "cours.zip")
    assert read_archive((tmp_path / "cours.zip").read_bytes()) == read_directory(tmp_path / "cours")
    capsys.readouterr()
    given = {"teacher": teacher.identifier, "into": course.slug, "dry_run": True}
    call_command("import_course", tmp_path / "cours.zip", **given)
    assert capsys.readouterr().out == ""
    for wrong in ({"teacher": "nul"}, {"into": "nul"}):
        with pytest.raises(CommandError):
            call_command("import_course", tmp_path / "cours", **{**given, **wrong})
    with pytest.raises(CommandError):
        call_command("import_course", tmp_path / "rien.zip", **given)


def test_nobody_is_in_the_files(course: Course) -> None:
    make_student()
    everything = b"".join(files_of(course).values()).decode()
    assert [name for name in ("Diop", "Sarr", "fatou") if name in everything] == []
