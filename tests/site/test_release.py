from pathlib import Path

import pytest

from elearning.release import release


@pytest.fixture
def house(tmp_path: Path, settings) -> Path:
    """A small house of its own, whose release is not remembered."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text("<p>Un</p>")
    release.cache_clear()
    yield tmp_path
    release.cache_clear()


def again() -> str:
    release.cache_clear()
    return release()


def test_the_same_files_are_the_same_release(house):
    assert release() == again()
    (house / "templates/notes.txt").write_text("no part of a page")
    assert release() == again()


def test_a_change_of_any_page_is_another_release(house):
    before = release()
    (house / "templates/page.html").write_text("<p>Deux</p>")
    changed = again()
    (house / "templates/page.html").rename(house / "templates/other.html")
    assert len({before, changed, again()}) == 3


def test_it_is_read_once(house):
    before = release()
    (house / "templates/page.html").write_text("<p>Deux</p>")
    assert release() == before
