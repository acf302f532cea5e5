"""Seat somebody: a person or an organisation takes a seat, with its vote."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, overlapping
from gremienwerk.domain.organizations.choices import SeatHolder
from gremienwerk.domain.organizations.commands.add_member import MemberDraft, add_member
from gremienwerk.domain.organizations.models import Membership, Organization, Seat
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class SeatTaken(Event):
    """A seat has a holder."""

    kind = "organizations.seat_taken"
    seat_id: int
    membership_id: int


class SeatIsTaken(Refusal):
    """A seat has one holder at a time."""


class WrongHolder(Refusal):
    """A seat is for a person or for an organisation, and for days on which it exists."""


@dataclass(frozen=True, slots=True)
class Seating:
    """Who takes a seat, for how long; `has_vote` None: members vote, deputies do not.

    A deputy's vote is that of the absent member (N7.4), not a right of its own.
    """

    holder: Person | Organization
    starts_on: date | None = None
    ends_on: date | None = None
    on_behalf_of: Organization | None = None
    has_vote: bool | None = None
    vote_source: str = ""


@transaction.atomic
def seat(place: Seat, seating: Seating, *, by: User, now: datetime) -> Membership:
    """Let the holder of `seating` take the seat `place`.

    Raises `NotAllowed`, `WrongHolder`, `SeatIsTaken`, `BelongsAlready`, `PeriodEmpty`.
    """
    row = Seat.objects.select_for_update(of=("self",)).get(pk=place.pk)
    require(by, Can.SEAT, row)
    check_period(seating.starts_on, seating.ends_on)
    _check(row, seating)
    is_member = row.kind == "member"
    draft = MemberDraft(
        holder=seating.holder,
        kind=row.kind,
        seat=row,
        on_behalf_of=seating.on_behalf_of,
        starts_on=seating.starts_on,
        ends_on=seating.ends_on,
        has_vote=is_member if seating.has_vote is None else seating.has_vote,
        vote_source=seating.vote_source,
    )
    membership = add_member(row.organization, draft, by=by, now=now)
    publish(SeatTaken(seat_id=row.pk, membership_id=membership.pk), by=by, at=now)
    return membership


def _check(row: Seat, seating: Seating) -> None:
    is_person = isinstance(seating.holder, Person)
    if is_person != (row.holder == SeatHolder.PERSON):
        raise WrongHolder(
            _("Seat %(number)s is for another kind of holder (%(holder)s); choose another seat.")
            % {"number": row.number, "holder": SeatHolder(row.holder).label}
        )
    early = row.starts_on and seating.starts_on and seating.starts_on < row.starts_on
    late = row.ends_on and (seating.starts_on or date.min) >= row.ends_on
    if early or late:
        raise WrongHolder(
            _("Seat %(number)s does not exist on that day; choose another day or seat.")
            % {"number": row.number}
        )
    held = Membership.objects.alive().filter(seat=row)
    if held.filter(overlapping(seating.starts_on, seating.ends_on)).exists():
        raise SeatIsTaken(
            _("Seat %(number)s has a holder in that time; end that membership first.")
            % {"number": row.number}
        )
