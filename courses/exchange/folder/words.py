"""What is wrong with the files of a course, and what they change, in words."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.exchange.folder.format import FileProblem

_TEXTS: Mapping[str, Promise] = {
    "missing": gettext_lazy("this file is missing."),
    "large": gettext_lazy("this is too large for a course."),
    "name": gettext_lazy("this name leads out of the course's folder, or is no plain file."),
    "damaged": gettext_lazy("this is no whole zip archive."),
    "twice": gettext_lazy("this is there twice:"),
    "encoding": gettext_lazy("this is not text in UTF-8."),
    "json": gettext_lazy("this is not well-formed JSON."),
    "field": gettext_lazy("this value is missing or is not what it should be:"),
    "question": gettext_lazy("a question cannot be taken:"),
    "quiz": gettext_lazy("a quiz asks for something that the course does not have:"),
    "lesson": gettext_lazy("the course has no such lesson:"),
    "slug": gettext_lazy("two lessons cannot have the same address:"),
    "markup": gettext_lazy("this text cannot be shown:"),
    "deck": gettext_lazy("this deck cannot be read:"),
    "image": gettext_lazy("this image cannot be taken:"),
    "entry-name": gettext_lazy("a term begins with ### and has a name."),
    "entry-slug": gettext_lazy("the name in braces has only small letters, digits and hyphens."),
    "entry-twice": gettext_lazy("this term is there twice."),
    "entry-empty": gettext_lazy("this term has no text."),
    "entry-outside": gettext_lazy("this text stands before the first term."),
    "entry-too-many": gettext_lazy("there are too many terms."),
    "note-heading": gettext_lazy("a note begins with ###, its kind, its lesson and its lines."),
    "note-kind": gettext_lazy("this is no kind of note."),
    "note-state": gettext_lazy("a note is accepted or dismissed, at a date with its zone."),
    "note-fence": gettext_lazy("this replacement has no end."),
    "note-empty": gettext_lazy("this note says nothing."),
    "note-outside": gettext_lazy("this text stands before the first note."),
    "note-too-many": gettext_lazy("there are too many notes."),
}


def problem_text(problem: FileProblem) -> str:
    """One sentence: file, line, what is wrong."""
    place = problem.file
    if problem.line:
        place = _("%(file)s, line %(line)d") % {"file": problem.file, "line": problem.line}
    return f"{place} – {_TEXTS[problem.code]} {problem.about}".rstrip()


def problem_texts(problems: Iterable[FileProblem]) -> list[str]:
    return [problem_text(problem) for problem in problems]
