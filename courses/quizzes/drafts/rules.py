"""The rules that derive questions: a definition, a gap, a membership of a list.

A rule makes nothing where the question would be silly: too short, too long, or without anything
to be mistaken for. What is derived is the deck's own wording, so a teacher reads it first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from courses.quizzes.drafts.outline import Item, Part, all_items
from courses.quizzes.drafts.words import FRENCH, LANGUAGES, Words
from courses.quizzes.kinds.cloze import Gaps
from courses.quizzes.kinds.gaps import Gap
from courses.quizzes.kinds.options import Option, Options
from courses.quizzes.kinds.rules import Answers
from courses.quizzes.question import QuestionText
from courses.quizzes.text.reading import read_quiz
from courses.quizzes.text.writing import write_question

AT_MOST = 8  # drafts a lesson
LONGEST = 160  # letters of an option or of a definition
FEWEST_WORDS = 4  # of a definition, or around a gap
GAP_WORDS = 6  # of a sentence with a gap: fewer are a fragment with several answers
WRONG_NAMES = 3  # of a question about a list, from lists that have nothing of it
TERM_WORDS = 5
NAME_WORDS = 3  # of a name in a list between commas
CLASS_WORDS = 8  # of a point told apart from those under another heading
_DEFINITION = re.compile(
    r"(?:(?:le|la|les|un|une|the|a|an)\s+|l['’])?(.{2,60}?)(\s?):\s+(\S.*)", re.IGNORECASE
)
_BOLD = re.compile(r"\*\*([^*]{2,60})\*\*")
_LISTED = re.compile(r"\s*(?:,|;| et | and )\s*")
_PRONOUN = re.compile(
    r"(?:ils?|elles?|ce|cela|ceux|celles?|celui|chacune?|qui|it|they|this|these|each)\b|c['’]",
    re.IGNORECASE,
)
_INNER = re.compile(r"«\s*([^«»]*?)\s*»")
_ASIDE = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class LessonText:
    """A lesson to derive from. `others`: lists of other lessons, which wrong options come from;
    `terms`: the glossary's, the longest first; what the course is called is left out of no gap."""

    slug: str
    title: str
    parts: Sequence[Part]
    others: Sequence[tuple[str, ...]] = ()
    terms: Sequence[str] = ()
    course: str = ""


@dataclass(frozen=True)
class Draft:
    """A question derived from a lesson. `lines`: those of the lesson's text it comes from."""

    rule: str
    question: QuestionText
    lines: tuple[int, int]

    @property
    def digest(self) -> str:
        """Names the draft by what it asks and what is right: wrong options, which other lessons
        lend, may change without its being another one."""
        body = self.question.body
        right = (
            [each.text for each in body.options if each.right]
            if isinstance(body, Options)
            else body
        )
        said = (self.rule, self.question.lesson, self.question.stem, right)
        return sha256(repr(said).encode()).hexdigest()


def derive(lesson: LessonText, language: str = "fr") -> list[Draft]:
    """The drafts of a lesson, in the order of its text, each fit to be saved as it is."""
    words = LANGUAGES.get(language, FRENCH)
    rules = (_definitions, _memberships, _classifications, _gaps)
    found = [draft for rule in rules for draft in rule(lesson, words)]
    sound: dict[str, Draft] = {}
    taken: set[int] = set()
    for draft in found:
        if draft.lines[0] not in taken and _is_sound(draft.question):
            sound.setdefault(draft.digest, draft)
            taken.add(draft.lines[0])
    ordered = sorted(sound.values(), key=lambda draft: draft.lines)
    return ordered[:AT_MOST]


def listed(text: str) -> tuple[str, ...]:
    """The names that a line lists between commas, if it lists at least three."""
    found = _ASIDE.sub("", text.rpartition(":")[2]).strip(" .")
    names = dict.fromkeys(name.strip() for name in _LISTED.split(found))
    short = tuple(name for name in names if name[:1].isalnum() and len(name.split()) <= NAME_WORDS)
    return short if len(short) >= 3 and len(names) - len(short) <= 1 else ()


# --- the rules


def _definitions(lesson: LessonText, words: Words) -> Iterator[Draft]:
    for siblings in _lists(lesson.parts):
        defined = [(item, *found) for item in siblings if (found := _defined(item))]
        terms = [term for _item, term, _text in defined]
        for item, term, definition in defined:
            body: Options | Answers
            if len(set(terms)) >= 3:
                options = tuple(Option(each, each == term) for each in dict.fromkeys(terms))
                stem = words.which_of_list.format(definition=_quoted(definition))
                body, kind = Options(options), "choice"
            elif _tells(term, definition):
                continue
            else:
                stem = words.which_term.format(definition=_quoted(definition))
                body, kind = Answers(accepted=(term,)), "short"
            yield _draft("definition", lesson, words, item, kind, stem, body)


def _defined(item: Item) -> tuple[str, str] | None:
    """The term a point defines and how, if it does."""
    found = _DEFINITION.fullmatch(item.words)
    if not found or listed(item.words):
        return None
    term, definition = _ASIDE.sub("", found[1]).strip("« »\xa0"), found[3].strip()
    fits = len(term.split()) <= TERM_WORDS and len(definition.split()) >= FEWEST_WORDS
    named = term[:1].isupper() or bool(_BOLD.search(item.text))
    too_long = len(definition) > LONGEST * 2
    # French sets a space before the colon of a heading; without one, a sentence goes on.
    heads = bool(found[2]) or item.text.startswith("**")
    return (term, definition) if fits and named and heads and not too_long else None


def _tells(term: str, definition: str) -> bool:
    """Whether the definition says a word of the term."""
    return any(word.casefold() in definition.casefold() for word in term.split() if len(word) > 3)


def _memberships(lesson: LessonText, words: Words) -> Iterator[Draft]:
    """What a list names, among names that lists of other lessons hold."""
    for part in lesson.parts:
        title = f"{lesson.title} : {part.title}" if part.title else lesson.title
        for item in part.items:
            names = listed(item.words)
            strange = _strangers(names, lesson.others) if names else []
            if len(strange) >= WRONG_NAMES:
                right = [Option(name, True) for name in names[:3]]
                wrong = [Option(name, False) for name in strange[:WRONG_NAMES]]
                stem = words.which_belong.format(title=_inside(title))
                yield _draft(
                    "membership", lesson, words, item, "multiple", stem, Options((*right, *wrong))
                )


def _strangers(names: Sequence[str], others: Sequence[Sequence[str]]) -> list[str]:
    """Names of the lists that share no word with this one.

    Of two lists that share a product, nothing says that the rest of one is foreign to the other.
    """
    own = _words_of(names)
    foreign = (other for other in others if own.isdisjoint(_words_of(other)))
    return list({name.casefold(): name for other in foreign for name in other}.values())


def _words_of(names: Sequence[str]) -> set[str]:
    return {word for name in names for word in re.findall(r"\w{3,}", name.casefold())}


def _classifications(lesson: LessonText, words: Words) -> Iterator[Draft]:
    """What stands under one heading, among what stands under the other headings of the lesson."""
    parts = {part.line: part for part in lesson.parts if part.title and len(part.items) >= 2}
    for part in parts.values():
        right = _short_points(part)
        wrong = [
            each for other in parts.values() if other is not part for each in _short_points(other)
        ]
        if len(right) >= 2 and len(wrong) >= 2:
            options = Options(
                (
                    *(Option(each, True) for each in right[:3]),
                    *(Option(each, False) for each in wrong[:3]),
                )
            )
            stem = words.which_belong.format(title=_inside(part.title))
            first = part.items[0]
            yield _draft("classification", lesson, words, first, "multiple", stem, options)


def _short_points(part: Part) -> list[str]:
    points = (item.words for item in part.items if not item.items and not listed(item.words))
    return [each for each in points if len(each.split()) <= CLASS_WORDS]


def _gaps(lesson: LessonText, words: Words) -> Iterator[Draft]:
    for item in all_items([item for part in lesson.parts for item in part.items]):
        sentence = item.words
        too_short = len(sentence.split()) < GAP_WORDS or _PRONOUN.match(sentence)
        if too_short or len(sentence) > LONGEST * 2 or sentence.endswith(":"):
            continue
        about = f"{lesson.course} {lesson.title}".casefold()
        terms = [term for term in lesson.terms if term.casefold() not in about]
        terms = [*_BOLD.findall(item.text), *terms]
        hole = next((found for each in terms if (found := _left_out(each, sentence))), None)
        if hole is None:
            continue
        holed = f"{sentence[: hole.start()]}⟦1⟧{sentence[hole.end() :]}"
        stem = words.complete.format(sentence=_quoted(holed))
        yield _draft("gap", lesson, words, item, "cloze", stem, Gaps((Gap(texts=(hole[0],)),)))


def _left_out(term: str, sentence: str) -> re.Match[str] | None:
    """Where the term stands, if once, as whole words, with a sentence around it."""
    whole = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE)
    found = list(whole.finditer(sentence))
    around = len(sentence.split()) - len(term.split())
    fits = len(found) == 1 and around >= FEWEST_WORDS and len(term.split()) <= TERM_WORDS
    return found[0] if fits else None


def _lists(parts: Iterable[Part]) -> Iterator[list[Item]]:
    for part in parts:
        yield part.items
        for item in all_items(part.items):
            if item.items:
                yield item.items


def _draft(
    rule: str,
    lesson: LessonText,
    words: Words,
    item: Item,
    kind: str,
    stem: str,
    body: object,
) -> Draft:
    question = QuestionText(
        id="brouillon",
        kind=kind,
        stem=stem,
        body=body,
        lesson=lesson.slug,
        bloom="remember",
        explanation=words.source.format(text=_inside(item.words)),
    )
    last = max((each.line for each in all_items(item.items)), default=item.line)
    return Draft(rule, question, (item.line, last if rule == "membership" else item.line))


def _inside(text: str) -> str:
    """The text as it stands between guillemets: its own become the inner ones."""
    return _INNER.sub(r"“\1”", text)


def _quoted(text: str) -> str:
    return f"> {text}"


def _is_sound(question: QuestionText) -> bool:
    """Whether the question is read again as it was meant, without an error."""
    if isinstance(question.body, Options):
        texts = [option.text for option in question.body.options]
        if len({text.casefold() for text in texts}) < len(texts) or max(map(len, texts)) > LONGEST:
            return False
    file = read_quiz(write_question(question))
    return not file.errors and file.questions == (question,)
