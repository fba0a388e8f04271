"""`run.py` on machines that lack something: a new Python, ensurepip, a free port, an index."""

import ast
import hashlib
import os
import re
import socket
from pathlib import Path

import pytest

import run
from tests.typography import faults

SOURCE = Path(run.__file__).read_text(encoding="utf-8")
WHEEL = b"a wheel"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home without any configuration of pip, and no variable that names one."""
    for name in list(os.environ):
        if name.startswith("PIP_") or name == "XDG_CONFIG_HOME":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(run, "SYSTEM_PIP_FILES", [])
    return tmp_path


def index(folder: Path, content: bytes = WHEEL) -> str:
    """A simple index in `folder` that offers `content` as pip's wheel; its address."""
    (folder / "simple/pip").mkdir(parents=True)
    (folder / run.PIP).write_bytes(content)
    link = f'<a href="../../{run.PIP}#sha256=0&amp;x">{run.PIP}</a>'
    (folder / "simple/pip/index.html").write_text(link)
    return (folder / "simple").as_uri()


def test_older_python_can_read_the_file_as_far_as_the_sentence_it_gets():
    tree = ast.parse(SOURCE, feature_version=(3, 7))
    before = tree.body[: next(i for i, node in enumerate(tree.body) if isinstance(node, ast.If))]
    assert [type(node) for node in before] == [ast.Expr, ast.Import]


def test_what_it_says_in_french_is_well_set():
    constants = [node.value for node in ast.walk(ast.parse(SOURCE)) if hasattr(node, "value")]
    lines = [line for text in constants if isinstance(text, str) for line in text.splitlines()]
    french = [line for line in lines if re.search("[À-ÿ]", line)]
    assert {line: faults(line) for line in french if faults(line)} == {}
    assert len(french) > 5


def test_settings_of_pip_come_from_its_files_and_then_its_variables(home, monkeypatch):
    (home / ".config/pip").mkdir(parents=True)
    (home / ".config/pip/pip.conf").write_text(
        "[global]\nindex_url = https://a.example/simple\ncert = /a.pem\n"
        "[install]\nfind-links = /c\nextra_index_url =\n  https://b.example\n  https://c.example\n"
    )
    named = home / "named.conf"
    named.write_text("[global]\ncert = /b.pem\n")
    assert run.pip_settings() == {
        "index_url": "https://a.example/simple",
        "cert": "/a.pem",
        "find_links": "/c",
        "extra_index_url": "\nhttps://b.example\nhttps://c.example",
    }
    monkeypatch.setenv("PIP_CONFIG_FILE", str(named))
    monkeypatch.setenv("PIP_INDEX_URL", "https://d.example/simple")
    assert run.pip_settings()["cert"] == "/b.pem"
    assert run.pip_settings()["index_url"] == "https://d.example/simple"
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    assert run.pip_settings() == {"index_url": "https://d.example/simple"}


@pytest.mark.parametrize("kind", ["index", "folder", "address of a folder"])
def test_pip_is_found_where_the_configuration_says(home, monkeypatch, kind):
    monkeypatch.setattr(run, "PIP_SHA256", hashlib.sha256(WHEEL).hexdigest())
    address = index(home / "offers")
    monkeypatch.setenv("PIP_INDEX_URL", (home / "nowhere").as_uri())
    if kind == "index":
        monkeypatch.setenv("PIP_EXTRA_INDEX_URL", address)
    else:
        folder = home / "offers"
        monkeypatch.setenv("PIP_FIND_LINKS", str(folder) if kind == "folder" else folder.as_uri())
    assert run.fetch_pip(home).read_bytes() == WHEEL


def test_pip_with_another_hash_is_refused(home, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", index(home / "offers", b"something else"))
    with pytest.raises(SystemExit, match="pip est introuvable"):
        run.fetch_pip(home)
    assert not (home / run.PIP).exists()


def test_port_is_the_first_free_one():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Le port {taken} est occupé"):
            run.free_port(taken)
        assert run.free_port(None, first=taken) > taken
    assert run.free_port(taken) == taken


def test_fingerprint_changes_with_a_file_the_site_is_made_of(tmp_path, monkeypatch):
    (tmp_path / "courses").mkdir()
    (tmp_path / "requirements.lock").write_text("django==5.2\n")
    lesson = tmp_path / "courses/deck.md"
    lesson.write_text("# Un")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    before = run.fingerprint()
    (tmp_path / "courses/deck.pyc").write_text("made by Python itself")
    assert run.fingerprint() == before
    lesson.write_text("# Deux")
    changed = run.fingerprint()
    assert changed != before
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/courses")
    assert run.fingerprint() != changed


def pins(name: str) -> dict[str, tuple[str, int]]:
    """Package -> (version, number of hashes) in the lock file `name`."""
    found: dict[str, tuple[str, int]] = {}
    package = ""
    for line in (run.ROOT / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("    --hash=sha256:"):
            version, hashes = found[package]
            found[package] = version, hashes + 1
        else:
            package, version = line.removesuffix(" \\").split(" ;")[0].split("==")
            found[package] = version, 0
    return found


def test_locks_pin_every_library_with_hashes_and_name_no_index():
    site, tests = pins("requirements.lock"), pins("requirements-test.lock")
    assert site.items() <= tests.items()
    assert [package for package, (_, hashes) in tests.items() if not hashes] == []


def test_locks_hold_what_is_asked_for():
    asked = (run.ROOT / "requirements.txt").read_text(encoding="utf-8")
    site, tests = asked.split("# --- the tests")
    for text, name in ((site, "requirements.lock"), (tests, "requirements-test.lock")):
        lines = [line.split("#")[0].split("[")[0] for line in text.splitlines()]
        names = {line.split("~")[0].strip().lower() for line in lines} - {""}
        assert names - pins(name).keys() == set()
