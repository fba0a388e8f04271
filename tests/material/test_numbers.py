"""The numbers of the questions that ship, computed again from what each question tells.

What is told is read from its text, so that neither the text nor the key can change alone.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from courses.quizzes.drawing import drawn_values, fill
from courses.quizzes.split import public_part
from tests.material.test_shipped_questions import QUESTIONS, mark, of_kind, right_answer

DRAWS = 30
HOURS_A_YEAR = 365 * 24
WORDS = {"soixante": 60, "cent": 100, "vingt": 20, "deux": 2, "quart": Fraction(1, 4)}
NUMBER = re.compile(rf"\d+(?:,\d+)?|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)

# From the numbers a text tells, in their order, those it asks for; "pour cent" tells 100.
COMPUTED: dict[str, Callable[..., tuple[Fraction, ...]]] = {
    "v1-archi-virt-noyaux": lambda machines, _applications: (machines,),
    "v1-taux": lambda servers, share, kept, _percent: (servers * share / kept,),
    "v1-puissance": lambda servers, megawatt_hours: (
        megawatt_hours * 10**6 / HOURS_A_YEAR / servers,
    ),
    "v2-vdi-calcul": lambda desktops, mean, some, peak, _some, link: (desktops * mean, some * peak),
    "v2-volumes": lambda pool, volumes, size, filled: (pool - volumes * size * filled,),
    "v3-migration-calcul": lambda memory, link, dirtied: (
        memory / link * dirtied,
        memory / link * dirtied / link * dirtied,
    ),
    "v3-emulation-temps": lambda seconds, each: (seconds * each,),
    "v4-densite": lambda sites, memory: (sites * memory,),
    "v4-assistee-cout": lambda thousands, cycles, billions, percent: (
        thousands * 1000 * cycles / (billions * 10**9) * percent,
    ),
}
# An equation within a sentence: numbers, their units left out, multiplied or divided.
TERM = r"\d+(?:,\d+)?(?:·10⁶)?(?: (?:s|h|Wh))?"
EQUATION = re.compile(rf"({TERM}(?: [×÷] {TERM})+) = (\d+(?:,\d+)?)")


def number(text: str) -> Fraction:
    word = WORDS.get(text.lower())
    return Fraction(word if word is not None else Decimal(text.replace(",", ".")))


def numbers_told(stem: str) -> list[Fraction]:
    """The numbers of a text; those of its gaps name places."""
    return [number(each) for each in NUMBER.findall(re.sub("⟦[0-9]+⟧", "", stem))]


def numeric_places(id_: str) -> list[str]:
    """The places of a question that ask for a number; "" is the only one."""
    question = QUESTIONS[id_]
    if question.kind == "numeric":
        return [""]
    return [gap["id"] for gap in public_part(question)["gaps"] if gap["number"]]


def test_every_question_that_asks_for_a_number_is_computed_here() -> None:
    asked = [id_ for id_ in of_kind("numeric", "cloze") if numeric_places(id_)]
    assert sorted(asked) == sorted(COMPUTED)


@pytest.mark.parametrize("id_", sorted(COMPUTED))
def test_the_key_is_what_the_text_makes_it(id_: str) -> None:
    question, places = QUESTIONS[id_], numeric_places(id_)
    for draw in range(DRAWS):
        values = drawn_values(public_part(question), f"{draw}")
        told = numbers_told(fill(question.stem, values))
        computed = COMPUTED[id_](*told)
        right = right_answer(question, values)
        if places == [""]:
            answer = right | {"value": written(computed[0])}
            assert mark(question, answer, values) == 1, (told, right)
            # The tolerance is for students: the key itself is exact.
            assert written(number(right["value"])) == written(computed[0])
        else:
            wanted = dict(zip(places, map(written, computed), strict=True))
            assert {place: right[place]["value"] for place in places} == wanted


def written(value: Fraction) -> str:
    """As a student writes it, to six decimals."""
    return f"{float(round(value, 6)):.6f}".rstrip("0").rstrip(".").replace(".", ",")


def equations() -> Iterator[tuple[str, str, Fraction, Fraction]]:
    for id_, question in QUESTIONS.items():
        for left, right in EQUATION.findall(question.source):
            first, *rest = re.findall(r"([×÷]?) ?(\d+(?:,\d+)?)(·10⁶)?", left)
            result = number(first[1]) * (10**6 if first[2] else 1)
            for sign, text, _ in rest:
                result = result * number(text) if sign == "×" else result / number(text)
            yield id_, left, result, number(right)


def test_the_explanations_compute_rightly() -> None:
    found = list(equations())
    assert {id_ for id_, *_ in found} == {
        "v1-puissance",
        "v2-vdi-calcul",
        "v2-vdi-lien",
        "v3-migration-calcul",
    }
    assert [each for each in found if each[2] != each[3]] == []
