"""Invented students: names as one reads them in Dakar, and how each of them works."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from courses.accounts.models import User
from courses.cohorts.models import Cohort, Membership

_FIRST_NAMES = """
    Abdou Adama Aïda Aïssatou Aliou Aminata Amadou Anta Arame Assane Astou Awa Babacar Bineta
    Birame Boubacar Cheikh Codou Coumba Daouda Demba Diarra Dieynaba El-Hadji Fama Fatou Gora
    Ibrahima Idrissa Khadidiatou Khady Lamine Maguette Mamadou Mame-Diarra Mariama Marième
    Modou Moussa Ndeye Ndongo Oulimata Ousmane Pape Rokhaya Saliou Seynabou Sokhna Thierno Yacine
"""
_LAST_NAMES = """
    Ba Badiane Badji Bâ Camara Cissé Coly Diagne Diallo Diatta Diédhiou Dieng Diop Diouf Dramé
    Fall Faye Gaye Gningue Gueye Kane Kébé Konaté Lô Mané Mbaye Mbengue Mbodj Mboup Ndao Ndiaye
    Ndong Ndour Ngom Niang Sagna Sall Sané Sarr Seck Sène Seye Sow Sy Sylla Tall Thiam Thioune
    Touré Wade
"""
FIRST_NAMES, LAST_NAMES = tuple(_FIRST_NAMES.split()), tuple(_LAST_NAMES.split())
# Of a class, who never begins, who stops, and who goes on behind the others.
NEVER_BEGIN, STOP_EARLY, LATE = 0.015, 0.03, 0.03
REVIEWS = 0.97  # of the others, who comes back to what is due


@dataclass(frozen=True)
class Student:
    """A person and how they work.

    `skill` is 0 in the middle of a class, over 0.65 for one in six at its head. `reach` is the
    share of what the class does that they get through, by the share `end` of its time; `reviews`:
    they come back to what is due.
    """

    user: User
    skill: float
    reach: float
    end: float
    reviews: bool = False

    def gets_to(self, share: float) -> bool:
        """Whether they do what lies at this share of the class's work."""
        return share < self.reach

    def moment(self, share: float, last: float, opens: datetime, lasts: timedelta) -> datetime:
        """When they do what lies at a share of that work; the `last` of theirs at their end."""
        return opens + lasts * (self.end * share / last if last else self.end)


def make_students(
    cohort: Cohort, count: int, year: int, taken: int, joined: datetime, chance: random.Random
) -> list[Student]:
    """`count` members of `cohort`; `taken` identifiers of `year` are given already.

    Nobody has a password: like all students they enter with a one-time code.
    """
    users = []
    for number in range(taken + 1, taken + count + 1):
        user = User(
            identifier=f"{year}{number:05d}",
            first_name=chance.choice(FIRST_NAMES),
            last_name=chance.choice(LAST_NAMES),
            date_joined=joined,
        )
        user.set_unusable_password()
        users.append(user)
    users = User.objects.bulk_create(users)
    Membership.objects.bulk_create(
        Membership(cohort=cohort, user=user, role=Membership.Role.STUDENT, joined_at=joined)
        for user in users
    )
    return [_working(user, chance) for user in users]


def _working(user: User, chance: random.Random) -> Student:
    kind, skill = chance.random(), chance.gauss(0, 0.65)
    if kind < NEVER_BEGIN:
        return Student(user, skill, 0, 0)
    if kind < NEVER_BEGIN + STOP_EARLY:
        return Student(user, skill - 0.5, chance.uniform(0.1, 0.5), chance.uniform(0.1, 0.8))
    end = chance.uniform(0.975, 0.999)
    if kind < NEVER_BEGIN + STOP_EARLY + LATE:
        return Student(user, skill - 0.3, chance.uniform(0.5, 0.75), end, chance.random() < REVIEWS)
    return Student(user, skill, chance.uniform(0.85, 1), end, chance.random() < REVIEWS)


def who_get_to(students: Sequence[Student], share: float) -> list[Student]:
    return [student for student in students if student.gets_to(share)]
