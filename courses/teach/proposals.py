"""What waits for a teacher to validate it, as the page lists it: by kind, named and linked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from courses.content.additions import additions
from courses.content.models import Course, Lesson, LessonRevision, Notion, Proposal
from courses.quizzes.models import Question
from courses.quizzes.text.stems import stem_text

MOST = 2000


@dataclass(frozen=True)
class ProposalRow:
    """A proposal: what it is in words, and where it is seen and changed."""

    id: int
    kind: str
    title: str
    place: str
    url: str
    accepted_by: str
    accepted_at: datetime | None


def waiting_keys(course: Course) -> dict[str, set[str]]:
    """The keys of what is still to be validated, by kind; one query."""
    keys: dict[str, set[str]] = {kind: set() for kind in Proposal.Kind.values}
    waiting = Proposal.objects.waiting().filter(course=course).order_by()
    for kind, key in waiting.values_list("kind", "key"):
        keys[kind].add(key)
    return keys


def is_waiting(course: Course, kind: str, key: str) -> bool:
    """Whether this very thing is still to be validated."""
    return Proposal.objects.waiting().filter(course=course, kind=kind, key=key).exists()


def proposal_rows(course: Course, kind: str, *, accepted: bool) -> list[ProposalRow]:
    """Those of one kind, in the order of their names; what is gone from the course left out."""
    proposals = Proposal.objects.filter(
        course=course, kind=kind, accepted_at__isnull=not accepted
    ).select_related("accepted_by")[:MOST]
    named = _named(course, kind, [proposal.key for proposal in proposals])
    return [
        ProposalRow(
            id=proposal.pk,
            kind=kind,
            title=named[proposal.key][0],
            place=named[proposal.key][1],
            url=named[proposal.key][2],
            accepted_by=str(proposal.accepted_by or ""),
            accepted_at=proposal.accepted_at,
        )
        for proposal in proposals
        if proposal.key in named
    ]


def _named(course: Course, kind: str, keys: list[str]) -> dict[str, tuple[str, str, str]]:
    """Title, place and address of each key that the course still has."""
    match kind:
        case Proposal.Kind.QUESTION:
            return _questions(course, keys)
        case Proposal.Kind.NOTION:
            notions = Notion.objects.filter(course=course, slug__in=keys)
            return {
                notion.slug: (
                    notion.term,
                    notion.source,
                    reverse("notion_edit", args=[course.slug, notion.slug]),
                )
                for notion in notions
            }
        case Proposal.Kind.LESSON:
            lessons = Lesson.objects.current().filter(course=course, slug__in=keys)
            return {
                lesson.slug: (lesson.title, str(lesson.section), _editor(course, lesson.slug))
                for lesson in lessons.select_related("section")
            }
    return _additions(course, kind, keys)


def _questions(course: Course, keys: list[str]) -> dict[str, tuple[str, str, str]]:
    questions: QuerySet[Question] = Question.objects.current().filter(course=course, slug__in=keys)
    return {
        question.slug: (
            stem_text(question.newest) if question.newest else question.slug,
            str(question.lesson or question.section or ""),
            reverse("question_edit", args=[course.slug, question.pk]),
        )
        for question in questions.select_related("newest", "lesson", "section")
    }


def _additions(course: Course, kind: str, keys: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Figures and models, read from the newest texts of their lessons."""
    slugs = {key.partition("/")[0] for key in keys}
    newest = LessonRevision.objects.newest().filter(
        lesson__course=course, lesson__slug__in=slugs, lesson__archived_at=None
    )
    return {
        f"{slug}/{each.name}": (each.title, title, _editor(course, slug))
        for slug, title, source in newest.values_list("lesson__slug", "title", "source")
        for each in additions(source)
        if each.kind == kind
    }


def _editor(course: Course, slug: str) -> str:
    return reverse("lesson_edit", args=[course.slug, slug])
