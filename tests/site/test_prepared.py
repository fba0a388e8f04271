"""A prepared query gives what the query itself gives, for any values."""

from typing import Any

import pytest
from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Concat

from courses.content.models import Lesson, LessonRevision
from elearning.prepared import Prepared, PreparedUpdate
from tests.make import NOW, make_chapter, make_course, make_lesson, make_section

pytestmark = pytest.mark.django_db


def lessons(course: Any, slug: Any) -> QuerySet[Lesson]:
    return (
        Lesson.objects.filter(course=course, slug=slug)
        .select_related("published", "section__chapter")
        .annotate(revisions_made=Count("revisions"))
    )


def test_each_call_gets_the_rows_of_its_own_values() -> None:
    section = make_section()
    first = make_lesson(section, slug="un")
    second = make_lesson(section, slug="deux", published=False)
    prepared = Prepared(lessons)
    for each in (first, second, first):
        [found] = prepared.rows(course=each.course_id, slug=each.slug)
        assert found == each
        assert found.published == each.published
        assert found.revisions_made == 1  # type: ignore[attr-defined]
    assert prepared.first(course=first.course_id, slug="trois") is None
    assert prepared.first(course=first.course_id + 1, slug="un") is None


def test_related_rows_come_in_the_same_query(django_assert_num_queries: Any) -> None:
    lesson = make_lesson(make_section(make_chapter(make_course(title="Systèmes"))))
    prepared = Prepared(lessons)
    with django_assert_num_queries(1):
        found = prepared.first(course=lesson.course_id, slug=lesson.slug)
        assert found is not None
        assert found.section.chapter.outline == lesson.section.chapter.outline
        assert found.published is not None
        assert found.published.created_at == lesson.published.created_at  # type: ignore[union-attr]


def test_a_query_that_changes_its_values_is_refused() -> None:
    prepared = Prepared(lambda slug: Lesson.objects.filter(slug=Concat(Value(f"{slug}-"), "slug")))
    with pytest.raises(ValueError, match="slug"):
        prepared.rows(slug="un")


def test_an_update_changes_the_rows_of_its_own_values() -> None:
    section = make_section()
    one, two = make_lesson(section, slug="un"), make_lesson(section, slug="deux")
    update = PreparedUpdate(lambda slug: Lesson.objects.filter(slug=slug), "title", "position")
    assert update.rows({"title": "Un", "position": 7}, slug="un") == 1
    assert update.rows({"title": "Deux", "position": 8}, slug="deux") == 1
    assert update.rows({"title": "Trois", "position": 9}, slug="trois") == 0
    told = Lesson.objects.order_by("position").values_list("pk", "title", "position")
    assert list(told) == [(one.pk, "Un", 7), (two.pk, "Deux", 8)]


def test_an_update_prepares_each_value_for_its_column() -> None:
    revision = make_lesson().published
    assert revision is not None
    update = PreparedUpdate(
        lambda revision: LessonRevision.objects.filter(pk=revision), "source_lines", "created_at"
    )
    for lines in ([[1, 2]], [[3, 4], [5, 6]]):
        assert update.rows({"source_lines": lines, "created_at": NOW}, revision=revision.pk) == 1
        revision.refresh_from_db()
        assert (revision.source_lines, revision.created_at) == (lines, NOW)
