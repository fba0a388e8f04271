"""The lessons that ship: the deck's words in the deck's order, with what was added to them."""

from pathlib import Path

import pytest
from django.conf import settings

from courses.content.decks.plan import plan_of
from courses.content.models import LessonRevision
from courses.exchange.demonstration import load_course
from courses.slides.reader import read_deck
from courses.slides.slugs import slugify
from tests.make import NOW, make_teacher

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
def test_students_read_what_the_files_say() -> None:
    course = load_course(make_teacher(), NOW)
    published = LessonRevision.objects.filter(pk__in=course.lessons.values("published"))
    assert dict(published.values_list("lesson__slug", "source")) == FILES
