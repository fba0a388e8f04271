"""The texts inside every page: shorter than they are written, and the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearning.inlined import compact_css, compact_js, policy_hash, script, style


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a { color: red; }", "a{color:red}"),
        ("a,\n  b > c {\n  margin: 0 auto;\n  padding: 0;\n}\n", "a,b>c{margin:0 auto;padding:0}"),
        ("/* why */ a { /* because */ top: 0; }", "a{top:0}"),
        ('a { content: "  /* kept */ ; "; }', 'a{content:"  /* kept */ ; "}'),
        (r"a { content: '\'  x'; }", r"a{content:'\'  x'}"),
        ("a :hover { x: calc(1px + 2px) }", "a :hover{x:calc(1px + 2px)}"),
        ("a :is(b, c):not(d) { x: y }", "a :is(b,c):not(d){x:y}"),
        ("@media (min-width: 48rem) { a { b: c; } }", "@media (min-width: 48rem){a{b:c}}"),
    ],
)
def test_css_loses_comments_and_idle_space_only(written: str, sent: str) -> None:
    assert compact_css(written) == sent
    assert compact_css(sent) == sent


@given(st.text(alphabet="ab \n/*;{}:,>"))
def test_strings_pass_untouched(text: str) -> None:
    quoted = '"' + text.replace("\n", " ") + '"'
    assert compact_css(f"a {{ content: {quoted}; }}") == f"a{{content:{quoted}}}"


def test_script_loses_whole_lines_of_comment_only() -> None:
    written = '// why\n{\n  const a = "// kept";\n\n  b(a); // kept too\n}\n'
    assert compact_js(written) == '{\nconst a = "// kept";\nb(a); // kept too\n}'


def test_policy_names_a_text_by_its_hash() -> None:
    assert policy_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def test_nothing_in_them_ends_the_element_they_stand_in() -> None:
    assert not re.search(r"</|<!--", style() + script())
