"""The rules that derive questions: a definition, a gap, the names of a list, kinds of a thing.

A rule makes nothing where the question would be silly: too short, too long, or without anything
to be mistaken for. What is derived is the deck's own wording, so a teacher reads it first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from courses.quizzes.drafts.draft import Draft, LessonText, inside, make_draft, quoted
from courses.quizzes.drafts.outline import Item, Part, all_items
from courses.quizzes.drafts.words import FRENCH, LANGUAGES, Words
from courses.quizzes.kinds.cloze import Gaps
from courses.quizzes.kinds.gaps import Gap
from courses.quizzes.kinds.matching import Pair, Pairs
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
FEWEST_PAIRS, MOST_PAIRS = 3, 8  # points to give back to their headings
_DEFINITION = re.compile(
    r"(?:(?:le|la|les|un|une|the|a|an)\s+|l['’])?(.{2,60}?)(\s?):\s+(\S.*)", re.IGNORECASE
)
_BOLD = re.compile(r"\*\*([^*]{2,60})\*\*")
_LISTED = re.compile(r"\s*(?:,|;| et | and )\s*")
_PRONOUN = re.compile(
    r"(?:ils?|elles?|ce|cela|ceux|celles?|celui|chacune?|qui|it|they|this|these|each)\b|c['’]",
    re.IGNORECASE,
)
# What speaks of the class that was taught says nothing of the subject.
_WE = re.compile(r"\b(?:nous|vous|we|you)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^)]*\)")


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
                stem = words.which_of_list.format(definition=quoted(definition))
                body, kind = Options(options), "choice"
            elif _tells(term, definition):
                continue
            else:
                stem = words.which_term.format(definition=quoted(definition))
                body, kind = Answers(accepted=(term,)), "short"
            yield make_draft("definition", lesson, words, item, kind, stem, body)


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
                stem = words.which_belong.format(title=inside(title))
                yield make_draft(
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
    """The points of headings that name kinds of one thing, each to be given back to its own.

    Headings name kinds of one thing where they are of one level and begin with the same word:
    “Virtualisation lourde” and “Virtualisation légère”. What may be true of both is left out.
    """
    for kinds in _kinds_of_one_thing(lesson.parts):
        points = {part.title: _short_points(part) for part in kinds}
        told = [each for found in points.values() for each in found]
        pairs = [
            Pair(point, title)
            for title, found in points.items()
            for point in found
            if told.count(point) == 1
        ]
        if len(pairs) >= FEWEST_PAIRS and len({pair.right for pair in pairs}) == len(kinds):
            said = ", ".join(f"{title} ({', '.join(found)})" for title, found in points.items())
            whole = Item(said, kinds[0].line, [item for part in kinds for item in part.items])
            body = Pairs(tuple(pairs[:MOST_PAIRS]))
            yield make_draft(
                "classification", lesson, words, whole, "matching", words.classify, body
            )


def _kinds_of_one_thing(parts: Sequence[Part]) -> Iterator[list[Part]]:
    by_word: dict[str, list[Part]] = {}
    for part in parts:
        if part.title and len(part.title.split()) in (2, 3) and _short_points(part):
            by_word.setdefault(part.title.split()[0].casefold(), []).append(part)
    for kinds in by_word.values():
        if len({part.title for part in kinds}) == len(kinds) >= 2:
            yield kinds


def _short_points(part: Part) -> list[str]:
    points = (item.words.rstrip(" .") for item in part.items if not item.items)
    return [each for each in points if len(each.split()) <= CLASS_WORDS and not _WE.search(each)]


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
        stem = words.complete.format(sentence=quoted(holed))
        yield make_draft("gap", lesson, words, item, "cloze", stem, Gaps((Gap(texts=(hole[0],)),)))


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


def _is_sound(question: QuestionText) -> bool:
    """Whether the question is read again as it was meant, without an error."""
    if isinstance(question.body, Options):
        texts = [option.text for option in question.body.options]
        if len({text.casefold() for text in texts}) < len(texts) or max(map(len, texts)) > LONGEST:
            return False
    file = read_quiz(write_question(question))
    return not file.errors and file.questions == (question,)
