"""Extend a suspension: it needs a new day of review."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import Organization, StatusPeriod
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class SuspensionExtended(Event):
    """A suspension is reviewed later; ISO dates, the old one included."""

    kind = "organizations.suspension_extended"
    organization_id: int
    reviewed_on: str
    review_on: str


class NotToBeExtended(Refusal):
    """A suspension is extended to a later day than before, and one to come (N2.3)."""


@transaction.atomic
def extend_suspension(
    organization: Organization, review_on: date, *, by: User, now: datetime
) -> StatusPeriod:
    """Let a suspension last; it is reviewed anew on `review_on`.

    Rule: extending needs a new review date (source: network.md N2.3).
    Raises `NotAllowed`, `NotToBeExtended`.
    """
    row = locked(organization)
    require(by, Can.EXTEND_SUSPENSION, row)
    period = StatusPeriod.objects.filter(organization=row, ends_on=None).first()
    if period is None or period.status != Status.SUSPENDED or period.review_on is None:
        raise NotToBeExtended(_("This body is not suspended; there is nothing to extend."))
    latest = max(period.review_on, timezone.localtime(now).date())
    if review_on <= latest:
        raise NotToBeExtended(
            _("Choose a day of review after %(day)s.") % {"day": latest.isoformat()}
        )
    before, period.review_on = period.review_on, review_on
    changes = record_changes(period, ["review_on"], by=by, now=now)
    period.save(update_fields=["review_on"])
    row.modified_at = whole_second(now)
    row.save(update_fields=["modified_at"])
    event = SuspensionExtended(
        organization_id=row.pk,
        reviewed_on=before.isoformat(),
        review_on=review_on.isoformat(),
        changes=changes,
    )
    publish(event, by=by, at=now)
    return period
