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
NEVER_BEGIN = 0.04
STOP_EARLY = 0.12


@dataclass(frozen=True)
class Student:
    """A person and how they work: `reach` is the share of the course they get through before
    they stop, by the share `end` of the time it lasts."""

    user: User
    reach: float
    end: float

    def gets_to(self, share: float) -> bool:
        """Whether they do what lies at this share of the course."""
        return share < self.reach

    def moment(self, share: float, opens: datetime, lasts: timedelta) -> datetime:
        """When they do what lies at a share of the course, which they get to."""
        return opens + lasts * (self.end * share / self.reach)


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
    kind = chance.random()
    if kind < NEVER_BEGIN:
        return Student(user, 0, 0)
    if kind < NEVER_BEGIN + STOP_EARLY:
        return Student(user, chance.uniform(0.1, 0.5), chance.uniform(0.1, 0.8))
    return Student(user, chance.uniform(0.6, 1), chance.uniform(0.92, 0.999))


def who_get_to(students: Sequence[Student], share: float) -> list[Student]:
    return [student for student in students if student.gets_to(share)]
