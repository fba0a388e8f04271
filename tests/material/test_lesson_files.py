"""The lessons that ship: the deck's words in the deck's order, with what was added to them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from courses.content.decks.plan import plan_of
from courses.content.models import Course, LessonRevision
from courses.slides.reader import read_deck
from courses.slides.slugs import slugify

MATERIAL = Path(settings.BASE_DIR, "courses", "material", "virtualisation")
FILES = {
    file.stem: file.read_text(encoding="utf-8").removesuffix("\n")
    for file in sorted((MATERIAL / "lessons").glob("*.md"))
}
PLAN = plan_of(read_deck((MATERIAL / "chapitre-1-virtualisation.md").read_text(encoding="utf-8")))
IMPORTED = {slugify(lesson.title, ""): lesson.source for lesson in PLAN.lessons}


@pytest.mark.parametrize("slug, source", IMPORTED.items())
def test_every_line_of_the_deck_stands_in_its_lesson_in_order(slug: str, source: str) -> None:
    lines = iter(FILES[slug].splitlines())
    said = [line for line in source.splitlines() if line and "figure:missing" not in line]
    assert [line for line in said if line not in lines] == []


@pytest.mark.django_db
def test_students_read_what_the_files_say(shipped_course: Course) -> None:
    published = LessonRevision.objects.filter(pk__in=shipped_course.lessons.values("published"))
    assert dict(published.values_list("lesson__slug", "source")) == FILES


@pytest.mark.django_db
def test_no_page_shows_the_address_of_the_author(shipped_course: Course, client: Client) -> None:
    client.force_login(shipped_course.teachers.get())
    chapter = shipped_course.chapters.get()
    pages = [
        chapter.get_absolute_url(),
        reverse("deck_source", args=[shipped_course.slug, chapter.slug]),
    ]
    shown = "".join(client.get(page).content.decode() for page in pages)
    assert "Mandicou BA" in shown
    assert "mandicou.ba@" not in shown
    published = LessonRevision.objects.filter(pk__in=shipped_course.lessons.values("published"))
    assert not published.filter(html__contains="@").exists()
