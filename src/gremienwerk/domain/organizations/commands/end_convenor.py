"""End that somebody convenes a body; that it once did stays known."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, locked
from gremienwerk.domain.organizations.models import Convenor
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes


@dataclass(frozen=True, slots=True)
class ConvenorEnded(Event):
    """An office convenes a body no longer, from an ISO date on."""

    kind = "organizations.convenor_ended"
    organization_id: int
    party_id: int
    ends_on: str


class ConvenesNoLonger(Refusal):
    """What has ended does not end again."""


@transaction.atomic
def end_convenor(convenor: Convenor, ends_on: date, *, by: User, now: datetime) -> Convenor:
    """End it; `ends_on` is the first day on which the party convenes no longer.

    Raises `NotAllowed`, `ConvenesNoLonger`, `PeriodEmpty`.
    """
    body = locked(convenor.organization)
    require(by, Can.ADD_CONVENOR, body)
    row = Convenor.objects.select_for_update(of=("self",)).get(pk=convenor.pk)
    if row.ends_on is not None and row.ends_on <= ends_on:
        raise ConvenesNoLonger(_("This has ended already."))
    check_period(row.starts_on, ends_on)
    row.ends_on = ends_on
    changes = record_changes(row, ["ends_on"], by=by, now=now)
    row.save(update_fields=["ends_on"])
    event = ConvenorEnded(
        organization_id=body.pk, party_id=row.party_id, ends_on=ends_on.isoformat(), changes=changes
    )
    publish(event, by=by, at=now)
    return row
