"""Remove a seat: from a day on it exists no longer; one that nobody ever held goes wholly."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, overlapping
from gremienwerk.domain.organizations.models import Membership, Seat
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes, record_removed


@dataclass(frozen=True, slots=True)
class SeatRemoved(Event):
    """A body has one seat less, from an ISO date on."""

    kind = "organizations.seat_removed"
    organization_id: int
    seat_id: int
    ends_on: str


class SeatIsHeld(Refusal):
    """Nobody loses a mandate because a seat goes."""


@transaction.atomic
def remove_seat(place: Seat, ends_on: date, *, by: User, now: datetime) -> None:
    """Let a seat end on `ends_on`, the first day on which it exists no longer.

    Raises `NotAllowed`, `SeatIsHeld`, `PeriodEmpty`.
    """
    row = Seat.objects.select_for_update(of=("self",)).get(pk=place.pk)
    require(by, Can.ADD_SEATS, row.organization)
    held = Membership.objects.filter(seat=row)
    if held.alive().filter(overlapping(ends_on, None)).exists():
        raise SeatIsHeld(
            _("Seat %(number)s has a holder then; end that membership first.")
            % {"number": row.number}
        )
    if row.deputies.filter(overlapping(ends_on, None)).exists():
        raise SeatIsHeld(
            _("Seat %(number)s has a deputy's seat then; remove that one first.")
            % {"number": row.number}
        )
    if held.exists() or row.deputies.exists():
        check_period(row.starts_on, ends_on)
        row.ends_on = ends_on
        changes = record_changes(row, ["ends_on"], by=by, now=now)
        row.save(update_fields=["ends_on"])
    else:
        changes = record_removed(row, by=by, now=now)
        Seat.objects.filter(pk=row.pk).delete()
    event = SeatRemoved(
        organization_id=row.organization_id,
        seat_id=row.pk,
        ends_on=ends_on.isoformat(),
        changes=changes,
    )
    publish(event, by=by, at=now)
