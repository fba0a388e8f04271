"""Whatever stands in the files of a course, it is read or refused with its places."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.exchange.folder.format import FORMAT, FolderRefused, ProposalEntry
from courses.exchange.folder.reading import read_folder
from courses.exchange.folder.words import problem_texts
from courses.exchange.folder.writing import write_folder

HEAD: dict[str, Any] = {"format": FORMAT, "title": "Réseaux", "language": "fr"}
QUIZ: dict[str, Any] = {
    "slug": "examen",
    "kind": "exam",
    "title": "Examen",
    "feedback": "deferred",
    "counts": "best",
    "tries": 3,
    "try_cost": "0.25",
    "shuffles_questions": True,
    "waits_for_closing": True,
    "marks_anonymously": False,
    "items": [{"count": 1, "filters": [["objective", "V1.1"]]}],
}
KEYS = st.sampled_from(
    ["format", "title", "language", "chapters", "slug", "deck", "sections", "lessons", "lines",
     "figures", "quizzes", "items", "filters", "kind", "key", "accepted_at"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def files(**parts: Any) -> dict[str, bytes]:
    return {f"{name}.json": json.dumps(value).encode() for name, value in parts.items()}


def refusals(**parts: Any) -> list[tuple[str, str]]:
    with pytest.raises(FolderRefused) as refused:
        read_folder(files(**parts))
    assert problem_texts(refused.value.problems)
    return [(problem.file, problem.about) for problem in refused.value.problems]


def test_the_smallest_course() -> None:
    folder = read_folder(files(course=HEAD))
    assert (folder.title, folder.language, folder.lessons) == ("Réseaux", "fr", ())
    assert read_folder(write_folder(folder)).title == "Réseaux"


@pytest.mark.parametrize(
    "changed, place",
    [
        ({"format": "autre/2"}, "format"),
        ({"title": ""}, "title"),
        ({"title": "a" * 201}, "title"),
        ({"title": "a\x00"}, "title"),
        ({"language": "de"}, "language"),
        ({"chapters": {}}, "chapters"),
        ({"chapters": [3]}, "chapters[0]"),
        ({"chapters": [{"slug": "../etc"}]}, "chapters[0].slug"),
        ({"figures": {"1.webp": 3}}, "figures"),
    ],
)
def test_what_is_no_head_of_a_course(changed: dict[str, Any], place: str) -> None:
    assert refusals(course={**HEAD, **changed}) == [("course.json", place)]


@pytest.mark.parametrize(
    "changed, place",
    [
        ({"kind": "review"}, "quizzes[0].kind"),
        ({"tries": -1}, "quizzes[0].tries"),
        ({"tries": True}, "quizzes[0].tries"),
        ({"minutes": 32_001}, "quizzes[0].minutes"),
        ({"try_cost": "2"}, "quizzes[0].try_cost"),
        ({"try_cost": "NaN"}, "quizzes[0].try_cost"),
        ({"try_cost": "0.123"}, "quizzes[0].try_cost"),
        ({"published": "oui"}, "quizzes[0].published"),
        ({"section": 1}, "examen: kind"),
        ({"items": [{"filters": [["a"]]}]}, "filters"),
    ],
)
def test_what_is_no_quiz(changed: dict[str, Any], place: str) -> None:
    read_folder(files(course=HEAD, quizzes={"quizzes": [QUIZ]}))
    quizzes = {"quizzes": [{**QUIZ, **changed}]}
    assert refusals(course=HEAD, quizzes=quizzes) == [("quizzes.json", place)]


def test_proposals() -> None:
    said = [{"kind": "question", "key": "*"}]
    assert read_folder(files(course=HEAD, proposals=said)).proposals == (
        ProposalEntry("question", "*"),
    )
    for at in ("hier", "2026-11-22T18:05:00"):
        said = [{"kind": "question", "key": "q", "accepted_at": at}]
        assert refusals(course=HEAD, proposals=said) == [("proposals.json", "accepted_at")]
    assert refusals(course=HEAD, proposals=[{"kind": "deck", "key": "q"}]) == [
        ("proposals.json", "[0].kind")
    ]


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(FolderRefused):
        read_folder({"course.json": b"[" * 100_000})


@settings(max_examples=settings.default.max_examples // 2)
@given(VALUES, VALUES, VALUES)
def test_any_values_are_read_or_refused(chapters: Any, quizzes: Any, proposals: Any) -> None:
    given_files = files(course={**HEAD, "chapters": [chapters]}, quizzes=quizzes)
    try:
        folder = read_folder({**given_files, **files(proposals=proposals)})
    except FolderRefused as refused:
        assert problem_texts(refused.problems)
    else:
        assert write_folder(read_folder(write_folder(folder))) == write_folder(folder)
