"""The files of a course written into the site: a new course, or a newer state of one.

All or nothing. What a course has and the files do not say stays as it is; what they change
becomes a new version, and the ones before are kept. Rendering happens inside the transaction
here: what is rendered (figures, notions, lessons in their places) is made by it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NoReturn

from django.db import transaction

from courses.accounts.models import User
from courses.content.actions.arrangement import (
    PlacedLesson,
    PlacedSection,
    add_chapter,
    arrange_chapter,
)
from courses.content.actions.courses import create_course, edit_course
from courses.content.actions.decks import import_deck, prepare_deck
from courses.content.actions.entries import save_notions, save_objectives
from courses.content.actions.figures import add_figure
from courses.content.actions.lesson_texts import NewText, save_lesson_texts
from courses.content.actions.lessons import (
    CannotPublish,
    publish_lessons,
    refresh_outline,
    refresh_published,
)
from courses.content.actions.proposals import propose
from courses.content.actions.review_notes import save_notes
from courses.content.images import EncodedImage, ImageRefused, keep_or_encode
from courses.content.messages import translated
from courses.content.models import Chapter, Course, Lesson
from courses.exchange.folder.figure_names import renamed
from courses.exchange.folder.format import (
    ChapterText,
    CourseFolder,
    FileProblem,
    FolderRefused,
    LessonText,
)
from courses.exchange.folder.proposed import proposed
from courses.exchange.folder.quiz_rows import save_questions, save_quizzes
from courses.markup.page import MarkupRefused
from courses.slides.tree import DeckRefused


def import_folder(
    *, folder: CourseFolder, course: Course | None, user: User, now: datetime
) -> Course:
    """The course that the files say, in `course` or a new one taught by `user`.

    The same files again change nothing. Raises FolderRefused; nothing is written then.
    """
    with transaction.atomic():
        if course is None:
            course = create_course(
                title=folder.title, language=folder.language, teacher=user, now=now
            )
        else:
            course = Course.objects.select_for_update().get(pk=course.pk)
            edit_course(course=course, title=folder.title, language=folder.language)
        _Import(folder, course, user, now).run()
    return course


class _Import:
    def __init__(self, folder: CourseFolder, course: Course, user: User, now: datetime) -> None:
        self.folder = folder
        self.course = course
        self.user = user
        self.now = now
        self.figures: dict[str, str] = {}
        self.lessons: dict[str, Lesson] = {}

    def run(self) -> None:
        self._figures()
        self._entries()
        for position, chapter in enumerate(self.folder.chapters, 1):
            self._chapter(chapter, position)
        # Before anything is published: what students read says which lines are doubtful.
        notes = self.folder.notes
        homeless = save_notes(course=self.course, entries=notes, now=self.now)
        if homeless:
            _refuse("notes.md", homeless[0].line, "lesson", homeless[0].lesson)
        self._texts()
        save_questions(self.course, self.folder, self._local, self.user, self.now)
        save_quizzes(self.course, self.folder)
        propose(course=self.course, items=proposed(self.folder), now=self.now)

    def _figures(self) -> None:
        """Each image of the files is one of the course's; those it has already are found again."""
        known = {figure.image.open().read(): figure for figure in self.course.figures.all()}
        for file in self.folder.figures:
            figure = known.get(file.data)
            if figure is None:
                image = _image(file.name, file.data)
                figure = add_figure(
                    course=self.course, image=image, alt=file.alt, author=self.user, now=self.now
                )
            elif figure.alt != file.alt:
                figure.alt = file.alt
                figure.save(update_fields=["alt"])
            self.figures[file.name] = str(figure.pk)

    def _local(self, source: str) -> str:
        return renamed(source, self.figures)

    def _entries(self) -> None:
        try:
            save_notions(
                course=self.course,
                entries=[replace(e, text=self._local(e.text)) for e in self.folder.notions],
            )
        except MarkupRefused as refused:
            name = self.folder.notions[refused.position].slug
            _refuse("notions.md", 0, "markup", f"{name}: {translated(refused.message)}")
        save_objectives(course=self.course, entries=self.folder.objectives)

    # --- chapters

    def _chapter(self, text: ChapterText, position: int) -> None:
        chapter, fresh = self._with_deck(text)
        chapter.title, chapter.author, chapter.position = text.title, text.author, position
        chapter.slug = text.slug
        chapter.save(update_fields=["title", "author", "position", "slug"])
        sections = [
            PlacedSection(
                section.slug,
                section.title,
                tuple(PlacedLesson(one.slug, one.title, one.lines) for one in section.lessons),
            )
            for section in text.sections
        ]
        self._check_names(chapter, text, fresh=fresh)
        found = arrange_chapter(chapter=chapter, sections=sections, fresh=fresh, now=self.now)
        self.lessons |= found

    def _with_deck(self, text: ChapterText) -> tuple[Chapter, bool]:
        """The chapter with its deck, and whether its lessons have only now come from it."""
        chapter = self.course.chapters.filter(slug=text.slug).first()
        deck = text.deck
        if deck is None:
            return chapter or self._new_chapter(text), False
        last = chapter.decks.first() if chapter else None
        edits = [dict(edit) for edit in deck.edits]
        if chapter and last and (last.source, last.edits) == (deck.text, edits):
            return chapter, False
        try:
            prepared = prepare_deck(
                source=deck.text,
                name=deck.name,
                edits=edits,  # type: ignore[arg-type]  # apply_edits drops what does not fit
                course=self.course,
            )
        except DeckRefused as refused:
            _refuse(deck.name, 0, "deck", str(refused))
        except MarkupRefused as refused:
            _refuse(deck.name, 0, "markup", translated(refused.message))
        imported = import_deck(
            prepared=prepared,
            course=self.course,
            chapter=chapter,
            user=self.user,
            now=self.now,
            publish=False,
        )
        return imported.chapter, chapter is None

    def _new_chapter(self, text: ChapterText) -> Chapter:
        return add_chapter(course=self.course, slug=text.slug, title=text.title, author=text.author)

    def _check_names(self, chapter: Chapter, text: ChapterText, *, fresh: bool) -> None:
        """A lesson's name is its address: another chapter must not have it already."""
        wanted = [lesson.slug for lesson in text.lessons]
        twice = {slug for slug in wanted if wanted.count(slug) > 1}
        others = self.course.lessons.exclude(section__chapter=chapter).filter(slug__in=wanted)
        taken = twice | set(others.values_list("slug", flat=True))
        if taken:
            _refuse("course.json", 0, "slug", min(taken))

    # --- texts

    def _texts(self) -> None:
        """Published texts first, then what is still a draft on top of them."""
        texts = [text for text in self.folder.lessons if not self._is_read(text)]
        self._save([self._new(text, text.title, text.text) for text in texts])
        shown = {text.slug for text in texts if text.published}
        for chapter in self.course.chapters.filter(slug__in=[c.slug for c in self.folder.chapters]):
            lessons = [
                lesson
                for slug, lesson in self.lessons.items()
                if slug in shown and lesson.section.chapter_id == chapter.pk
            ]
            self._publish(chapter, lessons)
        drafts = [text for text in self.folder.lessons if text.draft is not None]
        self._save([self._new(text, text.draft_title, text.draft or "") for text in drafts])
        notes = {note.lesson for note in self.folder.notes if note.kind == "error"}
        self._refresh(slug for slug in notes if slug not in shown)

    def _is_read(self, text: LessonText) -> bool:
        """Whether students read exactly this already; a draft over it is then left alone."""
        published = self.lessons[text.slug].published
        said = published and (published.title, published.source)
        return text.published and said == (text.title, self._local(text.text))

    def _new(self, text: LessonText, title: str, source: str) -> NewText:
        origin = "edit" if text.origin == "import" else text.origin
        return NewText(self.lessons[text.slug], title, self._local(source), origin)

    def _save(self, texts: list[NewText]) -> None:
        try:
            save_lesson_texts(course=self.course, texts=texts, author=self.user, now=self.now)
        except MarkupRefused as refused:
            slug = texts[refused.position].lesson.slug
            _refuse(f"lessons/{slug}.md", 0, "markup", translated(refused.message))

    def _publish(self, chapter: Chapter, lessons: list[Lesson]) -> None:
        try:
            publish_lessons(chapter=chapter, lessons=lessons, now=self.now)
        except CannotPublish as refused:
            _refuse("lessons", 0, "markup", f"{refused.title}: {translated(refused.message)}")
        refresh_outline(chapter=chapter)

    def _refresh(self, slugs: Iterable[str]) -> None:
        refresh_published(lessons=self.course.lessons.published().filter(slug__in=list(slugs)))


def _image(name: str, data: bytes) -> EncodedImage:
    try:
        return keep_or_encode(data)
    except ImageRefused as refused:
        _refuse(f"figures/{name}", 0, "image", str(refused))


def _refuse(file: str, line: int, code: str, about: str = "") -> NoReturn:
    raise FolderRefused((FileProblem(file, line, code, about),))
