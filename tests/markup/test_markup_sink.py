"""Whatever is written, only what is listed comes out; the list here is written a second time."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.markup.page import FigureImage, MarkupRefused
from courses.markup.render import render, render_inline
from courses.markup.sink import clean

TAG_NAMES = """
    p br hr h2 h3 h4 h5 h6 ul ol li blockquote strong em code pre kbd sub sup abbr a span div
    aside section figure figcaption img table thead tbody tr th td
    math semantics annotation mrow mi mo mn ms mtext mspace msub msup msubsup munder mover
    munderover mmultiscripts mprescripts mfrac msqrt mroot mtable mtr mtd mpadded mphantom
    menclose
"""
ATTRIBUTE_NAMES = """
    class id href title rel aria-label role tabindex data-language src alt width height loading
    decoding start scope display displaystyle scriptlevel encoding lspace rspace stretchy form
    minsize maxsize accent accentunder mathvariant movablelimits notation linethickness
    depth voffset
"""
TAGS = set(TAG_NAMES.split())
ATTRIBUTES = set(ATTRIBUTE_NAMES.split())


class Found(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_comment(self, data: str) -> None:
        self.tags.add("!--")


def assert_safe(html: str) -> None:
    found = Found(html)
    assert found.tags - TAGS == set()
    assert {name for name, _ in found.attributes} - ATTRIBUTES == set()
    for name, value in found.attributes:
        if name == "href" and re.match(r"[^/?#]*:", value):
            assert value.lower().startswith(("http:", "https:", "mailto:"))
        if name == "src":
            assert value == "/f/1.png"
    ids = [value for name, value in found.attributes if name == "id"]
    assert [name for name in ids if not name.startswith("t-")] == []
    assert len(ids) == len(set(ids))
    assert clean(html) == html


FIGURES = {"1": FigureImage("/f/1.png", "alt", 1, 1)}
NOTIONS = {"mot": "/n/mot/"}


def rendered(source: str, language: str = "fr") -> str:
    return render(source, language=language, figures=FIGURES.get, notions=NOTIONS.get).html


VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img onerror=x&gt;\">",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<kbd onclick=alert(1)>x</kbd>",
    "<abbr title=\"x\" onmouseover=\"alert(1)\">x</abbr>",
    "<abbr title=\"x&quot; onmouseover=alert(1) y=&quot;\">x</abbr>",
    "<sub><script>alert(1)</script></sub>",
    "<sup title=\"x\">[a](javascript:alert(1))</sup>",
    "[x](javascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](JAVASCRIPT&#58;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\x00javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](/a \"t\" onclick=\"alert(1))",
    "[x](/a 'a\"onmouseover=\"alert(1)')",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](figure:1)",
    "![x](figure:1 \"c\" onerror=\"alert(1)\")",
    "![`\" onerror=alert(1) x=\"`](figure:1)",
    "![$\"x\"$](figure:1)",
    "![a](figure:1\"onerror=\"alert(1))",
    "<javascript:alert(1)>",
    "<http://a.sn/\"onclick=\"alert(1)>",
    "<a@b.sn\"onclick=\"alert(1)>",
    "[x]: javascript:alert(1)\n\n[x] [y][x]",
    "[[mot\" onclick=\"alert(1)|mot]]",
    "[[<img src=x onerror=alert(1)>|mot]]",
    "# <img src=x onerror=alert(1)>",
    "# x\" onclick=\"alert(1)",
    "# {#id onclick=alert(1)}",
    "```\"onclick=\"alert(1)\nx\n```",
    "```<script>\n</code></pre><script>alert(1)</script>\n```",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    "    </code></pre><script>alert(1)</script>",
    "`</code><script>alert(1)</script>`",
    "$</annotation><script>alert(1)</script>$",
    "$\\text{</mtext><script>alert(1)</script>}$",
    "$\\bad{</code><script>alert(1)</script>}$",
    "$\\class{x}{y} \\style{color:red}{x} \\cssId{a}{x}$",
    "$\\color{red;background:url(//evil.sn)}x$",
    "$$\n<img src=x onerror=alert(1)>\n$$",
    "\\[\\href{javascript:alert(1)}{x}\\]",
    "> [!exemple] <img src=x onerror=alert(1)>",
    "> [!<script>alert(1)</script>] x",
    "[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: x",
    "|<script>|b|\n|---|---|\n|<img src=x onerror=alert(1)>|\" onclick=\"|",
    "<!--<script>--><img src=x onerror=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php alert(1) ?>",
    "</p></div><script>alert(1)</script>",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03 \x02aside:0\x03 \x0260\x03script\x0262\x03",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;",
    "&#2;aside:0&#3;",
    "<x-raw>&lt;script&gt;</x-raw><x-text>x</x-text>",
    "<base href=//evil.sn><meta http-equiv=refresh content=0><form action=x><input autofocus>",
]  # fmt: skip


@pytest.mark.parametrize("source", VECTORS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_vector(source, language):
    assert_safe(rendered(source, language))
    assert_safe(rendered("> - " + source.replace("\n", "\n>   "), language))
    assert_safe(render_inline(source, language=language))


def test_safe_is_not_empty():
    """The check itself refuses what it must."""
    for html in (
        "<script></script>",
        '<p onclick="x">a</p>',
        '<a href="javascript:x">a</a>',
        '<p id="main">a</p>',
        '<p style="x">a</p>',
        "<!-- x -->",
    ):
        with pytest.raises(AssertionError):
            assert_safe(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<script>b</script><style>c</style></p>", "<p>a</p>"),
        ("<p onclick='x' style='x' id='x' class='x label'>a</p>", '<p class="label">a</p>'),
        ('<h2 id="contenu">a</h2><h2 id="t-a">b</h2>', '<h2>a</h2><h2 id="t-a">b</h2>'),
        ('<a href="javascript:x" target="_blank">a</a>', "<a>a</a>"),
        ('<img src="//x.sn/a"><img src="data:x"><img src="/a">', '<img><img><img src="/a">'),
        ('<div role="alert" tabindex="5">a</div>', "<div>a</div>"),
        ('<pre tabindex="0" role="region">a</pre>', '<pre tabindex="0" role="region">a</pre>'),
        ('<math href="javascript:x" onclick="x"><mi>a</mi></math>', "<math><mi>a</mi></math>"),
        ("<math><mtext><p>a</p></mtext><maction>b</maction></math>", None),
        ('<svg><use href="#x"></use><a href="javascript:x"><text>a</text></a></svg>', None),
        ("<form><input><button>a</button></form><iframe></iframe><object></object>", "a"),
        ("<!-- a -->b", "b"),
    ],
)
def test_clean(html, expected):
    cleaned = clean(html)
    assert clean(cleaned) == cleaned
    if expected is None:
        assert not re.search(r"javascript|onclick|use|maction", cleaned)
    else:
        assert cleaned == expected


MARKS = r"""
    * ** _ ` ``` ~~~ # > - 1. | |-| [ ] ( ) ! [[ ]] $ $$ \( \) \[ \] \ & &amp; < > <kbd> </kbd> <br>
    <sub> <script> --> <!-- [!exemple] [^1] [^1]: figure:1 javascript: http:// mot l' : ; ? « » =
    --- {} ^ _{ \frac " ' a@b.sn <http:// é
"""
PIECES = st.sampled_from(
    [*MARKS.split(), "\n", "\n\n", "\t", "    ", " ", "\x02", "\x03", "\u2028"]
)
SOURCES = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join)


def refused_or_safe(source: str) -> None:
    try:
        html = rendered(source)
    except MarkupRefused:
        return
    assert_safe(html)
    assert not re.search("[\x00-\x08\x0b-\x1f]", html)


@given(SOURCES)
def test_any_markup_is_safe(source):
    refused_or_safe(source)
    assert_safe(render_inline(source))


@given(st.text(max_size=200))
def test_any_text_is_safe(source):
    refused_or_safe(source)


WORDS = st.text(alphabet="abcdefghiklmnoéèêàçœ", min_size=2, max_size=8)
BLOCKS = st.sampled_from(
    [
        "{0} {1} {2}",
        "# {0} *{1}* {2}",
        "{0}\n{1}\n---\n\n{2}",
        "- {0}\n  - {1}\n- {2}",
        "1. {0}\n2. {1}\n\n   {2}",
        "> {0}\n> {1}\n\n{2}",
        "> [!exemple] {0}\n> {1}\n> - {2}",
        "> [!{0}] {1}\n> {2}",
        "| {0} | {1} |\n|---|--:|\n| {2} | |",
        "{0}\n```{0}\n{1}\n{2}\n```",
        "    {0} {1}\n    {2}",
        "{0}\n- {1} ${2}\n- 3 $ {2}",
        "**{0}** __{1}__ `{2}`",
        "[{0}](/x) {1} [[{2}]]",
        "[{0}](javascript:x) {1} ![{2}](figure:missing)",
        "![{0}](https://a.sn/x) {1} ![{2}](x)",
        "<kbd>{0}</kbd> <{1}> </{2}>",
        "{0}[^{1}]{1}\n\n[^{1}]: {2}",
        "<b>{0}</b> {1}: {2}!",
        "<!-- {0} --> <div>\n{1}\n</div>{2}",
        "{0} $ {1} $ {2}",
        "$${0}\n\n{1}$${2}",
        "```\n{0}\n{1} {2}",
    ]
)


@given(st.lists(st.tuples(BLOCKS, st.tuples(WORDS, WORDS, WORDS)), min_size=1, max_size=6))
def test_every_word_of_prose_appears(blocks):
    sources, written = [], []
    for number, (block, words) in enumerate(blocks):
        marked = [f"{word}x{number}x{place}x" for place, word in enumerate(words)]
        sources.append(block.format(*marked))
        written += marked
    read = re.sub(r"\s", "", render("\n\n".join(sources)).text)
    assert [word for word in written if word not in read] == []
