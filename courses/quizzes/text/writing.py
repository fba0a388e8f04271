"""Questions and quizzes written back as text: what `text_format.read_quiz` reads again, equal."""

from courses.quizzes.formulas import write_decimal
from courses.quizzes.kinds.registry import KIND_WORDS, KINDS
from courses.quizzes.question import Hint, QuestionText, QuizEntry, QuizFile, QuizText
from courses.quizzes.text import words
from courses.quizzes.text.layout import Layout, note_name, tidy
from courses.quizzes.text.lines import Fence, Line
from courses.quizzes.text.parts import Entry
from courses.quizzes.text.question_blocks import layout_of


def write_file(file: QuizFile) -> str:
    """The text of a whole file."""
    blocks = [f"# {file.title}"] if file.title else []
    blocks += [write_question(question) for question in file.questions]
    blocks += [write_quiz(quiz) for quiz in file.quizzes]
    return "\n\n".join(block.rstrip("\n") for block in blocks) + "\n"


def write_question(question: QuestionText) -> str:
    """The canonical text of a question, with French words."""
    kind = KINDS[question.kind]
    layout = layout_of(kind)
    lines = [f"### {kind.french} {question.id}", *_header(question)]
    lines += stem_lines(kind.stem(question.stem, question.body), layout)
    for entry in kind.write(question.body):
        lines += entry_lines(entry, layout)
    for name, text in kind.says(question.body).items():
        lines += note_lines(words.NOTES[name][0], text)
    for hint in question.hints:
        lines += note_lines(hint_word(_cost(hint)), hint.text)
    if question.explanation:
        lines += note_lines(words.NOTES["explanation"][0], question.explanation)
    return "\n".join(lines) + "\n"


def write_quiz(quiz: QuizText) -> str:
    """The canonical text of a quiz."""
    attributes = [f"titre: {quiz.title}"] if quiz.title else []
    attributes += _home(quiz.lesson, quiz.section)
    lines = [f"## quiz {quiz.id}"]
    lines += [" · ".join(attributes)] if attributes else []
    return "\n".join([*lines, *(f"- {_quiz_entry(entry)}" for entry in quiz.entries)]) + "\n"


def _home(lesson: str | None, section: int | None, anchor: str = "") -> list[str]:
    written = [f"leçon: {lesson}{'#' if anchor else ''}{anchor}"] if lesson else []
    return [*written, f"section: {section}"] if section is not None else written


def _quiz_entry(entry: QuizEntry) -> str:
    if entry.question:
        return entry.question
    texts = [f"{words.FILTERS[name][0]}: {_filter(name, value)}" for name, value in entry.filters]
    count = f"{entry.count} {words.AMONG[0]} " if entry.count else ""
    return count + " · ".join(texts)


def _filter(name: str, value: str) -> str:
    table = {"bloom": words.BLOOM, "kind": KIND_WORDS}.get(name)
    return table[value][0] if table else value


def _header(question: QuestionText) -> list[str]:
    pieces = _home(question.lesson, question.section, question.anchor)
    if question.objective:
        pieces.append(f"objectif: {question.objective}")
    if question.bloom:
        pieces.append(f"bloom: {words.BLOOM[question.bloom][0]}")
    if question.points != KINDS[question.kind].points(question.body):
        pieces.append(f"points: {write_decimal(question.points)}")
    if question.notions:
        pieces.append(f"notion: {', '.join(question.notions)}")
    if question.fixed_order:
        pieces.append(f"ordre: {words.FIXED[0]}")
    lines = [" · ".join(pieces)] if pieces else []
    if question.figure:
        lines.append(f"figure: {question.figure}")
    for drawn in question.ranges:
        low, high, step = map(write_decimal, (drawn.low, drawn.high, drawn.step))
        lines.append(f"{drawn.name} ∈ {low}..{high} pas {step}")
    return lines


def stem_lines(stem: str, layout: Layout) -> list[str]:
    """The lines of a stem, none of which starts anything else."""
    return _escaped(tidy(stem).split("\n"), layout, inside=False)


def _escaped(texts: list[str], layout: Layout, *, inside: bool) -> list[str]:
    """`texts` as plain lines, whatever they look like."""
    fence = Fence()
    return [
        layout.escaped(
            text,
            fenced=fence.holds(Line(number, text)),
            inside=inside,
            first=number == 0 and not inside,
        )
        for number, text in enumerate(texts)
    ]


def entry_lines(entry: Entry, layout: Layout) -> list[str]:
    """The lines of an entry; a text that a marker would hide starts on the line below it."""
    texts = tidy(entry.text).split("\n")
    opens_fence = len(texts) > 1 and Fence().holds(Line(0, texts[0]))
    below = opens_fence or texts[0][:1].isspace()
    first = [] if below else texts[:1]
    rest = _escaped(texts[len(first) :], layout, inside=True)
    lines = [" ".join([entry.marker, *first]), *(f"  {line}" if line else "" for line in rest)]
    feedback = tidy(entry.feedback).split("\n") if entry.feedback else []
    if entry.marker == "≠" and len(feedback) == 1 and not feedback[0][:1].isspace():
        return [f"{lines[0]} > {feedback[0]}", *lines[1:]]
    return lines + [f"  > {line}".rstrip() for line in feedback]


def hint_word(cost: str) -> str:
    """The word that starts a hint of this cost, "" for none."""
    word = words.NOTES["hint"][0]
    return f"{word} ({words.COST[0]} : {cost})" if cost else word


def _cost(hint: Hint) -> str:
    return write_decimal(hint.cost) if hint.cost else ""


def note_lines(word: str, text: str) -> list[str]:
    """The lines of a note that starts with `word`."""
    texts = tidy(text).split("\n")
    first = [] if texts[0][:1].isspace() else texts[:1]
    lines = [" ".join([f"> {word} :", *first])]
    return lines + [f"> {_denoted(line)}".rstrip() for line in texts[len(first) :]]


def _denoted(line: str) -> str:
    """A line of a note that starts no other note: the reader takes the backslash away."""
    return "\\" + line if note_name("> " + line.lstrip("\\")) else line
