"""End that somebody supports a body; that it once did stays known."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, locked
from gremienwerk.domain.organizations.models import Supporter
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes


@dataclass(frozen=True, slots=True)
class SupporterEnded(Event):
    """A party supports a body no longer, from an ISO date on."""

    kind = "organizations.supporter_ended"
    organization_id: int
    party_id: int
    ends_on: str


class SupportsNoLonger(Refusal):
    """What has ended does not end again."""


@transaction.atomic
def end_supporter(supporter: Supporter, ends_on: date, *, by: User, now: datetime) -> Supporter:
    """End it; `ends_on` is the first day on which the party supports it no longer.

    Raises `NotAllowed`, `SupportsNoLonger`, `PeriodEmpty`.
    """
    body = locked(supporter.organization)
    require(by, Can.ADD_SUPPORTER, body)
    row = Supporter.objects.select_for_update(of=("self",)).get(pk=supporter.pk)
    if row.ends_on is not None and row.ends_on <= ends_on:
        raise SupportsNoLonger(_("This has ended already."))
    check_period(row.starts_on, ends_on)
    row.ends_on = ends_on
    changes = record_changes(row, ["ends_on"], by=by, now=now)
    row.save(update_fields=["ends_on"])
    event = SupporterEnded(
        organization_id=body.pk, party_id=row.party_id, ends_on=ends_on.isoformat(), changes=changes
    )
    publish(event, by=by, at=now)
    return row
