"""What a course has, lesson by lesson: its text, figures, models, questions and open notes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from courses.content.additions import additions
from courses.content.decks.edits import apply_edits
from courses.content.decks.plan import PlannedLesson, plan_of
from courses.content.figure_marks import MISSING, missing_marks
from courses.content.models import Course, Deck, Lesson, ReviewNote
from courses.quizzes.models import Question
from courses.slides.reader import read_deck


@dataclass(frozen=True)
class LessonReport:
    """A lesson as students read it.

    `points`: those of the deck, nested ones too. `lines_lost`: lines of the deck that the lesson
    does not have any more, unless an accepted note replaced them. `figures`: drawn or given;
    `kinds` and `bloom` are those of its published questions.
    """

    section: str
    lesson: str
    points: int
    lines_lost: int
    figures: int
    missing_figures: int
    explorables: int
    questions: int
    kinds: list[str]
    bloom: list[str]
    open_notes: int


def course_report(course: Course) -> list[LessonReport]:
    """One entry a lesson outside the bin, in reading order; reads nothing of students."""
    lessons = (
        Lesson.objects.current()
        .filter(course=course, section__archived_at=None)
        .in_reading_order()
        .select_related("section", "published")
    )
    planned = _planned(course)
    questions = _questions(course)
    notes = list(ReviewNote.objects.filter(lesson__course=course))
    unplanned = PlannedLesson(0, "", (), ())
    return [
        _report(
            lesson,
            planned.get(lesson.pk, unplanned),
            questions.get(lesson.pk, []),
            [note for note in notes if note.lesson_id == lesson.pk],
        )
        for lesson in lessons
    ]


def _report(
    lesson: Lesson, planned: PlannedLesson, questions: list[Question], notes: list[ReviewNote]
) -> LessonReport:
    source = lesson.published.source if lesson.published else ""
    drawn = Counter(addition.kind for addition in additions(source))
    published = [question.published for question in questions if question.published]
    return LessonReport(
        section=lesson.section.title,
        lesson=lesson.slug,
        points=planned.points + planned.nested,
        lines_lost=len(_lost(planned.source, source, notes)),
        figures=drawn["figure"] + source.count("](figure:") - len(missing_marks(source)),
        missing_figures=len(missing_marks(source)),
        explorables=drawn["explorable"],
        questions=len(published),
        kinds=sorted({revision.kind for revision in published}),
        bloom=sorted({revision.bloom for revision in published if revision.bloom}),
        open_notes=sum(note.status == ReviewNote.Status.OPEN for note in notes),
    )


def _lost(planned: str, source: str, notes: Iterable[ReviewNote]) -> list[str]:
    """Lines of the deck that stand in the lesson neither as they were nor as accepted."""
    replaced = {
        line.strip()
        for note in notes
        if note.status == ReviewNote.Status.ACCEPTED
        for line in note.quote.splitlines()
    }
    here = Counter(line.strip() for line in source.splitlines())
    lost = []
    for line in map(str.strip, planned.splitlines()):
        if not line or MISSING in line:
            continue
        if here[line]:
            here[line] -= 1
        elif line not in replaced:
            lost.append(line)
    return lost


def _planned(course: Course) -> dict[int, PlannedLesson]:
    """What the newest deck of each chapter says of its lessons."""
    newest: dict[int, Deck] = {}
    decks = Deck.objects.filter(chapter__course=course).order_by("imported_at", "pk")
    for deck in decks:
        newest[deck.chapter_id] = deck
    found: dict[int, PlannedLesson] = {}
    for deck in newest.values():
        plan, _edits = apply_edits(plan_of(read_deck(deck.source)), deck.edits)
        by_key = {lesson.key: lesson for lesson in plan.lessons}
        for entry in deck.arrangement:
            for one in entry["lessons"]:
                if one["key"] in by_key:
                    found[one["lesson"]] = by_key[one["key"]]
    return found


def _questions(course: Course) -> Mapping[int, list[Question]]:
    questions = Question.objects.current().filter(course=course, published__isnull=False)
    found: dict[int, list[Question]] = {}
    for question in questions.select_related("published"):
        if question.lesson_id is not None:
            found.setdefault(question.lesson_id, []).append(question)
    return found


def markdown_table(course: Course, report: Iterable[LessonReport]) -> str:
    """The report as a table of Markdown, one row a lesson."""
    titles = dict(course.lessons.values_list("slug", "title"))
    rows = ["| lesson | points | figures | models | questions |", "|---|--:|--:|--:|--:|"]
    section = ""
    for each in report:
        if each.section != section:
            section = each.section
            rows.append(f"| **{_cell(section)}** | | | | |")
        figures = f"{each.figures}" + (
            f" ({each.missing_figures} to come)" if each.missing_figures else ""
        )
        numbers = f"{each.points} | {figures} | {each.explorables} | {each.questions}"
        rows.append(f"| {_cell(titles[each.lesson])} | {numbers} |")
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
