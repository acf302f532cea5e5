"""End a body: it will not meet again, its page and its history stay."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, locked
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import Organization, StatusPeriod
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class OrganizationEnded(Event):
    """A body exists no longer, from an ISO date on."""

    kind = "organizations.ended"
    organization_id: int
    ends_on: str


class NotToBeEnded(Refusal):
    """A body ends once, and says why."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Since when a body exists no longer, why (for the public), and who decided."""

    day: date
    reason: str
    decided_by: str = ""


@transaction.atomic
def end_organization(
    organization: Organization, ending: Ending, *, by: User, now: datetime
) -> StatusPeriod:
    """End a body; `ending.day` is the first day on which it exists no longer.

    Raises `NotAllowed`, `NotToBeEnded`, `PeriodEmpty`.
    """
    row = locked(organization)
    require(by, Can.END, row)
    before = StatusPeriod.objects.filter(organization=row, ends_on=None).first()
    if row.ends_on is not None or (before is not None and before.status == Status.ENDED):
        raise NotToBeEnded(_("This body has ended already."))
    if not ending.reason.strip():
        raise NotToBeEnded(_("Say why the body ends, or write “unknown”."))
    check_period(row.starts_on, ending.day)
    changes: tuple[str, ...] = ()
    if before is not None:
        check_period(before.starts_on, ending.day)
        before.ends_on = ending.day
        changes = record_changes(before, ["ends_on"], by=by, now=now)
        before.save(update_fields=["ends_on"])
    period = StatusPeriod.objects.create(
        organization=row,
        status=Status.ENDED,
        starts_on=ending.day,
        reason=ending.reason.strip(),
        decided_by=ending.decided_by,
        recorded_at=whole_second(now),
    )
    changes += record_added(period, by=by, now=now)
    row.ends_on, row.modified_at = ending.day, whole_second(now)
    changes += record_changes(row, ["ends_on"], by=by, now=now)
    row.save(update_fields=["ends_on", "modified_at"])
    event = OrganizationEnded(
        organization_id=row.pk, ends_on=ending.day.isoformat(), changes=changes
    )
    publish(event, by=by, at=now)
    return period
