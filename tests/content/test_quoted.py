import pytest

from courses.content.quoted import DOUBT, find_quote, mark_quotes, replace_quote

SOURCE = """## Titre

- un
    - deux

    - trois
- un

```sh
- code
```

| a | b |
|---|---|
| c | d |"""


@pytest.mark.parametrize(
    "quote, place",
    [
        ("- un", (2, 2)),
        ("- deux\n- trois", (3, 5)),
        ("- trois\n- un", (5, 6)),
        ("- un\n- trois", None),
        ("- quatre", None),
        ("", None),
    ],
)
def test_a_quote_is_found_whatever_its_indentation(
    quote: str, place: tuple[int, int] | None
) -> None:
    assert find_quote(SOURCE, quote) == place


def test_a_wording_takes_the_place_and_the_indentation_of_its_quote() -> None:
    replaced = replace_quote(SOURCE, "- deux\n- trois", "- 2\n\n- 3")
    assert replaced == SOURCE.replace("    - deux\n\n    - trois", "    - 2\n\n    - 3")
    assert replace_quote(SOURCE, "- quatre", "- 4") is None


def test_signs_stand_beside_text_and_nowhere_else() -> None:
    marked = SOURCE.replace("- deux", f"- deux{DOUBT}")
    assert mark_quotes(SOURCE, ["- deux"]) == (marked, False)
    marked = SOURCE.replace("d |", f"d {DOUBT}|")
    assert mark_quotes(SOURCE, ["| c | d |"]) == (marked, False)
    assert mark_quotes(SOURCE, ["- quatre"]) == (SOURCE, False)
    for over in ("## Titre", "- code", ""):
        assert mark_quotes(SOURCE, [over]) == (SOURCE, True)
