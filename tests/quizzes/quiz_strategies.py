"""Questions of every kind, as Hypothesis strategies: their texts look like the format's own."""

from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from courses.figures.named import find_pile
from courses.quizzes.kinds.cloze import Gaps, WrongGap
from courses.quizzes.kinds.gaps import GAP_MARK, Gap
from courses.quizzes.kinds.matching import Pair, Pairs, WrongPair
from courses.quizzes.kinds.numbers import Expected
from courses.quizzes.kinds.numeric import Numbers, WrongNumber
from courses.quizzes.kinds.open import Criterion, Rubric
from courses.quizzes.kinds.options import Option, Options
from courses.quizzes.kinds.ordering import Order, Swap
from courses.quizzes.kinds.rules import Answers, Rule
from courses.quizzes.kinds.true_false import Statement
from courses.quizzes.normalise import canonical
from courses.quizzes.question import Hint, QuestionText, Range
from courses.quizzes.text.layout import tidy
from courses.quizzes.text.lines import Fence, Line

TYPE2 = find_pile("pile:type2")
LOOKALIKES = [
    *("- (x) a", "- [ ] b", "- c", "1. d", "2) e", "= f", "=g", "≠ h > i", "!= j", "~ 2 : k"),
    *("> Indice : l", "> Indise : m", "> si vrai : n", "> Explication (x) : o", "> p", ">", "> "),
    *("Indice : q", "\\Indice : r", "\\\\Si vrai : s", "si faux : t"),
    *("# q", "## quiz r", "### choix s", "### foo t", "#### u", "leçon: v", "notoin: w · x: y"),
    *("x ∈ 2..9", "\\", "\\\\", "::", "a :: b", "\\::", "|", "\\|", "{{a}}", "{{", "}}", "{", "}"),
    *(
        "\\{{",
        "```",
        "```sh",
        "~~~",
        "(leurre)",
        "(leurre) :: x",
        "*",
        "\\*",
        "=3",
        "\\=4",
        "«",
        " ",
    ),
    *(
        "  ",
        "œuvre",
        "l’hôte",
        "12,5 ± 3 % [W]",
        "5 avant 2",
        "\t",
        "é",
        "É",
        "?",
        "$\\frac{x}{2}$",
    ),
]
WORD = st.sampled_from(LOOKALIKES) | st.text(
    st.characters(exclude_categories=("Cs", "Cc")), max_size=8
)
ROW = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
LINE = ROW.map(str.strip).filter(bool)
BRACES = st.text("{}\\ a", max_size=4)
IDS = st.from_regex(r"[a-z][a-z0-9.-]{0,8}", fullmatch=True)


def _has_closed_fences(text: str) -> bool:
    fence = Fence()
    for number, line in enumerate(text.split("\n")):
        fence.holds(Line(number, line))
    return fence.opener is None


TEXT = st.lists(ROW, min_size=1, max_size=5).map("\n".join).map(tidy).filter(bool)
MARKDOWN = TEXT.filter(_has_closed_fences)
FEEDBACK = TEXT
SOME_FEEDBACK = st.just("") | FEEDBACK


def _unique(texts: st.SearchStrategy[str], low: int, high: int) -> st.SearchStrategy[list[str]]:
    return st.lists(texts, min_size=low, max_size=high, unique=True)


@st.composite
def choices(draw: st.DrawFn) -> Options:
    texts = draw(_unique(MARKDOWN, 2, 5))
    right = draw(st.integers(0, len(texts) - 1))
    return Options(
        tuple(Option(text, n == right, draw(SOME_FEEDBACK)) for n, text in enumerate(texts))
    )


@st.composite
def multiples(draw: st.DrawFn) -> Options:
    texts = draw(_unique(MARKDOWN, 2, 6))
    count = draw(st.integers(1, len(texts) - 1))
    rights = draw(st.permutations([n < count for n in range(len(texts))]))
    return Options(
        tuple(
            Option(text, right, draw(SOME_FEEDBACK))
            for text, right in zip(texts, rights, strict=True)
        )
    )


STATEMENTS = st.builds(Statement, st.booleans(), SOME_FEEDBACK, SOME_FEEDBACK)


def _printable(text: str) -> bool:
    return bool(text.split())


@st.composite
def answers(draw: st.DrawFn, texts: st.SearchStrategy[str] = LINE) -> Answers:
    every = draw(st.lists(texts, min_size=2, max_size=8, unique_by=canonical))
    cut = draw(st.integers(1, len(every) - 1))
    rules = tuple(Rule((text,), draw(FEEDBACK)) for text in every[cut:])
    if draw(st.booleans()):
        rules = (Rule(tuple(every[cut:]), draw(FEEDBACK)), Rule((), draw(FEEDBACK)))
    return Answers(tuple(every[:cut]), rules)


@st.composite
def outputs(draw: st.DrawFn) -> Answers:
    texts = st.lists(st.text("ab |>\\`1=*", max_size=6), min_size=1, max_size=3).map("\n".join)
    texts = texts.map(tidy).filter(_printable)
    every = draw(st.lists(texts, min_size=2, max_size=5, unique_by=lambda t: tuple(t.split())))
    return Answers(tuple(every[:-1]), (Rule(tuple(every[-1:]), draw(FEEDBACK)),))


UNITS = st.sampled_from([(), ("W",), ("W", "kW"), ("Mo", "Go", "o"), ("%",), ("ms", "s")])
VALUES = st.decimals(-1000, 1000, places=2).map(lambda d: format(d.normalize(), "f"))
FORMULAS = VALUES.map(lambda text: text.replace(".", ",").replace("-", "−"))
EXPECTED = st.builds(Expected, FORMULAS, st.decimals(0, 50, places=1), st.booleans(), UNITS)


@st.composite
def numbers(draw: st.DrawFn) -> Numbers:
    accepted = draw(st.lists(EXPECTED, min_size=1, max_size=3))
    wrong = draw(st.lists(st.builds(WrongNumber, st.none() | EXPECTED, FEEDBACK), max_size=3))
    return Numbers(tuple(accepted), tuple(wrong))


@st.composite
def pairs(draw: st.DrawFn) -> Pairs:
    lefts = draw(_unique(LINE, 2, 5))
    rights = draw(_unique(LINE, len(lefts), 6))
    joined = [Pair(left, right) for left, right in zip(lefts, rights, strict=False)]
    wrong = ()
    if draw(st.booleans()):
        rule = WrongPair(joined[0].left, joined[1].right, draw(FEEDBACK))
        wrong = (rule, WrongPair("", "", draw(FEEDBACK)))
    return Pairs(tuple(joined), tuple(rights[len(joined) :]), wrong)


@st.composite
def orders(draw: st.DrawFn) -> Order:
    items = draw(_unique(MARKDOWN, 2, 6))
    later = draw(st.integers(2, len(items)))
    swap = Swap(later, draw(st.integers(1, later - 1)), draw(FEEDBACK))
    return Order(tuple(items), draw(st.sampled_from([(), (swap,), (swap, Swap(0, 0, "Non."))])))


@st.composite
def gaps(draw: st.DrawFn) -> Gap:
    if draw(st.booleans()):
        return Gap(number=draw(EXPECTED))
    return Gap(tuple(draw(_unique(LINE, 1, 3))))


RUBRICS = st.lists(
    st.builds(Criterion, st.decimals(Decimal("0.5"), 9, places=1), MARKDOWN), max_size=4
).map(lambda criteria: Rubric(tuple(criteria)))
BODIES = {
    "choice": choices(),
    "multiple": multiples(),
    "true-false": STATEMENTS,
    "numeric": numbers(),
    "short": answers(),
    "matching": pairs(),
    "ordering": orders(),
    "hotspot": answers(st.sampled_from([cell.id for cell in (TYPE2.cells if TYPE2 else ())])),
    "output": outputs(),
    "open": RUBRICS,
}


@st.composite
def questions(draw: st.DrawFn, kind: str | None = None) -> QuestionText:
    """A question of `kind`, or of any kind, without an error."""
    kind = kind or draw(st.sampled_from([*BODIES, "cloze"]))
    stem = draw(MARKDOWN)
    if kind == "cloze":
        found = draw(st.lists(gaps(), min_size=1, max_size=4))
        stem, body = _with_gaps(draw, stem, found)
    else:
        body = draw(BODIES[kind])
    points = draw(st.decimals(Decimal("0.5"), 20, places=1))
    if isinstance(body, Rubric) and body.criteria:
        points = sum((each.points for each in body.criteria), Decimal(0))
    return QuestionText(
        id=draw(IDS),
        kind=kind,
        stem=stem,
        body=body,
        **draw(
            st.sampled_from(
                [
                    {},
                    {"lesson": "noyau-et-modes"},
                    {"lesson": "noyau-et-modes", "anchor": "t-deux-modes"},
                    {"section": 3},
                ]
            )
        ),
        objective=draw(st.none() | st.just("V1.2")),
        bloom=draw(st.sampled_from([None, "remember", "understand", "create"])),
        notions=tuple(draw(st.lists(st.sampled_from(["VM", "SE invité"]), unique=True))),
        points=points,
        fixed_order=draw(st.booleans()),
        figure="pile:type2" if kind == "hotspot" else draw(st.none() | st.just("schema:vdi")),
        ranges=draw(st.sampled_from([(), (Range("x", Decimal(2), Decimal(9), Decimal("0.5")),)])),
        hints=tuple(
            draw(st.lists(st.builds(Hint, FEEDBACK, st.just(Decimal("0.25"))), max_size=2))
        ),
        explanation=draw(SOME_FEEDBACK),
    )


def _with_gaps(draw: st.DrawFn, stem: str, found: list[Gap]) -> tuple[str, Gaps]:
    stem = stem.replace("⟦", "").replace("⟧", "")
    marks = [GAP_MARK.format(count) for count in range(1, len(found) + 1)]
    text = "".join(mark + draw(BRACES) for mark in marks)
    stem = tidy(stem + draw(st.sampled_from(["", " ", "\n"])) + draw(BRACES) + text)
    assume(_has_closed_fences(stem))
    wrong = (WrongGap(1, draw(gaps()), "Non."), WrongGap(0, Gap(), "Relisez."))
    return stem, Gaps(tuple(found), draw(st.sampled_from([(), wrong])))
