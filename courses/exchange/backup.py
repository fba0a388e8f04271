"""The whole site in one archive: every row and every file its rows name, with fingerprints.

An archive is a zip of `manifest.json`, `rows/<table>.jsonl` (one row a line, by primary key) and
`media/<name>`. It names no database: what was saved from SQLite can be restored into PostgreSQL.
Left out are sessions, so that whoever finds an archive is nobody, and what Django makes by itself.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import FileField

from courses.exchange.backup_rows import (
    fingerprint,
    member_name,
    read_rows,
    reset_sequences,
    saved_models,
    write_rows,
)

FORMAT = 1
MANIFEST_LIMIT = 10 * 1024 * 1024
BLOCK = 1024 * 1024


class ArchiveRefused(ValueError):
    """The archive is damaged, or cannot be restored here; the message is for the reader."""


@dataclass(frozen=True)
class Summary:
    """What an archive holds."""

    rows: int
    files: int


def back_up(target: Path, now: datetime) -> Summary:
    """Writes the archive, as the site stands at one moment, whoever writes meanwhile.

    The archive appears under its name only once it is whole and has been read again.
    """
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.touch(mode=0o600)  # it holds the fingerprints of passwords
    try:
        with ZipFile(unfinished, "w", ZIP_DEFLATED) as archive, _snapshot():
            members = {**write_rows(archive), **_write_files(archive)}
            manifest = {
                "format": FORMAT,
                "made_at": now.isoformat(),
                "migrations": _migrations(),
                "members": members,
            }
            archive.writestr("manifest.json", json.dumps(manifest, indent=1))
        summary = check(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return summary


def check(source: Path) -> Summary:
    """Reads the archive to its end and compares every fingerprint. Raises ArchiveRefused."""
    with _opened(source) as (archive, manifest):
        members = manifest["members"]
        if {*archive.namelist()} != {"manifest.json", *members}:
            raise ArchiveRefused("The archive does not hold what its manifest names.")
        for name, said in members.items():
            with archive.open(name) as member:
                if _digest(member) != said["sha256"]:
                    raise ArchiveRefused(f"{name} is damaged.")
    rows = sum(said.get("rows", 0) for said in members.values())
    return Summary(rows=rows, files=sum(name.startswith("media/") for name in members))


def restore(source: Path) -> Summary:
    """Puts the archive into an empty, migrated site; all of it, or nothing.

    The rows are read back and compared before they are committed. Raises ArchiveRefused.
    """
    summary = check(source)
    with _opened(source) as (archive, manifest):
        if manifest["migrations"] != _migrations():
            raise ArchiveRefused(
                "The archive comes from another version of the site. Install that version, "
                "restore, then migrate."
            )
        _refuse_if_used()
        with transaction.atomic():
            for model in saved_models():
                read_rows(archive, model)
            reset_sequences()
            _compare(manifest["members"])
            for name in manifest["members"]:
                if name.startswith("media/"):
                    _read_file(archive, name.removeprefix("media/"))
    return summary


def _compare(members: dict[str, dict[str, Any]]) -> None:
    for model in saved_models():
        if fingerprint(model) != members[member_name(model)]["sha256"]:
            raise ArchiveRefused(f"{model._meta.label} came back different: nothing was restored.")


def _refuse_if_used() -> None:
    for model in saved_models():
        if model._base_manager.exists():
            raise ArchiveRefused(
                f"The database is not empty (there are rows of {model._meta.label}). Restore "
                "into a new one."
            )


def _migrations() -> list[str]:
    applied = MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


# --- files


def _write_files(archive: ZipFile) -> dict[str, dict[str, Any]]:
    """The files that rows name; a file is never changed once a row names it."""
    members = {}
    for name in sorted(_named_files()):
        with default_storage.open(name) as file:
            content = file.read()
        archive.writestr(f"media/{name}", content)
        members[f"media/{name}"] = {"sha256": hashlib.sha256(content).hexdigest()}
    return members


def _named_files() -> set[str]:
    fields = [
        (model, field.attname)
        for model in saved_models()
        for field in model._meta.concrete_fields
        if isinstance(field, FileField)
    ]
    return {
        name
        for model, field in fields
        for name in model._base_manager.values_list(field, flat=True)
        if name
    }


def _read_file(archive: ZipFile, name: str) -> None:
    """A name that leads out of the media folder is refused by the storage itself."""
    with archive.open(f"media/{name}") as member:
        try:
            if not default_storage.exists(name):
                default_storage.save(name, File(member, name))
        except SuspiciousOperation as error:
            raise ArchiveRefused(f"{name} leads out of the folder of media.") from error


# --- the archive and the moment


@contextmanager
def _opened(source: Path) -> Iterator[tuple[ZipFile, dict[str, Any]]]:
    try:
        with ZipFile(source) as archive:
            if archive.getinfo("manifest.json").file_size > MANIFEST_LIMIT:
                raise ArchiveRefused("The manifest of the archive is too large.")
            manifest = json.loads(archive.read("manifest.json"))
            if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
                raise ArchiveRefused("This is not an archive of this site.")
            yield archive, manifest
    except (BadZipFile, KeyError, json.JSONDecodeError) as error:
        raise ArchiveRefused(f"This is not a whole archive of this site ({error}).") from error


def _digest(member: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := member.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


@contextmanager
def _snapshot() -> Iterator[None]:
    """All that is read inside is read as of one moment, and stops nobody who writes."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        # Not Django's own transaction: that takes the write lock (settings).
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
