"""Which mistakes come back, kind by kind, in the words of the question."""

import pytest

from courses.quizzes.analysis.mistakes import MOST, Mistake, mistakes
from courses.quizzes.split import key_part, public_part
from courses.quizzes.text.reading import read_quiz

SHORT = "### courte q\nQui partage le matériel ?\n= hyperviseur\n"
NUMERIC = "### numérique q\nCombien ?\n= 4 ± 0 [Go]\n"
CLOZE = "### trous q\nUn {{noyau}} et {{=2 ± 0 [Go]}}.\n"
PAIRS = "### appariement q\nAssociez.\n- SAN :: blocs\n- NAS :: fichiers\n- (leurre) :: fenêtres\n"
ORDER = "### ordre q\nOrdonnez.\n1. Matériel\n2. Hyperviseur\n3. Invité\n"
CHOICE = "### choix q\nLequel ?\n- (x) a\n- ( ) b\n"
OPEN = "### ouverte q\nPourquoi ?\n~ 1 : dit pourquoi\n"


def found(text: str, *answers: tuple[object, int]) -> tuple[Mistake, ...]:
    file = read_quiz(text)
    assert file.errors == ()
    [question] = file.questions
    return mistakes(question.kind, public_part(question), key_part(question), answers)


def ids(text: str, name: str) -> dict[str, str]:
    [question] = read_quiz(text).questions
    return {each["text"]: each["id"] for each in public_part(question)[name]}


def test_texts_that_mean_the_same_are_one_mistake() -> None:
    answers = [("le noyau", 2), ("Noyau", 3), ("VMM ?", 1), ("Hyperviseur", 9), (None, 4)]
    assert found(SHORT, *answers) == (Mistake(5, "Noyau"), Mistake(1, "VMM ?"))


def test_numbers_with_their_units() -> None:
    answers = [({"value": "4", "unit": "Go"}, 5), ({"value": "4", "unit": ""}, 1), ("40 Go", 2)]
    assert Mistake(2, "40 Go") in found(NUMERIC, *answers)
    assert all(mistake.text != "4 Go" for mistake in found(NUMERIC, *answers))


def test_gaps_by_their_number() -> None:
    answers = [
        ({"1": "pilote", "2": {"value": "2", "unit": "Go"}}, 2),
        ({"1": "Pilote", "2": {"value": "3", "unit": "Go"}}, 1),
        ({"2": {"value": "3", "unit": "Go"}}, 1),
    ]
    assert found(CLOZE, *answers) == (Mistake(3, "pilote", "1"), Mistake(2, "3 Go", "2"))


def test_pairs_by_their_left_item() -> None:
    lefts, rights = ids(PAIRS, "lefts"), ids(PAIRS, "rights")
    answers = [
        ({lefts["SAN"]: rights["fichiers"], lefts["NAS"]: rights["fichiers"]}, 4),
        ({lefts["SAN"]: rights["fenêtres"]}, 1),
        ({lefts["SAN"]: rights["blocs"], lefts["NAS"]: rights["fichiers"]}, 7),
    ]
    assert found(PAIRS, *answers) == (
        Mistake(4, "fichiers", "SAN"),
        Mistake(1, "fenêtres", "SAN"),
    )


def test_inversions_of_an_order_given_either_way() -> None:
    item = ids(ORDER, "items")
    answers = [
        ([item["Hyperviseur"], item["Matériel"], item["Invité"]], 3),
        ({item["Hyperviseur"]: 1, item["Invité"]: 2, item["Matériel"]: 3}, 2),
        ([item["Matériel"], item["Hyperviseur"], item["Invité"]], 9),
    ]
    assert found(ORDER, *answers) == (
        Mistake(5, "Hyperviseur", "Matériel"),
        Mistake(2, "Invité", "Matériel"),
    )


@pytest.mark.parametrize("text", [CHOICE, OPEN])
def test_kinds_without_mistakes_to_list(text) -> None:
    assert found(text, ("b", 3)) == ()


def test_what_the_question_can_no_longer_receive_is_left_out() -> None:
    assert found(PAIRS, ({"inconnu": "x"}, 3), ("texte", 1)) == ()


def test_only_the_commonest_are_kept() -> None:
    answers = [(f"faux {number}", number + 1) for number in range(MOST + 3)]
    assert [each.count for each in found(SHORT, *answers)] == [8, 7, 6, 5, 4]
