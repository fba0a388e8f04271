"""Callouts."""

import pytest

from courses.markup.labels import CALLOUT_KINDS
from courses.markup.render import render


def callout(kind: str, label: str, body: str = "") -> str:
    return f'<aside class="note {kind}" role="note">\n<p class="label">{label}</p>\n{body}</aside>'


@pytest.mark.parametrize(
    ("name", "kind", "french", "english"),
    [
        ("définition", "definition", "Définition", "Definition"),
        ("Definition", "definition", "Définition", "Definition"),
        ("exemple", "example", "Exemple", "Example"),
        ("EXAMPLE", "example", "Exemple", "Example"),
        ("à retenir", "key", "À retenir", "Key point"),
        ("À  Retenir", "key", "À retenir", "Key point"),
        ("key point", "key", "À retenir", "Key point"),
        ("attention", "warning", "Attention", "Warning"),
        ("warning", "warning", "Attention", "Warning"),
    ],
)
def test_kinds(name, kind, french, english):
    source = f"> [!{name}]\n> Texte"
    body = "<p>Texte</p>\n"
    assert render(source).html == callout(kind, french, body)
    assert render(source, language="en").html == callout(kind, english, body)


def test_every_kind_has_its_words():
    for name, kind in CALLOUT_KINDS.items():
        assert f'class="note {kind}"' in render(f"> [!{name}]").html


def test_title_may_hold_code():
    assert render("> [!exemple] La commande `ls`").html == callout(
        "example", "Exemple — La commande <code>ls</code>"
    )


def test_blocks_inside():
    html = render("> [!attention] T\n> Un\n>\n> - a\n> - b\n>\n> $$x$$").html
    assert html.startswith(
        '<aside class="note warning" role="note">\n<p class="label">Attention — T</p>\n'
        "<p>Un</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        '<div class="formula scroll"'
    )


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_two_in_a_row(gap):
    html = render(f"> [!exemple] A\n> a{gap}> [!attention] B\n> b").html
    assert html.replace("\n", "") == (
        callout("example", "Exemple — A", "<p>a</p>")
        + callout("warning", "Attention — B", "<p>b</p>")
    ).replace("\n", "")


def test_quote_before_and_after_are_quotes():
    html = render("> avant\n> [!exemple] A\n> a\n\n> après").html.replace("\n", "")
    assert html == (
        "<blockquote><p>avant</p></blockquote>"
        + callout("example", "Exemple — A", "<p>a</p>").replace("\n", "")
        + "<blockquote><p>après</p></blockquote>"
    )


def test_unknown_kind_is_a_quote_and_reported_once():
    page = render("a\n\n> [!truc] Titre\n> texte")
    assert page.text == "a\n[!truc] Titre\ntexte"
    assert page.html.count("<blockquote>") == 1
    assert [(problem.line, str(problem.message)) for problem in page.problems] == [
        (3, "There is no callout named “truc”.")
    ]
