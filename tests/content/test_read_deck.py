"""The command that says what an import would make of a deck: no database, nothing written."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]
CHAPTER = ROOT / "courses/material/virtualisation/chapitre-1-virtualisation.md"
DATA = ROOT / "tests/data/deck"


def read(path, *options):
    out = StringIO()
    call_command("read_deck", str(path), *options, stdout=out)
    return out.getvalue()


def test_the_chapter_that_ships_is_read_as_expected(tmp_path):
    actual = tmp_path / "actual.json"
    actual.write_text(read(CHAPTER, "--json"))
    compared = subprocess.run(
        [sys.executable, DATA / "compare.py", DATA / "expected.json", actual],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (compared.returncode, compared.stdout) == (0, "score: 172/172 = 1.0000\n")


def deck(tmp_path, text):
    path = tmp_path / "cours.md"
    path.write_text(text)
    return path


def test_a_lesson_is_as_it_is_served(tmp_path):
    path = deck(tmp_path, "# TCP\n\n- un *segment*\n\n# UDP\n\nUn <b>datagramme</b> : $x$\n")
    lesson = json.loads(read(path, "--json"))["sections"][0]["lessons"][0]
    lines = lesson.pop("lines")
    assert (lines[0][0], lines[-1][1]) == (1, 3)
    assert lesson == {
        "title": "TCP",
        "slug": "tcp",
        "points": 1,
        "nested": 0,
        "missing_figure": False,
        "text": "un segment",
        "code": [],
        "maths": [],
        "tables": [],
        "html": "<ul>\n<li>un <em>segment</em></li>\n</ul>",
    }


@pytest.mark.parametrize(
    ("language", "beginning"), [("fr", "Ce point est répété"), ("en", "This point is repeated")]
)
def test_messages_are_in_the_language_asked_for(tmp_path, language, beginning):
    path = deck(tmp_path, "# Cours\n\n**Awa**\n\n# TCP\n\n- un\n- un\n\n# UDP\n\n- deux\n")
    warnings = json.loads(read(path, "--json", "--language", language))["warnings"]
    assert [(one["line"], one["message"].startswith(beginning)) for one in warnings] == [(8, True)]


def test_a_refused_deck_is_json_and_one_sentence(tmp_path, capsys):
    path = deck(tmp_path, " \n")
    with pytest.raises(CommandError) as refused:
        call_command("read_deck", str(path), "--json")
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "outcome": "reject",
        "error": str(refused.value),
        "title": "",
        "author": "",
        "warnings": [],
        "sections": [],
    }
    assert told["error"].startswith("Ce fichier est vide")


def test_a_file_that_is_not_there(tmp_path):
    path = tmp_path / "absent.md"
    with pytest.raises(CommandError) as refused:
        read(path, "--json")
    assert str(refused.value) == f"Il n’y a pas de fichier {path}."


def test_a_folder_is_no_deck(tmp_path):
    with pytest.raises(CommandError) as refused:
        read(tmp_path, "--json")
    assert str(refused.value) == f"{tmp_path} est un dossier\u00a0: nommez un fichier."


def test_a_lesson_too_long_to_be_shown_is_told(tmp_path):
    long = "\n\n".join(f"Le paragraphe {n} de la longue leçon." for n in range(3000))
    path = deck(tmp_path, f"# Longue\n\n{long}\n\n# Courte\n\n- un point\n")
    result = json.loads(read(path, "--json"))
    assert [lesson["html"] == "" for lesson in result["sections"][0]["lessons"]] == [True, False]
    assert [one["line"] for one in result["warnings"] if "Longue" in one["message"]] == [1]


def test_without_json_it_is_a_plan_to_read(tmp_path):
    path = deck(tmp_path, "# Cours\n\n**Awa**\n\n# TCP\n\n- un\n\n# UDP\n\n![](x.png)\n")
    assert read(path) == "Cours\n\nCours\n  TCP (1)\n  UDP (0, figure manquante)\n"


def test_no_database_is_needed(tmp_path):
    """In a process of its own, with a database that cannot be reached."""
    answer = subprocess.run(
        [sys.executable, "manage.py", "read_deck", str(CHAPTER), "--json"],
        cwd=ROOT,
        env={
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
            "DATA_DIR": str(tmp_path / "data"),
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert json.loads(answer.stdout)["outcome"] == "import"
    assert not list((tmp_path / "data").glob("*.sqlite3"))
