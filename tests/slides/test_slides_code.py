"""Rule 3: code and formulas are read before anything else."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import TITLE, shape

FENCED = "# x\n- x\n---\nSommaire\n<!-- c -->\n**a** $b$ &lt;"


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "```python", "  ```"])
def test_rule_3_what_stands_in_a_fence_is_content(fence):
    closing = fence.rstrip("python")
    tree = read_deck(f"{TITLE}# A\n\n{fence}\n{FENCED}\n{closing}\n\n- b\n\n# B\n\n- c")
    assert shape(tree) == ["A 1/0", "B 1/0"]
    assert tree.sections[0].lessons[0].code == (FENCED,)


@pytest.mark.parametrize(
    ("text", "maths"),
    [
        ("- soit $x_1$ et \\(y\\)", ("x_1", "y")),
        ("$$\n# x\n- x\n---\n$$", ("# x\n- x\n---",)),
        ("$$ E = mc^2 $$", ("E = mc^2",)),
        ("\\[\nE = mc^2\n\\]", ("E = mc^2",)),
        (
            "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",
            ("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",),
        ),
        ("- de 5 $ à 3 $", ()),
        ("- 5$ ou 20$ (soit 3$)", ()),
        ("- between $5 and $6, US$7", ()),
        ("- taille 3$\\times$4", ("\\times",)),
        ("- prix \\$5$", ()),
    ],
)
def test_rule_3_formulas_keep_their_source_and_money_is_not_one(text, maths):
    tree = read_deck(f"{TITLE}# A\n\n{text}\n\n# B\n\n- c")
    assert tree.sections[0].lessons[0].maths == maths
    assert [lesson.title for lesson in tree.sections[0].lessons] == ["A", "B"]
