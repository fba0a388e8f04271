"""Several people write the same lesson at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from courses.content.actions.lesson_order import move_lesson
from courses.content.actions.lessons import (
    LessonChanged,
    add_revision,
    publish_lesson,
)
from courses.content.models import Lesson
from courses.content.rendering import render_lessons
from tests.make import NOW, make_lesson, make_section

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 8


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """What each of the writers got, all having begun together."""
    barrier = Barrier(WRITERS)

    def begin(number: int) -> Any:
        try:
            barrier.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(begin, range(WRITERS)))


def test_of_several_who_started_from_one_version_one_wins_and_the_others_are_told() -> None:
    lesson = make_lesson()
    sources = [f"Texte {number}." for number in range(WRITERS)]
    pages = render_lessons(lesson.course, sources)

    def save(number: int) -> str:
        try:
            revision = add_revision(
                lesson=Lesson.objects.get(pk=lesson.pk),
                title="TCP",
                source=sources[number],
                author=None,
                now=NOW,
                origin="edit",
                page=pages[number],
                after=1,
            )
        except LessonChanged as changed:
            return f"told of {changed.newest.number}"
        return f"saved {revision.number}"

    assert sorted(at_once(save)) == ["saved 2", *["told of 2"] * (WRITERS - 1)]
    assert lesson.revisions.count() == 2


def test_the_same_save_sent_several_times_is_kept_once() -> None:
    lesson = make_lesson()
    page = render_lessons(lesson.course, ["Une fois."])[0]

    def save(_: int) -> int:
        return add_revision(
            lesson=Lesson.objects.get(pk=lesson.pk),
            title="TCP",
            source="Une fois.",
            author=None,
            now=NOW,
            origin="edit",
            page=page,
            after=1,
        ).number

    assert at_once(save) == [2] * WRITERS
    assert lesson.revisions.count() == 2


def test_lessons_moved_at_once_keep_distinct_places() -> None:
    section = make_section()
    lessons = [make_lesson(section, f"L{n}", f"l{n}") for n in range(WRITERS)]

    def move(number: int) -> bool:
        lesson = Lesson.objects.select_related("section__chapter").get(pk=lessons[number].pk)
        return move_lesson(lesson=lesson, step=1 if number % 2 else -1)

    at_once(move)
    positions = Lesson.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, WRITERS + 1))
    section.chapter.refresh_from_db()
    assert [entry["id"] for entry in section.chapter.outline[0]["lessons"]] == list(
        Lesson.objects.order_by("position").values_list("pk", flat=True)
    )


def test_lessons_published_at_once_are_all_in_the_outline() -> None:
    section = make_section()
    lessons = [make_lesson(section, f"L{n}", f"l{n}", published=False) for n in range(WRITERS)]

    def publish(number: int) -> None:
        lesson = Lesson.objects.select_related("section__chapter__course").get(
            pk=lessons[number].pk
        )
        publish_lesson(lesson=lesson, now=NOW)

    at_once(publish)
    section.chapter.refresh_from_db()
    assert [entry["slug"] for entry in section.chapter.outline[0]["lessons"]] == [
        lesson.slug for lesson in lessons
    ]
