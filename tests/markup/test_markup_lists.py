"""Lists as most editors write them."""

import pytest

from courses.markup.render import render


def flat(source: str) -> str:
    return render(source, language="en").html.replace("\n", "")


NESTED = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"


@pytest.mark.parametrize(
    "source",
    [
        "- a\n  - b\n    - c\n- d",
        "- a\n    - b\n        - c\n- d",
        "* a\n   * b\n      * c\n* d",
        "text\n- a\n  - b\n    - c\n- d",
    ],
)
def test_two_three_or_four_spaces_make_a_level(source):
    assert flat(source) == ("<p>text</p>" if source.startswith("text") else "") + NESTED


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("text\n1. a\n2. b", "<p>text</p><ol><li>a</li><li>b</li></ol>"),
        ("text\n7. a", "<p>text7. a</p>"),
        ("in 1990 -\n- a", "<p>in 1990 -</p><ul><li>a</li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n\n  p\n- b", "<ul><li><p>a</p><p>p</p></li><li><p>b</p></li></ul>"),
        ("- a\n\np", "<ul><li>a</li></ul><p>p</p>"),
        ("- a\n\n  p\n  - b", "<ul><li><p>a</p><p>p</p><ul><li>b</li></ul></li></ul>"),
        ("> - a\n>   - b", "<blockquote><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>"),
        ("text\n* * *", "<p>text</p><hr>"),
        ("- a\nlazy", "<ul><li>alazy</li></ul>"),
    ],
)
def test_lists(source, expected):
    assert flat(source) == expected


def test_numbering_goes_on_after_code_indented_by_three():
    assert flat("1. a\n   ```\n   x\n   ```\n2. b") == (
        '<ol><li><p>a</p><div class="code"><pre tabindex="0" role="region" aria-label="Code">'
        "<code>x</code></pre></div></li><li><p>b</p></li></ol>"
    )
