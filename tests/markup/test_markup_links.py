"""Links, notions and images."""

from html.parser import HTMLParser

import pytest

from courses.markup.page import FigureImage, Message
from courses.markup.render import render

FIGURES = {"12": FigureImage("/f/12.png", "Deux piles", 640, 480, "Les modes")}
NOTIONS = {"hyperviseur": "/n/hyperviseur/", "systeme-hote": "/n/systeme-hote/"}


@pytest.mark.parametrize(
    "address",
    ["/cours/", "suite", "../x?a=1#b", "#t-debit", "mailto:a@b.sn", "?page=2"],
)
def test_link_inside(address):
    assert render(f"[a]({address})").html == f'<p><a href="{address}">a</a></p>'


@pytest.mark.parametrize("address", ["https://a.sn/x", "http://a.sn", "//a.sn/x", "HTTPS://a.sn"])
def test_link_elsewhere(address):
    assert render(f"[a]({address})").html == (
        f'<p><a href="{address}" rel="noopener noreferrer">a</a></p>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "blob:x",
        r"/\evil.example",
        r"\\evil.example",
        "http:evil",
        "https://[x",
    ],
)
def test_address_that_must_not_be_followed(address):
    page = render(f"[mot](<{address}>) [mot]({address})")
    assert "<a" not in page.html
    assert "mot" in page.text


def test_refused_address_is_reported_with_its_line():
    page = render("ok\n\n[mot](javascript:x)")
    assert page.html == "<p>ok</p>\n<p>mot</p>"
    assert page.problems[0].line == 3
    assert page.problems[0].message == Message(
        "This address cannot be a link: %(address)s", {"address": "javascript:x"}
    )


def test_address_with_ampersand_is_kept():
    assert (
        render("[a](/x?a=1&copy=2&amp;b=3)").html
        == '<p><a href="/x?a=1&amp;copy=2&amp;b=3">a</a></p>'
    )


def test_notions():
    page = render(
        "Un [[hyperviseur]], des [[hyperviseurs|hyperviseur]], un [[Système hôte]].",
        notions=NOTIONS.get,
    )
    assert page.html == (
        '<p>Un <a class="notion" href="/n/hyperviseur/">hyperviseur</a>, '
        'des <a class="notion" href="/n/hyperviseur/">hyperviseurs</a>, '
        'un <a class="notion" href="/n/systeme-hote/">Système hôte</a>.</p>'
    )
    assert page.notions == ("hyperviseur", "systeme-hote")
    assert page.problems == ()


def test_unknown_notion_is_words_and_reported():
    page = render("Un [[Nuage]].", notions=NOTIONS.get)
    assert page.html == "<p>Un Nuage.</p>"
    assert page.notions == ()
    assert page.problems[0].message == Message(
        "The notion “%(name)s” is not in the glossary.", {"name": "nuage"}
    )


def test_notion_in_a_table_escapes_its_bar():
    page = render("|a|b|\n|-|-|\n|[[des\\|hyperviseur]]|c|", notions=NOTIONS.get)
    assert '<td><a class="notion" href="/n/hyperviseur/">des</a></td>' in page.html


@pytest.mark.parametrize("source", ["`[[hyperviseur]]`", "[[ -f x ]]", r"\[[hyperviseur]]"])
def test_no_notion(source):
    assert render(source, notions=NOTIONS.get).notions == ()


def test_figure():
    assert render('![Alt](figure:12 "L\'une")', figures=FIGURES.get).html == (
        '<figure class="figure"><img src="/f/12.png" width="640" height="480" alt="Alt" '
        'loading="lazy" decoding="async"><figcaption>L’une</figcaption></figure>'
    )


def test_figure_has_its_own_words_when_the_lesson_gives_none():
    assert render("![](figure:12)", figures=FIGURES.get).html == (
        '<figure class="figure"><img src="/f/12.png" width="640" height="480" alt="Deux piles" '
        'loading="lazy" decoding="async"><figcaption>Les modes</figcaption></figure>'
    )


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Figure à venir"), ("en", "Figure to come")]
)
def test_figure_that_is_missing(language, words):
    page = render("![Les deux modes](figure:missing)", language=language)
    assert page.html == (
        f'<figure class="figure missing"><p>{words}</p>'
        "<figcaption>Les deux modes</figcaption></figure>"
    )
    assert page.problems[0].message == Message(
        "The figure “%(name)s” is not there yet.", {"name": "missing"}
    )
    assert page.text == "Les deux modes"


def test_what_stands_for_a_missing_figure_is_no_text():
    page = render("Avant\n\n![](figure:missing)\n\naprès.")
    assert (page.text, page.words) == ("Avant\naprès.", 2)


def test_figure_in_a_text_splits_the_paragraph():
    html = render("avant ![a](figure:x) après", language="en").html.replace("\n", "")
    assert html == (
        '<p>avant </p><figure class="figure missing"><p>Figure to come</p>'
        "<figcaption>a</figcaption></figure><p> après</p>"
    )


@pytest.mark.parametrize(
    "source", ["# T ![a](figure:12)", "**![a](figure:12)**", "[![a](figure:12)](/x)"]
)
def test_figure_where_none_can_be_is_its_description(source):
    page = render(source, figures=FIGURES.get)
    assert "<img" not in page.html
    assert page.text.endswith("a")
    assert str(page.problems[0].message) == "A figure needs a paragraph of its own."


def test_image_from_elsewhere_is_a_link():
    page = render("![vue](https://x.sn/a.png)")
    assert page.html == '<p><a href="https://x.sn/a.png" rel="noopener noreferrer">vue</a></p>'
    assert len(page.problems) == 1


@pytest.mark.parametrize(
    "address", ["photo.png", "/media/x.png", "data:image/png;base64,AAAA", "//x.sn/a.png", ""]
)
def test_image_without_figure_is_its_description(address):
    page = render(f"![vue](<{address}>)")
    assert page.html == "<p>vue</p>"
    assert len(page.problems) == 1


@pytest.mark.parametrize("src", ["https://x.sn/a.png", "//x.sn/a.png", "javascript:x", r"/\x.sn/a"])
def test_figures_are_served_by_this_site_only(src):
    figure = FigureImage(src, "a", 1, 1)
    assert "src" not in render("![](figure:1)", figures={"1": figure}.get).html


def test_words_of_a_figure_are_text():
    words = '"><script>alert(1)</script>'
    figure = FigureImage("/f", words, 1, 1, words)
    html = render("![](figure:1)", figures={"1": figure}.get).html
    tags: list[tuple[str, str | None]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.append((tag, dict(attrs).get("alt")))
    parser.feed(html)
    assert tags == [("figure", None), ("img", words), ("figcaption", None)]
    assert render("![](figure:1)", figures={"1": figure}.get).text == words
