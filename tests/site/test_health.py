"""The page for whoever watches over the site."""

from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_site_that_works_says_so_to_anybody(client: Client) -> None:
    page = client.get("/sante/")
    assert (page.status_code, page.content) == (200, b"database: ok\ndisk: ok\n")
    assert "no-store" in page.headers["Cache-Control"]


def test_a_migration_that_was_not_made_is_a_failure(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="progress").delete()
    page = client.get("/sante/")
    assert (page.status_code, page.content) == (503, b"database: failing\ndisk: ok\n")


def test_a_folder_that_cannot_be_written_is_a_failure(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.VAR = tmp_path / "gone"
    page = client.get("/sante/")
    assert (page.status_code, page.content) == (503, b"database: ok\ndisk: failing\n")
