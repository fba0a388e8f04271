"""What students come back to: notions that are due, and checks they failed."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from courses.exchange.department.answers import AT_ONCE, Asking, Go
from courses.exchange.department.people import Student
from courses.progress.models import ReviewCard
from courses.progress.review_actions import count_answer
from courses.quizzes.models import Question, Response

# Notions that a student reviews in one go: all they missed, within reason, or else a few.
MOST_MISSED, AT_A_TIME = 10, 4
AGAIN = 2  # checks that a student takes again beside
REVIEW = 0  # where the number of reviews stands, among those of quizzes


class Memories:
    """When each student should meet each notion again, as their answers come in."""

    def __init__(self, notions: Mapping[int, Sequence[int]], chance: random.Random) -> None:
        """`notions`: those of each question."""
        self.notions = notions
        self.chance = chance
        self.cards: defaultdict[int, dict[int, ReviewCard]] = defaultdict(dict)
        self.asked: dict[tuple[int, int], int] = {}
        self.gone: Counter[tuple[int, int]] = Counter()

    def hear(self, user_id: int, responses: Sequence[Response]) -> None:
        """Counts the answers of one attempt, in the order they were released."""
        cards = self.cards[user_id]
        given = defaultdict(list)
        for response in responses:
            for notion in self.notions.get(response.question_id, ()):
                given[notion].append(response)
                self.asked[user_id, notion] = response.question_id
        for notion, each in given.items():
            card = cards.get(notion) or ReviewCard(user_id=user_id, notion_id=notion, state={})
            moved = [count_answer(card, response) for response in each]
            if any(moved):
                cards[notion] = card

    def reviews(
        self,
        begun: Iterable[tuple[Student, datetime]],
        askable: Mapping[int, Sequence[Question]],
    ) -> list[Go]:
        """The reviews of those who have something due; `askable` are the questions of a notion."""
        found = []
        for student, at in begun:
            questions = self._due(student.user.pk, at, askable) if student.reviews else []
            if questions:
                number = self._number(student, REVIEW)
                found.append(Go(student.user, student.skill, number, at, questions))
        return found

    def checks_again(
        self, begun: Iterable[tuple[Student, datetime]], checks: Mapping[int, Asking]
    ) -> dict[Asking, list[Go]]:
        """Of the `checks`, by notion, those that students take again for what they still miss."""
        found: defaultdict[Asking, list[Go]] = defaultdict(list)
        for student, at in begun:
            cards = self.cards[student.user.pk] if student.reviews else {}
            missed = [
                checks[notion]
                for notion, card in cards.items()
                if card.state["missed"] and card.reviewed_at < at and notion in checks
            ]
            for check in list(dict.fromkeys(missed))[:AGAIN]:
                number = 1 + self._number(student, check.quiz.pk)
                found[check].append(Go(student.user, student.skill, number, at, is_again=True))
        return found

    def _number(self, student: Student, quiz: int) -> int:
        self.gone[student.user.pk, quiz] += 1
        return self.gone[student.user.pk, quiz]

    def _due(
        self, user_id: int, at: datetime, askable: Mapping[int, Sequence[Question]]
    ) -> list[Question]:
        cards = [
            card
            for notion, card in self.cards[user_id].items()
            if card.due_at <= at and notion in askable
        ]
        cards.sort(key=lambda card: (not card.state["missed"], card.due_at, card.notion_id))
        chosen: dict[int, Question] = {}
        missed = sum(card.state["missed"] for card in cards)
        for card in cards[: max(AT_A_TIME, min(missed, MOST_MISSED))]:
            last = self.asked.get((user_id, card.notion_id))
            others = [each for each in askable[card.notion_id] if each.pk != last]
            question = self.chance.choice(others or askable[card.notion_id])
            chosen[question.pk] = question
        return list(chosen.values())

    def store(self) -> None:
        cards = [card for each in self.cards.values() for card in each.values()]
        ReviewCard.objects.bulk_create(cards, batch_size=AT_ONCE)
        self.cards.clear()
        self.asked.clear()
        self.gone.clear()
