"""What a person typed in the search field, and what of a text it finds.

Pure: the databases get the expressions made here, in which only a-z and 0-9 can stand where
the person's words go.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from courses.content.french import Word, chains, compound, words

MAX_LETTERS = 200
_MAX_WORDS = 16
_SHORTEST_BEGINNING = 3
_HITS_COMPARED = 200
# Words that say nothing of the subject, left out of a question that has others.
_EMPTY_WORDS = """
    a au aux avec ce ces cet cette comment dans de des du elle elles en est et il ils je la le
    les leur lui ma me mes moi mon ne nous on ou par pas pour pourquoi qu quand que quel quelle
    quelles quels qui quoi sa se ses si son sont sur te tes toi ton tu un une vos votre vous y
    the of and is are what how to in
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True)
class Term:
    """One word sought: its stem, or a word that begins with `beginning`."""

    stem: str
    beginning: str

    def finds(self, word: Word) -> bool:
        if self.beginning and word.folded.startswith(self.beginning):
            return True
        # Stemming is slow and changes endings only: most words can be told apart before.
        return word.folded[:2] == self.stem[:2] and word.stem == self.stem


@dataclass(frozen=True)
class Piece:
    """A part of a text; `found` when it is a word that was sought."""

    text: str
    found: bool


@dataclass(frozen=True)
class SearchQuery:
    """`clauses` must all hold; a clause holds when one of its alternatives does, and an
    alternative when all its terms are found: « type-1 » is `type1`, or `type` and `1`."""

    clauses: tuple[tuple[tuple[Term, ...], ...], ...]

    def __bool__(self) -> bool:
        return bool(self.clauses)

    @property
    def terms(self) -> set[Term]:
        return {term for clause in self.clauses for terms in clause for term in terms}

    def for_sqlite(self) -> str:
        """An FTS5 expression."""
        return self._expression('"{}"', '"{}"*', " AND ", " OR ")

    def for_postgresql(self) -> str:
        """The text of a `to_tsquery('simple', …)`."""
        return self._expression("{}", "{}:*", " & ", " | ")

    def whole_for_postgresql(self) -> str:
        """The same for the words sought as they are, any of them: what ranks a lesson higher."""
        return " | ".join(sorted({term.stem for term in self.terms}))

    def found_in(self, text: str) -> bool:
        """Whether every clause holds in `text`."""
        there = list(words(text))
        return bool(self.clauses) and all(
            any(all(any(map(term.finds, there)) for term in terms) for terms in clause)
            for clause in self.clauses
        )

    def _expression(self, whole: str, beginning: str, every: str, either: str) -> str:
        def term(term: Term) -> str:
            forms = [whole.format(term.stem)]
            if term.beginning:
                forms.append(beginning.format(term.beginning))
            return f"({either.join(forms)})"

        def clause(alternatives: tuple[tuple[Term, ...], ...]) -> str:
            return f"({either.join(f'({every.join(map(term, terms))})' for terms in alternatives)})"

        return every.join(map(clause, self.clauses))


def read_query(text: str) -> SearchQuery:
    """The query in `text`, of which the first 200 characters and 16 words count."""
    found = list(chains(text[:MAX_LETTERS]))[:_MAX_WORDS]
    telling = [chain for chain in found if any(word.folded not in _EMPTY for word in chain)]
    return SearchQuery(tuple(dict.fromkeys(_clause(chain) for chain in telling or found)))


def marked(text: str, terms: Iterable[Term]) -> list[Piece]:
    """`text` cut where the words that `terms` find begin and end."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _spans(text, terms):
        if end <= at:
            continue
        start = max(start, at)
        if start > at:
            pieces.append(Piece(text[at:start], found=False))
        pieces.append(Piece(text[start:end], found=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], found=False))
    return pieces


def extract(text: str, terms: Iterable[Term], length: int = 240) -> list[Piece]:
    """About `length` characters of `text` where most of the words sought stand together."""
    line = text.replace("\n", " ")
    terms = list(terms)
    start = _best_start(line, terms, length)
    end = start + length
    if end < len(line):
        end = max(line.rfind(" ", start, end), start + length // 2)
    cut = line[start:end].strip()
    before = "… " if start > 0 else ""
    after = " …" if end < len(line) else ""
    return marked(f"{before}{cut}{after}", terms)


def _best_start(line: str, terms: list[Term], length: int) -> int:
    """A little before the place where the most different words stand closest together."""
    hits = [(word.start, term) for word in words(line) for term in terms if term.finds(word)]
    best, score = 0, (0, 0)
    for at, (position, _) in enumerate(hits[:_HITS_COMPARED]):
        nearest: dict[Term, int] = {}
        for start, term in hits[at : at + _HITS_COMPARED]:
            if start < position + length * 3 // 4:
                nearest.setdefault(term, start)
        here = (len(nearest), position - max(nearest.values()))
        if here > score:
            best, score = position, here
    lead = length // 4
    if best <= lead:
        return 0
    space = line.find(" ", best - lead, best)
    return space + 1 if space >= 0 else best


def _spans(text: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    terms = list(terms)
    return sorted(
        (word.start, word.end) for word in words(text) if any(term.finds(word) for term in terms)
    )


def _clause(chain: tuple[Word, ...]) -> tuple[tuple[Term, ...], ...]:
    apart = tuple(_term(word) for word in chain)
    return (apart,) if len(chain) == 1 else (apart, (_term(compound(chain)),))


def _term(word: Word) -> Term:
    return Term(word.stem, word.folded if len(word.folded) >= _SHORTEST_BEGINNING else "")
