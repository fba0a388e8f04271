"""The rows of an import, written in bulk; the caller holds the transaction and the locks."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Max

from courses.accounts.models import User
from courses.content.actions.lessons import fill_revision, give_to_students
from courses.content.decks.changes import Kind
from courses.content.decks.plan import Plan, PlannedLesson
from courses.content.decks.review import Review
from courses.content.models import Chapter, Deck, Lesson, LessonRevision, Section
from courses.content.slugs import free_slugs
from courses.markup.page import Page

REWRITTEN = frozenset({Kind.NEW, Kind.CHANGED, Kind.RENAMED})


class DeckRows:
    """One import into `chapter`, step by step: places first, then texts, then publication."""

    def __init__(self, *, chapter: Chapter, plan: Plan, review: Review, now: datetime) -> None:
        self.chapter = chapter
        self.plan = plan
        self.comparison = review.comparison
        self.state = review.state
        self.now = now
        self.kinds = {change.key: change.kinds for change in self.comparison.changes}

    def write_places(self) -> list[dict[str, Any]]:
        """Sections and lessons where the deck has them; returns the deck's arrangement.

        An order that only the teacher changed is left alone.
        """
        sections = self._sections()
        lessons = self._lessons(sections)
        if self.comparison.reorders:
            self._place(sections, lessons)
        self._archive(sections)
        return [
            {
                "section": section.pk,
                "title": planned.title,
                "lessons": [
                    {"key": one.key, "lesson": lessons[one.key].pk, "lines": one.lines}
                    for one in planned.lessons
                ],
            }
            for section, planned in zip(sections, self.plan.sections, strict=True)
        ]

    def _sections(self) -> list[Section]:
        """A section for each of the deck's, in its order; those it adds are made."""
        titles = [section.title for section in self.plan.sections]
        new = [index for index in range(len(titles)) if index not in self.comparison.sections]
        slugs = free_slugs(
            [titles[index] for index in new], self.chapter.sections.all(), fallback="section"
        )
        added = Section.objects.bulk_create(
            Section(chapter=self.chapter, title=titles[index], slug=slug, position=index + 1)
            for index, slug in zip(new, slugs, strict=True)
        )
        found = dict(zip(new, added, strict=True))
        kept = self.chapter.sections.in_bulk(list(self.comparison.sections.values()))
        found |= {index: kept[pk] for index, pk in self.comparison.sections.items()}
        return [found[index] for index in range(len(titles))]

    def _lessons(self, sections: list[Section]) -> dict[int, Lesson]:
        """A lesson for each of the deck's, by key; those it adds are made."""
        places = {
            one.key: (section, position)
            for section, planned in zip(sections, self.plan.sections, strict=True)
            for position, one in enumerate(planned.lessons, 1)
        }
        new = [one for one in self.plan.lessons if one.key not in self.comparison.lessons]
        course = self.chapter.course
        slugs = free_slugs([one.title for one in new], course.lessons.all(), fallback="lecon")
        added = Lesson.objects.bulk_create(
            Lesson(
                course=course,
                section=places[one.key][0],
                position=places[one.key][1],
                title=one.title,
                slug=slug,
            )
            for one, slug in zip(new, slugs, strict=True)
        )
        found = {one.key: lesson for one, lesson in zip(new, added, strict=True)}
        kept = Lesson.objects.in_bulk(list(self.comparison.lessons.values()))
        return found | {key: kept[pk] for key, pk in self.comparison.lessons.items()}

    def _place(self, sections: list[Section], lessons: dict[int, Lesson]) -> None:
        deck_titles = {section.id: section.deck_title for section in self.state.sections}
        for position, section in enumerate(sections, 1):
            planned = self.plan.sections[position - 1]
            section.position, section.archived_at = position, None
            if deck_titles.get(section.pk, planned.title) != planned.title:
                section.title = planned.title
            for place, one in enumerate(planned.lessons, 1):
                lesson = lessons[one.key]
                if Kind.BINNED not in self.kinds[one.key]:
                    lesson.section, lesson.position, lesson.archived_at = section, place, None
        Section.objects.bulk_update(sections, ["position", "archived_at", "title"])
        Lesson.objects.bulk_update(lessons.values(), ["section", "position", "archived_at"])

    def _archive(self, sections: list[Section]) -> None:
        """Puts away what the deck no longer has: its lessons, and sections left without any."""
        gone = [c.lesson for c in self.comparison.changes if Kind.REMOVED in c.kinds]
        Lesson.objects.filter(pk__in=gone).update(archived_at=self.now)
        in_use = Lesson.objects.current().values("section")
        left = self.chapter.sections.filter(pk__in=[pk for pk, _ in self.state.arrangement])
        left = left.exclude(pk__in=[section.pk for section in sections])
        left.filter(archived_at=None).exclude(pk__in=in_use).update(archived_at=self.now)

    def write_texts(
        self, *, deck: Deck, pages: Sequence[Page], taken: Collection[int], user: User | None
    ) -> None:
        """A revision for each lesson whose title or text the deck changes."""
        ids = {one["key"]: one["lesson"] for e in deck.arrangement for one in e["lessons"]}
        rewritten = [
            (one, page)
            for one, page in zip(self.plan.lessons, pages, strict=True)
            if self.kinds[one.key] & REWRITTEN or ids[one.key] in taken
        ]
        numbers = _next_numbers(ids[one.key] for one, _ in rewritten)
        revisions = []
        for one, page in rewritten:
            revision = self._revision(one, ids[one.key], deck, user)
            revision.number = numbers[revision.lesson_id]
            fill_revision(revision, page)
            revisions.append(revision)
        LessonRevision.objects.bulk_create(revisions)
        self._entitle({revision.lesson_id: revision.title for revision in revisions})

    def _revision(
        self, one: PlannedLesson, lesson: int, deck: Deck, user: User | None
    ) -> LessonRevision:
        return LessonRevision(
            lesson_id=lesson,
            title=one.title,
            source=one.source,
            origin=LessonRevision.Origin.IMPORT,
            deck=deck,
            source_lines=one.lines,
            author=user,
            created_at=self.now,
        )

    def _entitle(self, titles: dict[int, str]) -> None:
        """Lessons that students do not have yet are called as their newest version is."""
        drafts = Lesson.objects.filter(pk__in=titles, published=None)
        lessons = [lesson for lesson in drafts if lesson.title != titles[lesson.pk]]
        for lesson in lessons:
            lesson.title = titles[lesson.pk]
        Lesson.objects.bulk_update(lessons, ["title"])

    def publish(self) -> None:
        """Gives students the texts that imports brought; what a teacher drafts stays a draft."""
        revisions = list(
            LessonRevision.objects.newest()
            .filter(lesson__section__chapter=self.chapter, lesson__archived_at=None)
            .filter(origin=LessonRevision.Origin.IMPORT)
            .exclude(lesson__published=F("pk"))
            .select_related("lesson")
        )
        fresh = [revision for revision in revisions if revision.published_at is None]
        for revision in fresh:
            revision.published_at = self.now
        LessonRevision.objects.bulk_update(fresh, ["published_at"])
        give_to_students(chapter=self.chapter, revisions=revisions)


def _next_numbers(lessons: Iterable[int]) -> dict[int, int]:
    wanted = list(lessons)
    newest = (
        LessonRevision.objects.filter(lesson__in=wanted)
        .order_by()
        .values_list("lesson")
        .annotate(newest=Max("number"))
    )
    return dict.fromkeys(wanted, 1) | {lesson: number + 1 for lesson, number in newest}
