"""Rules 1 and 2: characters and words."""

import pytest

from courses.slides.reader import read_deck
from tests.slides.shapes import TITLE, texts


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("l'eﬀet du ﬁltre", "l'effet du filtre"),
        ("re\u0301seau", "réseau"),
        ("vir\u00adtua\u200bli\ufeffsation", "virtualisation"),
        (
            "caf&eacute; &laquo;&nbsp;noir&nbsp;&raquo; &#38; th\u00e9",
            "café «\u00a0noir\u00a0» & thé",
        ),
        ("&lt;b&gt; reste", "<b> reste"),
        ("AT&T et R&D", "AT&T et R&D"),
        ("<span id='page-3-0'></span>Vir<span>tuel</span>", "Virtuel"),
        ("un<br>deux", "un deux"),
        ("Internet<sup>1</sup> est", "Internet 1 est"),
        ("10<sup>-3</sup> et 2<sup>32</sup>", "10^-3 et 2^32"),
        ("m<sup>2</sup>, H<sub>2</sub>O, 1<sup>er</sup>", "m², H₂O, 1er"),
        ("a\u202eb\x00c\x07d\u2066e", "abcde"),
    ],
)
def test_rule_1_characters_are_settled_first(line, text):
    assert texts(read_deck(f"{TITLE}# A\n\n- {line}\n\n# B\n\n- fin")) == [text, "fin"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("le systè-\n  me d'exploi-\n  tation", "le système d'exploitation"),
        ("les par-\n  ticipants au-\n  tomatiques", "les participants automatiques"),
        ("c'est-\n  à-dire", "c'est-à-dire"),
        ("vient-\n  il et peux-\n  tu, est-\n  ce que", "vient-il et peux-tu, est-ce que"),
        ("un sous-\n  système non-\n  bloquant", "un sous-système non-bloquant"),
        ("Jean-\n  Pierre, AMD-\n  V, 1990-\n  2000", "Jean-Pierre, AMD-V, 1990-2000"),
        ("state-of-\n  the-art soft-\n  ware", "state-of-the-art software"),
        ("the high-\n  level way", "the high-level way"),
        ("infra\u00ad\n  structure", "infrastructure"),
        ("un tiret -\n  seul", "un tiret - seul"),
    ],
)
def test_rule_2_cut_words_are_whole_again_and_compounds_kept(lines, text):
    assert texts(read_deck(f"{TITLE}# A\n\n- {lines}\n\n# B\n\n- fin")) == [text, "fin"]


def test_rule_2_the_deck_itself_says_how_a_word_is_written():
    deck = (
        f"{TITLE}# A\n\n- une plate-\n  forme\n- la plate-forme\n- un multi-\n  tâche\n\n# B\n\n- b"
    )
    assert texts(read_deck(deck)) == ["une plate-forme", "la plate-forme", "un multitâche", "b"]
