"""A roster held against the people and members that exist: what enrolling it would do."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop as _

from courses.accounts.models import User
from courses.accounts.namesakes import name_key
from courses.cohorts.models import Cohort, Membership
from courses.exchange.roster_csv import CellProblem, Roster, RosterRow


class Outcome(StrEnum):
    NEW = "new"  # a person is created and joins
    JOINS = "joins"  # a known person joins (or comes back)
    UNCHANGED = "unchanged"  # already a student here
    REFUSED = "refused"  # a cell is wrong: nothing is written for this row


@dataclass(frozen=True)
class PlannedRow:
    row: RosterRow
    outcome: Outcome
    person: User | None
    problems: tuple[CellProblem, ...]
    remarks: tuple[str, ...]

    @property
    def by_column(self) -> dict[str, str]:
        """The first problem of each column."""
        found: dict[str, str] = {}
        for problem in self.problems:
            found.setdefault(problem.column, problem.message)
        return found


@dataclass(frozen=True)
class Enrolment:
    """What a roster would do to a cohort; rows in the roster's order.

    `absent` are students of the cohort whom the roster does not name: they stay, unless the
    administrator says which of them have left.
    """

    rows: tuple[PlannedRow, ...]
    absent: tuple[Membership, ...] = ()
    left: int = 0

    def count(self, outcome: str) -> int:
        return sum(1 for planned in self.rows if planned.outcome == outcome)

    @property
    def counts(self) -> dict[str, int]:
        return {outcome.value: self.count(outcome) for outcome in Outcome}

    @property
    def will_write(self) -> int:
        return self.count(Outcome.NEW) + self.count(Outcome.JOINS)


def plan_enrolment(*, cohort: Cohort, roster: Roster) -> Enrolment:
    """Reads only, in three queries whatever the roster's length."""
    people = _people_by_identifier(roster)
    owners = _owners_of_emails(roster)
    members = list(
        Membership.objects.filter(cohort=cohort, role=Membership.Role.STUDENT, left_at=None)
        .select_related("user", "cohort")
        .order_by("user__last_name", "user__first_name", "user__identifier")
    )
    present = {member.user_id for member in members}
    names: dict[tuple[str, ...], set[str]] = {}
    for member in members:
        names.setdefault(name_key(str(member.user)), set()).add(member.user.identifier.lower())
    for row in roster.rows:
        names.setdefault(name_key(_name(row)), set()).add(row.identifier.lower())
    named = {row.identifier.lower() for row in roster.rows}
    return Enrolment(
        tuple(_planned(row, people, owners, present, names) for row in roster.rows),
        tuple(member for member in members if member.user.identifier.lower() not in named),
    )


def _name(row: RosterRow) -> str:
    return f"{row.first_name} {row.last_name}".strip()


def _people_by_identifier(roster: Roster) -> dict[str, User]:
    people = User.objects.known_as(row.identifier for row in roster.rows if row.identifier)
    return {person.identifier.lower(): person for person in people}


def _owners_of_emails(roster: Roster) -> dict[str, int]:
    people = User.objects.reached_at(row.email for row in roster.rows if row.email)
    return {(person.email or "").lower(): person.pk for person in people}


def _planned(
    row: RosterRow,
    people: dict[str, User],
    owners: dict[str, int],
    present: set[int],
    names: dict[tuple[str, ...], set[str]],
) -> PlannedRow:
    person = people.get(row.identifier.lower())
    problems = list(row.problems)
    owner = owners.get(row.email.lower()) if row.email else None
    if owner is not None and (person is None or owner != person.pk):
        problems.append(CellProblem("email", _("This address belongs to another account.")))
    outcome = Outcome.NEW
    if problems:
        outcome = Outcome.REFUSED
    elif person is not None:
        outcome = Outcome.UNCHANGED if person.pk in present else Outcome.JOINS
    return PlannedRow(row, outcome, person, tuple(problems), tuple(_remarks(row, person, names)))


def _remarks(
    row: RosterRow, person: User | None, names: dict[tuple[str, ...], set[str]]
) -> list[str]:
    """`names`: the identifiers of all who bear a name, in the cohort and in the list."""
    name = _name(row)
    if person is not None and name and str(person).casefold() != name.casefold():
        return [_("Known under another name, which is kept.")]
    if name and names[name_key(name)] - {row.identifier.lower()}:
        return [_("Same name as another student here: they stay two people.")]
    return []
