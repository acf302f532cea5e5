"""Add seats to a body; how many it has is counted from them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, locked
from gremienwerk.domain.organizations.choices import MembershipKind, SeatHolder
from gremienwerk.domain.organizations.models import Organization, Seat, Term
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added

SEATED = (MembershipKind.MEMBER, MembershipKind.DEPUTY)
MOST = 500


@dataclass(frozen=True, slots=True)
class SeatsAdded(Event):
    """A body has more seats."""

    kind = "organizations.seats_added"
    organization_id: int
    seat_kind: str
    count: int


class SeatsNotUsable(Refusal):
    """Seats are for members and deputies, and there is at least one."""


@dataclass(frozen=True, slots=True)
class SeatsDraft:
    """`count` seats of one kind for one kind of holder, numbered on from those there are."""

    count: int
    kind: str = MembershipKind.MEMBER.value
    holder: str = SeatHolder.PERSON.value
    term: Term | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def add_seats(
    organization: Organization, draft: SeatsDraft, *, by: User, now: datetime
) -> list[Seat]:
    """Add the seats of `draft`; return them in the order of their numbers.

    Raises `NotAllowed`, `SeatsNotUsable`, `PeriodEmpty`.
    """
    row = locked(organization)
    require(by, Can.ADD_SEATS, row)
    check_seats(draft)
    if draft.term is not None and draft.term.organization_id != row.pk:
        raise SeatsNotUsable(_("Choose a term of this body."))
    held = Seat.objects.filter(organization=row, term=draft.term, kind=draft.kind)
    last = held.aggregate(last=Max("number"))["last"] or 0
    seats = Seat.objects.bulk_create(
        Seat(
            organization=row,
            term=draft.term,
            number=last + place,
            kind=draft.kind,
            holder=draft.holder,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
        )
        for place in range(1, draft.count + 1)
    )
    changes = record_added(*seats, by=by, now=now)
    event = SeatsAdded(row.pk, seat_kind=draft.kind, count=draft.count, changes=changes)
    publish(event, by=by, at=now)
    return seats


def check_seats(draft: SeatsDraft) -> None:
    """Check what needs no database. Raises `SeatsNotUsable`, `PeriodEmpty`."""
    if draft.kind not in SEATED:
        raise SeatsNotUsable(_("Seats are for “member” or “deputy”; guests have none."))
    if draft.holder not in SeatHolder.values:
        raise SeatsNotUsable(
            _("A seat is for one of: %(all)s.") % {"all": ", ".join(SeatHolder.values)}
        )
    if not 1 <= draft.count <= MOST:
        raise SeatsNotUsable(_("Give a number of seats between 1 and 500."))
    check_period(draft.starts_on, draft.ends_on)
