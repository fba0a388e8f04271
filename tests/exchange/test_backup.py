"""A site saved into an archive and restored is the same site, on either database."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from courses.accounts.models import User
from courses.cohorts.access import course_students
from courses.content.models import Figure
from courses.exchange.backup import ArchiveRefused, back_up, check, restore
from courses.exchange.backup_rows import fingerprint, saved_models
from courses.progress.actions import record_visit
from courses.progress.models import GradeItem, GradeOverride, LessonProgress
from courses.progress.review_queries import review_day
from tests.make import NOW, make_check, make_lesson, make_student

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def site(media: Path) -> dict[str, str]:
    """A small site of every sort of value; returns the fingerprint of each table."""
    lesson = make_lesson()
    make_check(lesson)
    awa = make_student()
    record_visit(user=awa, lesson=lesson, place="t-œuvre", now=NOW)
    default_storage.save("figures/pile.png", ContentFile(b"\x89PNG"))
    Figure.objects.create(
        course=lesson.course, image="figures/pile.png", width=1, height=1, alt="", uploaded_at=NOW
    )
    return fingerprints()


def fingerprints() -> dict[str, str]:
    return {model._meta.label: fingerprint(model) for model in saved_models()}


def empty(media: Path) -> None:
    call_command("flush", interactive=False, verbosity=0)
    (media / "figures/pile.png").unlink()


def test_what_is_restored_is_what_was_saved(
    site: dict[str, str], media: Path, tmp_path: Path
) -> None:
    saved = back_up(tmp_path / "site.zip", NOW)
    assert (tmp_path / "site.zip").stat().st_mode & 0o077 == 0
    empty(media)
    assert restore(tmp_path / "site.zip") == saved
    assert fingerprints() == site
    assert (media / "figures/pile.png").read_bytes() == b"\x89PNG"
    assert saved.files == 1


def test_new_rows_get_numbers_after_the_restored_ones(
    site: dict[str, str], media: Path, tmp_path: Path
) -> None:
    last = User.objects.latest("pk").pk
    back_up(tmp_path / "site.zip", NOW)
    empty(media)
    restore(tmp_path / "site.zip")
    assert make_student("binta").pk > last


def test_nobody_is_signed_in_by_an_archive(
    site: dict[str, str], client: Any, tmp_path: Path
) -> None:
    client.force_login(User.objects.get())
    back_up(tmp_path / "site.zip", NOW)
    with ZipFile(tmp_path / "site.zip") as archive:
        assert [name for name in archive.namelist() if "session" in name] == []


def test_a_site_in_use_is_never_overwritten(site: dict[str, str], tmp_path: Path) -> None:
    back_up(tmp_path / "site.zip", NOW)
    with pytest.raises(ArchiveRefused, match="not empty"):
        restore(tmp_path / "site.zip")
    assert fingerprints() == site


def damaged(source: Path, name: str, content: bytes) -> None:
    """Writes the archive again with one member changed."""
    with ZipFile(source) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    with ZipFile(source, "w", ZIP_DEFLATED) as archive:
        for each, kept in {**members, name: content}.items():
            archive.writestr(each, kept)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rows/accounts_user.jsonl", b"{}\n", "rows/accounts_user.jsonl is damaged"),
        ("media/figures/pile.png", b"GIF", "media/figures/pile.png is damaged"),
        ("rows/more.jsonl", b"", "does not hold what its manifest names"),
        ("manifest.json", b"[]", "not an archive of this site"),
        ("manifest.json", b"{", "not a whole archive"),
    ],
)
def test_a_damaged_archive_restores_nothing(
    site: dict[str, str], media: Path, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    back_up(tmp_path / "site.zip", NOW)
    damaged(tmp_path / "site.zip", name, content)
    empty(media)
    with pytest.raises(ArchiveRefused, match=said):
        restore(tmp_path / "site.zip")
    assert not User.objects.exists()


def test_an_archive_of_another_version_says_so(
    site: dict[str, str], media: Path, tmp_path: Path
) -> None:
    back_up(tmp_path / "site.zip", NOW)
    with ZipFile(tmp_path / "site.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["migrations"].append("content.0099_later")
    damaged(tmp_path / "site.zip", "manifest.json", json.dumps(manifest).encode())
    empty(media)
    with pytest.raises(ArchiveRefused, match="another version"):
        restore(tmp_path / "site.zip")


def test_a_file_that_would_land_outside_is_refused(
    site: dict[str, str], media: Path, tmp_path: Path
) -> None:
    back_up(tmp_path / "site.zip", NOW)
    with ZipFile(tmp_path / "site.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    said = manifest["members"]["media/figures/pile.png"]
    manifest["members"]["media/../../evil.png"] = said
    damaged(tmp_path / "site.zip", "manifest.json", json.dumps(manifest).encode())
    damaged(tmp_path / "site.zip", "media/../../evil.png", b"\x89PNG")
    empty(media)
    with pytest.raises(ArchiveRefused, match="leads out"):
        restore(tmp_path / "site.zip")
    assert not User.objects.exists()
    assert not (tmp_path.parent / "evil.png").exists()


@pytest.fixture
def readers_at_work(site: dict[str, str]) -> Iterator[None]:
    """Somebody opens lessons all the time, each visit with its person in one commit."""
    lesson = Figure.objects.get().course.lessons.get()
    stop = threading.Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            person = make_student(f"lecteur-{number}")
            record_visit(user=person, lesson=lesson, place="", now=NOW)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    yield
    stop.set()
    worker.join()


def test_an_archive_taken_under_load_is_of_one_moment(
    readers_at_work: None, media: Path, tmp_path: Path
) -> None:
    for number in range(5):
        back_up(tmp_path / f"{number}.zip", NOW)
        with ZipFile(tmp_path / f"{number}.zip") as archive:
            rows = {
                model: [json.loads(line) for line in archive.open(f"rows/{model}.jsonl")]
                for model in ("accounts_user", "progress_lessonprogress")
            }
        people = {row["id"] for row in rows["accounts_user"]}
        readers = {row["user_id"] for row in rows["progress_lessonprogress"]}
        assert readers <= people
        # At most the one who has been enrolled and is about to read.
        assert len(people - readers) <= 1


def test_commands_say_what_they_did(site: dict[str, str], tmp_path: Path, capsys: Any) -> None:
    archive = tmp_path / "site.zip"
    call_command("backup", archive)
    summary = check(archive)
    assert capsys.readouterr().out == (
        f"{archive}: {summary.rows} rows and 1 files, read again and compared.\n"
    )
    call_command("restore", archive, check=True)
    assert capsys.readouterr().out == f"{archive}: {summary.rows} rows and 1 files, whole.\n"
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", archive)
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", archive)


def test_a_site_moves_from_sqlite(media: Path, tmp_path: Path) -> None:
    """What the demonstration holds on SQLite, restored into the database of these tests."""
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "var"), "DATABASE_URL": ""}
    del environment["DATABASE_URL"]
    environment["DJANGO_SETTINGS_MODULE"] = "elearning.settings"
    archive = tmp_path / "site.zip"
    for command in (["migrate", "-v0"], ["make_demo"], ["backup", str(archive)]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True
        )
    assert restore(archive) == check(archive)
    assert LessonProgress.objects.count() > 50
    decided = GradeOverride.objects.get()
    assert (decided.after - decided.before, decided.author.identifier) == (
        Decimal("0.50"),
        "fatou.diagne",
    )
    course = decided.gradebook.course
    assert {*GradeItem.objects.values_list("category", flat=True)} == {"exams", "quizzes"}
    students = list(course_students(course))
    assert any(review_day(course=course, user=one, now=timezone.now()).due for one in students)
