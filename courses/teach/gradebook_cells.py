"""The lines of a gradebook as its page shows them: thousands of cells, written once each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from courses.content.models import Course
from courses.progress.gradebook import MARKED, Entry
from courses.progress.gradebook_queries import StudentTotal
from courses.progress.gradebook_words import MENTION_WORDS, STATE_WORDS
from courses.progress.models import GradeItem
from elearning.number_tags import mark_writer


class ShownCell(NamedTuple):
    """`text` is the mark, `url` the attempt it comes from ("" without one).

    `is_plain`: a mark that counts, of which there is nothing else to say.
    """

    entry: Entry
    item: GradeItem
    text: str
    url: str
    is_plain: bool

    @property
    def state(self) -> object:
        return STATE_WORDS[self.entry.state]


@dataclass(frozen=True)
class ShownRow:
    row: StudentTotal
    total: str
    mention: object
    cells: Sequence[ShownCell]


def shown_rows(
    course: Course, items: Sequence[GradeItem], rows: Iterable[StudentTotal]
) -> list[ShownRow]:
    """What the template writes, in the language of the page."""
    text = mark_writer()
    addresses = [
        reverse("student_attempt", args=[course.slug, item.quiz.slug, 0])[: -len("0/")]
        for item in items
    ]

    return [
        ShownRow(
            row,
            text(row.value),
            MENTION_WORDS[row.mention],
            [
                ShownCell(
                    cell.entry,
                    cell.item,
                    text(cell.entry.mark),
                    f"{address}{cell.attempt}/" if cell.attempt else "",
                    cell.entry.state == MARKED and not cell.entry.is_dropped,
                )
                for cell, address in zip(row.cells, addresses, strict=True)
            ],
        )
        for row in rows
    ]
