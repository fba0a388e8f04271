"""The dialect of lessons, block by block: what is written and what comes out."""

import pytest

from courses.markup.page import Heading, MarkupRefused, Message
from courses.markup.render import render, render_inline


def html(source: str, language: str = "en") -> str:
    return render(source, language=language).html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*a* **b** `a < b`", "<p><em>a</em> <strong>b</strong> <code>a &lt; b</code></p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("> cited", "<blockquote>\n<p>cited</p>\n</blockquote>"),
        ("***", "<hr>"),
        ("#include <stdio.h>", "<p>#include &lt;stdio.h&gt;</p>"),
        (r"\*not\* \$5", "<p>*not* $5</p>"),
        ("A&T &amp; &copy; &lt; `&amp;`", "<p>A&amp;T &amp; © &lt; <code>&amp;amp;</code></p>"),
        ("a\x00\x02b\ud800", "<p>ab</p>"),
    ],
)  # fmt: skip
def test_text(source, expected):
    assert html(source) == expected


def test_headings_begin_at_h2_and_skip_no_level():
    page = render("# Un\n\n### Deux\n\n## Trois\n\n# Quatre", language="en")
    assert page.headings == (
        Heading(2, "t-un", "Un"),
        Heading(3, "t-deux", "Deux"),
        Heading(3, "t-trois", "Trois"),
        Heading(2, "t-quatre", "Quatre"),
    )
    assert page.html.startswith(
        '<h2 id="t-un">Un <a class="anchor" href="#t-un" aria-label="Link to “Un”">#</a></h2>'
    )


def test_first_level_of_the_author_becomes_h2():
    assert [heading.level for heading in render("## a\n\n#### b\n\n## c").headings] == [2, 3, 2]


def test_ids_come_from_the_text_and_are_unique():
    page = render("# L'œuvre d’été\n\n# L’œuvre d'été\n\n# ???\n\n# Contenu\n\n# `rm -r`")
    assert [heading.id for heading in page.headings] == [
        "t-l-oeuvre-d-ete",
        "t-l-oeuvre-d-ete-2",
        "t-section",
        "t-contenu",
        "t-rm-r",
    ]


def test_numbered_id_does_not_collide_with_a_written_number():
    page = render("# a\n\n# a 2\n\n# a\n\n# a")
    assert [heading.id for heading in page.headings] == ["t-a", "t-a-2", "t-a-3", "t-a-4"]


def test_link_of_a_heading_is_named_in_french():
    page = render("# Débit")
    assert 'aria-label="Lien vers «\u00a0Débit\u00a0»"' in page.html.replace("&nbsp;", "\u00a0")


def test_table_has_a_box_scopes_and_classes_for_alignment():
    assert html("| a | b | |\n|---|--:|:-:|\n| 1 | 2 | 3 |") == (
        '<div class="scroll" tabindex="0" role="region" aria-label="Table 1"><table>\n'
        '<thead>\n<tr>\n<th scope="col">a</th>\n<th class="right" scope="col">b</th>\n'
        '<td class="center"></td>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td>1</td>\n<td class="right">2</td>\n<td class="center">3</td>\n</tr>\n'
        "</tbody>\n</table></div>"
    )


def test_tables_are_numbered_in_the_language_of_the_lesson():
    page = render("|a|b|\n|-|-|\n|1|2|\n\ntexte\n\n|a|b|\n|-|-|\n|1|2|")
    assert [page.html.count(f'aria-label="Tableau {n}"') for n in (1, 2, 3)] == [1, 1, 0]


def test_table_right_after_a_paragraph_is_a_table():
    assert html("Voici\n| a | b |\n|---|---|\n| 1 | 2 |").count("<table>") == 1


def test_table_too_large_stays_text_and_is_reported():
    page = render("|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "|b\n" * 20)
    assert "<table" not in page.html
    assert page.problems[0].line == 1
    assert page.problems[0].message == Message(
        "This table has more than %(most)s cells.", {"most": 3000}
    )


def test_safe_tags_survive_and_all_others_are_shown():
    assert html('<kbd>Ctrl</kbd> x<sub>1</sub><sup>2</sup> a<br>b <b onclick="x">c</b>') == (
        '<p><kbd>Ctrl</kbd> x<sub>1</sub><sup>2</sup> a<br>\nb &lt;b onclick="x"&gt;c&lt;/b&gt;</p>'
    )


def test_abbreviation_keeps_its_title():
    assert html('<abbr title="Central Unit">CPU</abbr>') == (
        '<p><abbr title="Central Unit">CPU</abbr></p>'
    )


def test_tag_with_another_attribute_is_text():
    assert html("<kbd onfocus=x>K</kbd>") == "<p>&lt;kbd onfocus=x&gt;K&lt;/kbd&gt;</p>"


def test_footnotes_have_safe_ids_and_lead_both_ways():
    assert html("One[^x y] two[^x y].\n\n[^x y]: The note.") == (
        '<p>One<sup id="t-fn-call-1"><a href="#t-fn-note-1" class="footnote-ref">1</a></sup> '
        'two<sup id="t-fn-call-2"><a href="#t-fn-note-1" class="footnote-ref">1</a></sup>.</p>\n'
        '<section class="footnotes" aria-label="Notes">\n<hr>\n<ol>\n<li id="t-fn-note-1">\n'
        '<p>The note.&nbsp;<a href="#t-fn-call-1" class="footnote-back" '
        'aria-label="Back to the text, note 1">↩</a>'
        '<a href="#t-fn-call-2" class="footnote-back" aria-label="Back to the text, note 1">↩</a>'
        "</p>\n</li>\n</ol>\n</section>"
    )


def test_note_nobody_calls_has_no_link_back():
    page = html("Text.\n\n[^x]: The note.")
    assert "<a" not in page
    assert "The note." in page


def test_text_is_what_is_read():
    page = render(
        "# Débit\n\nLe débit\n$x^2$ est **fort** !\n\n- un\n- deux\n\n"
        "|a|b|\n|-|-|\n|c|d|\n\n```c\nint x;\n```"
    )
    assert page.text == "Débit\nLe débit est fort !\nun\ndeux\na b\nc d\nint x;"
    assert page.words == 13


def test_problems_say_where_in_the_order_of_the_text():
    page = render("ok\n\n[[rien]]\n\n[x](javascript:a)\n\n[[rien]]")
    assert [problem.line for problem in page.problems] == [3, 5, 7]


def test_line_has_no_paragraph_and_no_blocks():
    assert render_inline("- L'*option*\n# $x$ ! ![a](figure:1)") == (
        "- L’<em>option</em> # <math><semantics><mi>x</mi>"
        '<annotation encoding="application/x-tex">x</annotation></semantics></math>\u202f! a'
    )


def test_line_too_long_is_refused():
    with pytest.raises(MarkupRefused) as refused:
        render_inline("a" * 4097)
    assert refused.value.message.params == {"most": 4096}


def test_size_is_counted_in_bytes():
    assert render("é" * 32 * 1024).words == 1
    with pytest.raises(MarkupRefused) as refused:
        render("é" * 32 * 1024 + "e")
    assert str(refused.value) == "This text is longer than 64 KiB."


@pytest.mark.parametrize("source", ["> " * 200 + "a", "- " * 5000, "> - " * 300 + "a"])
def test_deep_nesting_is_refused_or_bounded(source):
    try:
        page = render(source)
    except MarkupRefused as refused:
        assert refused.message.template.startswith("Lists, quotes or emphasis")
    else:
        assert page.html.count("<") < 20 * len(source)
