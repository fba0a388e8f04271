"""Blocks of code and drawings."""

import pytest

from courses.markup.codeblocks import MAX_CODE, MAX_CODE_LINE
from courses.markup.page import CannotDraw, Fence, Message
from courses.markup.render import render


def box(code: str, *, language: str = "", label: str = "Code") -> str:
    shown = f' data-language="{language}"' if language else ""
    return (
        f'<div class="code"{shown}><pre tabindex="0" role="region" aria-label="{label}">'
        f"<code>{code}</code></pre></div>"
    )


DEF = '<span class="k">def</span>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("```\na < b\n```", box("a &lt; b")),
        ("~~~\n```\n~~~", box("```")),
        ("````\n```\n````", box("```")),
        ("```python\ndef\n```", box(DEF, language="python", label="Code Python")),
        ("``` {.python .x}\ndef\n```", box(DEF, language="python", label="Code Python")),
        ("```klingon\ndef\n```", box("def", language="klingon")),
        ("    a <b> &amp; $x$ ```", box("a &lt;b&gt; &amp;amp; $x$ ```")),
        ("```\n\n  a\n\n    b\n```", box("\n  a\n\n    b")),
        ("```\nl'été ! $x$ [[x]]\n```", box("l'été ! $x$ [[x]]")),
    ],
)
def test_code(source, expected):
    assert render(source).html.strip() == expected


def test_label_is_in_the_language_of_the_lesson():
    assert 'aria-label="Python code"' in render("```python\nx\n```", language="en").html


def test_code_in_a_list_in_a_quote():
    html = render("> - a\n>\n>   ```\n>   b\n>    c\n>   ```").html.replace("\n", "|")
    assert html == (
        "<blockquote>|<ul>|<li>|<p>a</p>|"
        + box("b| c")
        + "|</li>|</ul>|</blockquote>"
    )  # fmt: skip


def test_code_never_closed_runs_to_the_end_and_is_reported():
    page = render("text\n\n```\na\n\nb")
    assert page.html.endswith("<code>a\n\nb</code></pre></div>")
    assert [(problem.line, str(problem.message)) for problem in page.problems] == [
        (3, "This code block is never closed.")
    ]


def test_code_ends_with_the_quote_that_holds_it():
    page = render("> ```\n> a\n\nafter")
    assert page.text == "a\nafter"


@pytest.mark.parametrize("code", ["x = 1\n" * (MAX_CODE // 6 + 1), "x=" * (MAX_CODE_LINE // 2 + 1)])
def test_huge_code_is_plain(code):
    html = render(f"```python\n{code}\n```").html
    assert "<span" not in html
    assert 'aria-label="Code Python"' in html


def draw(fence: Fence) -> str:
    text = fence.text
    if not text:
        reason = Message("there is nothing to draw for %(info)s", {"info": fence.info})
        raise CannotDraw(reason, line=1, column=3, instead="<p>À venir</p><script></script>")
    return (
        '<svg viewBox="0 0 9 9" role="img" onload="alert(1)" class="d-pile other">'
        f'<title>{text}</title><path d="M0 0" marker-end="url(#t-f)" style="fill:red"/>'
        '<path marker-end="url(//evil)"/><script>alert(1)</script><image href="x"/>'
        "<foreignObject><p>x</p></foreignObject></svg>"
    )


def test_drawing_passes_through_the_sink():
    assert render("```pile\nos\n```", fences={"pile": draw}).html == (
        '<div class="drawing" data-kind="pile"><svg viewBox="0 0 9 9" role="img" class="d-pile">'
        '<title>os</title><path d="M0 0" marker-end="url(#t-f)"></path><path></path>'
        "</svg></div>"
    )


def test_drawing_that_fails_leaves_what_is_shown_instead_and_says_where():
    page = render("\n```pile  type2 : Hôte \n```", fences={"pile": draw})
    assert page.html == '<div class="drawing" data-kind="pile"><p>À venir</p></div>'
    assert page.problems[0].line == 3
    assert page.problems[0].message == Message(
        "“%(kind)s” block, column %(column)s: %(reason)s",
        {
            "kind": "pile",
            "column": 3,
            "reason": Message("there is nothing to draw for %(info)s", {"info": "type2 : Hôte"}),
        },
    )
