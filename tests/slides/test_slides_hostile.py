"""Rule 20: hostile input."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import TITLE, texts


@pytest.mark.parametrize(
    ("body", "text", "told"),
    [
        ("[x](javascript:alert(1))", "x", "javascript:alert(1)"),
        ("[x](JaVa\x01ScRiPt:alert(1))", "x", "JaVaScRiPt:alert(1)"),
        ("[x](data:text/html,y)", "x", "data:text/html,y"),
        ("a <script>alert(1)</script>", "a alert(1)", "<script>"),
        ("a <img src=x onerror=alert(1)>", "a", "<img src=x onerror=alert(1)>"),
        ("<div onclick='x'>a</div>", "a", "<div onclick='x'>"),
        ("a\u202eb", "ab", "1 in the whole file"),
    ],
)
def test_rule_20_what_is_active_goes_and_is_told(body, text, told):
    tree = read_deck(f"{TITLE}# A\n\n{body}\n\n# B\n\n- b")
    assert texts(tree) == [text, "b"]
    assert told in " ".join(str(warning.message) for warning in tree.warnings)


def test_rule_20_what_only_looks_like_a_tag_is_text():
    body = "- la balise <script> et List<String>\n- #include <stdio.h>\n- a < b > c"
    assert texts(read_deck(f"{TITLE}# A\n\n{body}\n\n# B\n\n- b"))[:3] == [
        "la balise <script> et List<String>",
        "#include <stdio.h>",
        "a < b > c",
    ]


def test_rule_20_addresses_are_a_short_list_of_schemes():
    body = "- [a](https://exemple.sn/a_(b)) [c](mailto:x@y.sn) [d](../../etc/passwd)"
    lesson = read_deck(f"{TITLE}# A\n\n{body}\n\n# B\n\n- b").sections[0].lessons[0]
    assert lesson.markdown == "- [a](https://exemple.sn/a%5F%28b%29) [c](mailto:x@y.sn) d"
