"""Rules 14 to 16: points."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import TITLE, shape, texts

GLYPHS = "•▪■□●○◆❖➢➤►▶▸→⇒➔✓✔☑★‣⁃∙·\uf0b7\uf0a7\uf0d8\U000f0076"


@pytest.mark.parametrize("glyph", GLYPHS)
@pytest.mark.parametrize("dash", ["", "- ", "* "])
def test_rule_14_any_sign_is_a_bullet_and_goes(glyph, dash):
    tree = read_deck(f"{TITLE}# A\n\n{dash}{glyph} un\n{dash}{glyph} deux\n\n# B\n\n- b")
    assert shape(tree) == ["A 2/0", "B 1/0"]
    assert texts(tree) == ["un", "deux", "b"]


@pytest.mark.parametrize(
    "counts",
    [
        "①②③",
        "⑴⑵⑶",
        "❶❷❸",
        "➀➁➂",
        "➊➋➌",
        "⓵⓶⓷",
        "⓫⓬⓭",
        "ⓐⓑⓒ",
        "🄰🄱🄲",
        ["1", "2", "3"],
        ["1)", "2)", "3)"],
        ["1.", "2.", "3."],
        ["(1)", "(2)", "(3)"],
        ["a)", "b)", "c)"],
        ["(a)", "(b)", "(c)"],
        ["i)", "ii)", "iii)"],
        ["1️⃣", "2️⃣", "3️⃣"],
    ],
)
@pytest.mark.parametrize("dash", ["", "- "])
def test_rules_14_and_15_a_count_makes_siblings_whatever_the_indent(counts, dash):
    one, two, three = counts
    deck = (
        f"{TITLE}# A\n\n{dash}{one} un\n  {dash}{two} deux\n    - dessous\n{dash}{three} trois\n\n"
    )
    tree = read_deck(deck + "# B\n\n- b")
    assert shape(tree) == ["A 3/1", "B 1/0"]
    assert texts(tree) == ["un", "deux", "dessous", "trois", "b"]


@pytest.mark.parametrize(
    ("body", "expected", "first"),
    [
        ("- 3 ways to fail\n- 5 machines", "A 2/0", "3 ways to fail"),
        ("- 1 serveur\n- des baies", "A 2/0", "1 serveur"),
        ("- 1 Go de RAM\n- 2 Go de disque", "A 2/0", "1 Go de RAM"),
        ("- 802.11 est une norme", "A 1/0", "802.11 est une norme"),
        ("2024 est une année", "A 0/0", "2024 est une année"),
        ("- ❶ a\n  - ❶ b\n  - ❷ c\n- ❷ d", "A 2/2", "a"),
        ("• a\n– b\n– c\n• d", "A 2/2", "a"),
        ("• a\no b\no c\n• d", "A 2/2", "a"),
        ("- a\n\t- b\n\t\t- c", "A 1/2", "a"),
        ("- a\n - b", "A 2/0", "a"),
        ("❶ un ❷ deux ❸ trois", "A 3/0", "un"),
        ("• un • deux", "A 2/0", "un"),
        ("- [ ] tâche\n- [x] faite", "A 2/0", "tâche"),
        ("•\nun\n•\ndeux", "A 2/0", "un"),
        ("**1.** un\n**2.** deux", "A 2/0", "un"),
        ("**❶ un**\n**❷ deux**", "A 2/0", "un"),
        ("**3 mousquetaires**", "A 0/0", "3 mousquetaires"),
        ("- un {.fragment}\n- deux", "A 2/0", "un"),
    ],
)
def test_rule_14_numbers_of_the_text_stay_and_depth_is_seen(body, expected, first):
    tree = read_deck(f"{TITLE}# A\n\n{body}\n\n# B\n\n- b")
    assert (shape(tree)[0], texts(tree)[0]) == (expected, first)


def test_rule_16_empty_points_are_skipped_and_repeated_ones_kept_once():
    tree = read_deck(f"{TITLE}# A\n- \n- ❶\n- Coût\n-\n- Débit\n- coût.\n\n# B\n- b")
    assert texts(tree) == ["Coût", "Débit", "b"]
    assert [(w.line, str(w.message)) for w in tree.warnings] == [
        (13, "This point is repeated; it is kept once: “coût.”.")
    ]


def test_rule_16_the_same_words_under_two_parents_are_two_points():
    body = "- IPv4\n  - adresse\n- IPv6\n  - adresse\n\n## Sous-titre\n\n- IPv4\n"
    assert shape(read_deck(f"{TITLE}# A\n\n{body}\n# B\n\n- b"))[0] == "A 3/2"


def test_rule_16_a_slide_shown_bit_by_bit_is_read_once():
    steps = ["- un", "- un\n- deux", "- un\n- deux\n\n```\ncode\n```"]
    deck = TITLE + "".join(f"# A\n\nIntroduction :\n\n{step}\n\n" for step in steps) + "# B\n\n- b"
    tree = read_deck(deck)
    assert shape(tree) == ["A 2/0", "B 1/0"]
    assert texts(tree) == ["Introduction :", "un", "deux", "code", "b"]
