"""`manage.py read_quiz`: what an import would make of a file, and conversions."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

DATA = Path(__file__).parents[1] / "data/quiz"


def printed(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("read_quiz", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def as_json(*arguments: str | Path) -> dict:
    return json.loads(printed(*arguments, "--json"))


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_every_kind_has_its_shape() -> None:
    found = {each["id"]: each for each in as_json(DATA / "exemples.quiz.md")["questions"]}
    shapes = {
        each["kind"]: (each["options"], each["key"])
        for each in found.values()
        if each["kind"] not in ("choice", "multiple", "matching")
    }
    assert shapes == {
        "numeric": ([], ["1010 ± 3 % [W, kW]"]),
        "true-false": ([], ["false"]),
        "hotspot": ([], ["hote"]),
        "ordering": (
            ["Application invitée", "Noyau invité", "Hyperviseur", "OS hôte", "Disque physique"],
            [0, 1, 2, 3, 4],
        ),
        "cloze": (
            [],
            [["2 ± 0 [Go]"], ["0,5 ± 0 [Go]"], ["inférieur", "plus petit", "plus faible"]],
        ),
        "short": ([], ["hypercall", "hyperappel", "appel à l'hyperviseur"]),
        "output": ([], ["1"]),
        "open": (
            [],
            [
                "2 : compare le noyau partagé au noyau séparé",
                "2 : chiffre ou hiérarchise le coût (RAM, densité, démarrage)",
                "2 : conclut avec une condition qui ferait changer d'avis",
            ],
        ),
    }
    assert (found["v2-vdi-lien"]["key"], len(found["v2-vdi-lien"]["options"])) == ([0, 1], 4)
    assert found["v2-types"]["key"] == [[0, 0], [1, 1], [2, 2], [3, 3]]
    assert found["v2-types"]["options"]["right"][4] == "le code source et le binaire"


def test_one_question_whole(tmp_path) -> None:
    file = write(tmp_path, "a.gift", "// [tag:bloom:apply] [tag:notion:VM]\n::A 1:: b ? {~c =d}\n")
    assert as_json(file) == {
        "outcome": "import",
        "errors": [],
        "warnings": [],
        "questions": [
            {
                "id": "a-1",
                "kind": "choice",
                "stem": "b ?",
                "options": ["c", "d"],
                "key": [1],
                "points": 1,
                "tags": {"lesson": None, "objective": None, "bloom": "apply", "notions": ["VM"]},
            }
        ],
    }


def test_a_file_with_an_error_is_rejected_with_what_to_mend(tmp_path) -> None:
    file = write(tmp_path, "a.gift", "a {T}\n\nb {=c\n")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("read_quiz", str(file), "--json", stdout=out)
    read = json.loads(out.getvalue())
    assert (read["outcome"], [each["id"] for each in read["questions"]]) == ("reject", ["a"])
    assert read["errors"] == [
        {
            "line": 3,
            "column": 3,
            "message": "Cette accolade n’a pas son autre moitié.",
            "mend": "Mettez les réponses entre { et }, ou écrivez \\ devant le signe.",
        }
    ]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.gift", "a {T}", "true-false"),
        ("a.gift.txt", "a {T}", "true-false"),
        ("a.txt", "a {T}", "true-false"),
        ("a.txt", "a\nA. b\nB. c\nANSWER: B", "choice"),
        ("a.md", "### vrai-faux a\nb\n= vrai", "true-false"),
        (
            "A.XML",
            '<quiz><question type="essay"><questiontext><text>a</text></questiontext></question>'
            "</quiz>",
            "open",
        ),
    ],
)
def test_the_name_or_the_text_tells_the_format(tmp_path, name, text, kind) -> None:
    (question,) = as_json(write(tmp_path, name, text))["questions"]
    assert question["kind"] == kind


def test_from_goes_before_the_name(tmp_path) -> None:
    file = write(tmp_path, "a.xml", "a {T}")
    assert as_json(file, "--from", "gift")["questions"][0]["kind"] == "true-false"


@pytest.mark.parametrize("format_", ["gift", "moodle-xml", "quiz.md"])
def test_what_is_converted_is_read_again(tmp_path, format_) -> None:
    first = as_json(DATA / "exemples.moodle.xml")["questions"][:3]
    text = printed(DATA / "exemples.moodle.xml", "--to", format_)
    file = write(tmp_path, "converted", text)
    again = as_json(file, "--from", format_)["questions"][:3]
    for question in first:
        question["points"] = 1 if format_ == "gift" else question["points"]
    assert again == first


def test_a_conversion_tells_its_losses_beside_the_text() -> None:
    told = StringIO()
    call_command(
        "read_quiz",
        str(DATA / "exemples.quiz.md"),
        "--to=gift",
        "--language=en",
        stdout=StringIO(),
        stderr=told,
    )
    assert "v3-os-hote: GIFT has no questions of the kind “zone”." in told.getvalue()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("absent.gift", "Il n’y a pas de fichier {path}."),
        ("image.png", "Le nom «\u00a0image.png\u00a0» ne dit pas le format"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(tmp_path, name, said) -> None:
    write(tmp_path, "image.png", "a")
    with pytest.raises(CommandError) as refused:
        printed(tmp_path / name)
    assert str(refused.value).startswith(said.format(path=tmp_path / name))


def test_a_quiz_in_a_file_of_questions_is_told_as_left_out(tmp_path) -> None:
    text = "### vrai-faux a\nb\n= vrai\n\n## quiz s2\ntitre: Contrôle\n- a\n"
    warnings = as_json(write(tmp_path, "a.quiz.md", text), "--language=en")["warnings"]
    assert (5, "The quiz “s2” is no question: it is left out.") in [
        (each["line"], each["message"]) for each in warnings
    ]
