"""Texts made to cost much: 64 KiB of each are either done in time or refused in time."""

import re
import time
from html import escape

import pytest
from markdown import Markdown

from courses.markup.blocks import SetAside
from courses.markup.draft import Draft
from courses.markup.formulas import nesting
from courses.markup.inline import (
    BREAK_PATTERN,
    FORMULA_PATTERNS,
    NOTION_PATTERN,
    TAG_PATTERN,
)
from courses.markup.lists import RegularBlocks
from courses.markup.page import MAX_SOURCE, MarkupRefused
from courses.markup.reading import plain_text
from courses.markup.sink import clean
from courses.markup.slugs import slugify
from courses.markup.typography import french
from courses.markup.worker import render_safely
from tests.timing import processor_seconds

SECONDS = 0.5
MARGIN = 2.0
"""What a machine busy with other tests may add before it lets this process look at the clock."""

# One a line; `␣` and `⏎` stand for a space and a line break. Many are costly for Python-Markdown.
PIECES = r"""
    [ ![ [a]( [a](<b [a][ [^a] >␣ -␣ *a␣ ***a **a_b _a_ ` \ < <a@ <http: &amp a| #␣a⏎ a⏎---⏎ ~~~⏎
    [^a]:␣b⏎⏎ [a]:␣b⏎ >␣[!exemple]␣a⏎ >␣[!a]␣b⏎ $a␣ \(a␣ \[⏎ \[a⏎ $$⏎a⏎ $$a <sub>
    <abbr␣title=" [[a [[a| ![a](figure:1)⏎⏎
    «␣a'␣:␣;␣! a://b « a:␣ |-|-⏎ -␣a⏎␣␣ ␣ ⏎ ```python⏎((((⏎```⏎ >␣~~~⏎ $x$ é
"""
REPEATED = [piece.replace("␣", " ").replace("⏎", "\n") for piece in PIECES.split()]


def repeated(piece: str, size: int = MAX_SOURCE) -> str:
    return piece * (size // len(piece.encode()))


def took(source: str, seconds: float) -> tuple[float, str]:
    start = time.monotonic()
    try:
        outcome = render_safely([source], seconds=seconds)[0].html
    except MarkupRefused as refused:
        outcome = refused.message.template
    return time.monotonic() - start, outcome


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.parametrize("piece", REPEATED)
def test_done_or_refused_in_time(piece):
    render_safely(["warm"])
    seconds, _ = took(repeated(piece), SECONDS)
    assert seconds < SECONDS + MARGIN


def patterns(text: str) -> None:
    for pattern in (*FORMULA_PATTERNS.values(), NOTION_PATTERN, TAG_PATTERN, BREAK_PATTERN):
        for _ in re.finditer(pattern, text, re.DOTALL):
            pass


def preprocessors(text: str) -> None:
    md = Markdown()
    draft = Draft(text, "fr", lambda name: None, lambda name: None, {})
    RegularBlocks(md).run(SetAside(md, draft).run(text.split("\n")))


def afterwards(text: str) -> None:
    french(text)
    slugify(text)
    plain_text(clean(f"<p>{escape(text)}</p>"))
    nesting(text)


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("work", [patterns, preprocessors, afterwards])
def test_what_we_add_to_markdown_is_linear(work, piece):
    """A second of processor time is twenty times what these take; a square would take minutes."""
    assert processor_seconds(lambda: work(repeated(piece))) < 1


@pytest.mark.timed
def test_table_of_a_million_cells_stays_text():
    source = "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|\n" * 1000
    seconds, outcome = took(source, 5)
    assert "<table" not in outcome
    assert outcome.startswith("<p>")
    assert seconds < 5
