"""Resume the work of a body that was suspended."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import Organization, StatusPeriod
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class OrganizationResumed(Event):
    """A body works again, from an ISO date on."""

    kind = "organizations.resumed"
    organization_id: int
    starts_on: str


class NotSuspended(Refusal):
    """Only a suspended body can resume."""


@transaction.atomic
def resume(organization: Organization, day: date, *, by: User, now: datetime) -> StatusPeriod:
    """Let a suspended body work again from `day`; the suspension stays in its history.

    Raises `NotAllowed`, `NotSuspended`.
    """
    row = locked(organization)
    require(by, Can.RESUME, row)
    before = StatusPeriod.objects.filter(organization=row, ends_on=None).first()
    if before is None or before.status != Status.SUSPENDED or before.starts_on is None:
        raise NotSuspended(_("This body is not suspended; there is nothing to resume."))
    if day <= before.starts_on:
        raise NotSuspended(
            _("The suspension began on %(day)s; choose a later day.")
            % {"day": before.starts_on.isoformat()}
        )
    before.ends_on = day
    changes = record_changes(before, ["ends_on"], by=by, now=now)
    before.save(update_fields=["ends_on"])
    period = StatusPeriod.objects.create(
        organization=row, status=Status.ACTIVE, starts_on=day, recorded_at=whole_second(now)
    )
    changes += record_added(period, by=by, now=now)
    row.modified_at = whole_second(now)
    row.save(update_fields=["modified_at"])
    event = OrganizationResumed(organization_id=row.pk, starts_on=day.isoformat(), changes=changes)
    publish(event, by=by, at=now)
    return period
