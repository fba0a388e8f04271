"""Aiken, read and written."""

from pathlib import Path

import pytest

from courses.exchange.aiken import read_aiken, write_aiken

EXAMPLES = Path(__file__).parents[1] / "data/quiz/exemples.aiken.txt"


def test_the_examples() -> None:
    read = read_aiken(EXAMPLES.read_text(encoding="utf-8"))
    found = [
        (each.line, each.stem, [(o.text, o.right) for o in each.body.options])
        for each in read.questions
    ]
    assert found == [
        (
            1,
            "Qui partage le matériel entre les VM ?",
            [("Le pare-feu", False), ("L'hyperviseur", True), ("Le BIOS", False)],
        ),
        (7, "Que vaut 2\\*3\\*4 ?", [("24", True), ("9", False)]),
    ]
    assert (read.outcome, read.warnings) == ("import", ())


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\nA. b\nB. c\n", 3, "“ANSWER:” is missing after this line."),
        ("a\nA. b\nB. c\nd\nA. e\nB. f\nANSWER: A", 3, "“ANSWER:” is missing after this line."),
        ("a\nA. b\nB. c\nANSWER: D\n", 4, "“D” is the letter of no option."),
        ("a\nA. b\nC. c\nANSWER: A\n", 2, "The letters of the options do not follow one another."),
        ("a\nANSWER: A\n", 1, "This question has fewer than two options."),
        ("a\nA. b\nB. b\nANSWER: A\n", 1, "Two texts of this question are the same."),
    ],
)
def test_errors_have_their_line(text: str, line: int, message: str) -> None:
    errors = read_aiken(text).errors
    assert [(each.line, each.message.text()) for each in errors][:1] == [(line, message)]


def test_what_is_written_is_read_again() -> None:
    read = read_aiken(EXAMPLES.read_text(encoding="utf-8"))
    written = write_aiken(read.questions[:1])
    assert read_aiken(written.text).questions == read.questions[:1]
    assert [loss.message.text() for loss in written.losses] == [
        "Aiken says neither the id, the place, the points nor the tags."
    ]
