"""Writes on what a quiz asks: questions of the bank, draws among them, and their order."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from courses.quizzes.models import Question, Quiz, QuizItem

Filters = Sequence[tuple[str, str]]


@transaction.atomic
def add_questions(*, quiz: Quiz, questions: Iterable[Question]) -> int:
    """Puts questions at the end, those it asks already left out; returns how many came in."""
    place = _last_place(quiz)
    asked = set(quiz.items.values_list("question", flat=True))
    new = [question for question in questions if question.pk not in asked]
    QuizItem.objects.bulk_create(
        QuizItem(quiz=quiz, question=question, position=position)
        for position, question in enumerate(new, place + 1)
    )
    return len(new)


@transaction.atomic
def add_draw(*, quiz: Quiz, filters: Filters, count: int | None) -> QuizItem:
    """Puts at the end `count` questions drawn among those `filters` keep; None takes them all."""
    return QuizItem.objects.create(
        quiz=quiz,
        filters=[list(pair) for pair in filters],
        count=count,
        position=_last_place(quiz) + 1,
    )


@transaction.atomic
def replace_items(*, quiz: Quiz, items: Sequence[QuizItem]) -> None:
    """The quiz asks exactly these rows, in this order; a question that stays keeps its row."""
    _last_place(quiz)
    kept = {item.question_id: item.pk for item in quiz.items.exclude(question=None)}
    wanted = {item.question_id for item in items}
    quiz.items.exclude(question__in=[pk for pk in wanted if pk]).delete()
    for position, item in enumerate(items, 1):
        if item.question_id in kept:
            QuizItem.objects.filter(pk=kept[item.question_id]).update(position=position)
        else:
            item.quiz, item.position = quiz, position
            item.save()


@transaction.atomic
def move_item(*, quiz: Quiz, item: int, steps: int) -> int | None:
    """Moves a row by `steps` places; returns its place, from 1. None: it is not there any more."""
    _last_place(quiz)
    order = list(quiz.items.values_list("pk", flat=True))
    if item not in order:
        return None
    place = max(0, min(len(order) - 1, order.index(item) + steps))
    order.remove(item)
    order.insert(place, item)
    _set_order(order)
    return place + 1


@transaction.atomic
def order_items(*, quiz: Quiz, order: Sequence[int]) -> bool:
    """Puts the rows in this order; False if these are not exactly the rows of the quiz."""
    _last_place(quiz)
    if sorted(order) != sorted(quiz.items.values_list("pk", flat=True)):
        return False
    _set_order(order)
    return True


def remove_item(*, quiz: Quiz, item: int) -> bool:
    """Takes a row out; False if it was not there. Attempts begun keep what they ask."""
    return bool(quiz.items.filter(pk=item).delete()[0])


def set_draw_count(*, quiz: Quiz, item: int, count: int | None) -> bool:
    """How many questions a row draws; False if it is no draw of this quiz."""
    return bool(quiz.items.filter(pk=item, question=None).update(count=count))


def _last_place(quiz: Quiz) -> int:
    """The place of the last row; whoever changes the rows of this quiz meanwhile waits."""
    Quiz.objects.select_for_update().get(pk=quiz.pk)
    return quiz.items.order_by("-position").values_list("position", flat=True).first() or 0


def _set_order(order: Sequence[int]) -> None:
    rows = [QuizItem(pk=pk, position=position) for position, pk in enumerate(order, 1)]
    QuizItem.objects.bulk_update(rows, ["position"])
