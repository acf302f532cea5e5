"""Suspend a body: it still exists, but does not meet for the time being."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import Organization, StatusPeriod
from gremienwerk.domain.organizations.models.organization import UNKNOWN
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes
from gremienwerk.foundation.records import whole_second
from gremienwerk.foundation.texts.write import Renderings, translate_all


@dataclass(frozen=True, slots=True)
class OrganizationSuspended(Event):
    """A body does not meet for the time being; ISO dates."""

    kind = "organizations.suspended"
    organization_id: int
    since: str
    review_on: str


class SuspensionIncomplete(Refusal):
    """A suspension says since when, why, by whom, until which review, and who answers (N2.1)."""


class NotActive(Refusal):
    """Only a body that works can be suspended."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """The facts of a suspension; what nobody knows is the value "unknown", never empty.

    `since` None: the day is not known either; it then counts from today. `renderings` are
    reason, deciding body and contact label in further languages, by field.
    """

    since: date | None
    reason: str
    decided_by: str
    review_on: date | None
    contact_label: str
    contact_email: str = ""
    internal_reason: str = ""
    renderings: Renderings | None = None


@transaction.atomic
def suspend(
    organization: Organization, facts: Suspension, *, by: User, now: datetime
) -> StatusPeriod:
    """Suspend a body.

    Rule: from-date, reason, deciding person or body, review date and a living contact are
    required (source: network.md N2.1).
    Raises `NotAllowed`, `SuspensionIncomplete`, `NotActive`.
    """
    row = locked(organization)
    require(by, Can.SUSPEND, row)
    today = timezone.localtime(now).date()
    check_suspension(facts, today)
    since = facts.since or today
    before = StatusPeriod.objects.filter(organization=row, ends_on=None).first()
    changes = _end(before, since, by=by, now=now)
    period = StatusPeriod.objects.create(
        organization=row,
        status=Status.SUSPENDED,
        starts_on=since,
        since_is_known=facts.since is not None,
        reason=facts.reason.strip(),
        internal_reason=facts.internal_reason,
        decided_by=facts.decided_by.strip(),
        review_on=facts.review_on,
        contact_label=facts.contact_label.strip(),
        contact_email=facts.contact_email,
        recorded_at=whole_second(now),
    )
    translate_all(period, facts.renderings or {}, now=now)
    changes += record_added(period, by=by, now=now)
    row.modified_at = whole_second(now)
    row.save(update_fields=["modified_at"])
    review = period.review_on.isoformat() if period.review_on else ""
    event = OrganizationSuspended(
        organization_id=row.pk, since=since.isoformat(), review_on=review, changes=changes
    )
    publish(event, by=by, at=now)
    return period


def _end(before: StatusPeriod | None, since: date, *, by: User, now: datetime) -> tuple[str, ...]:
    if before is None:
        return ()
    if before.status != Status.ACTIVE:
        raise NotActive(_("This body is suspended or ended already; resume it first."))
    if before.starts_on is not None and since <= before.starts_on:
        raise NotActive(
            _("This body works since %(day)s; choose a later day for its suspension.")
            % {"day": before.starts_on.isoformat()}
        )
    before.ends_on = since
    changes = record_changes(before, ["ends_on"], by=by, now=now)
    before.save(update_fields=["ends_on"])
    return changes


def check_suspension(facts: Suspension, today: date) -> None:
    """Check what needs no database. Raises `SuspensionIncomplete`."""
    since = facts.since or today
    if not facts.reason.strip():
        raise SuspensionIncomplete(_("Say why the body pauses, or write “unknown”."))
    if not facts.decided_by.strip():
        raise SuspensionIncomplete(_("Say who decided that the body pauses, or write “unknown”."))
    if facts.contact_label.strip() in {"", UNKNOWN}:
        raise SuspensionIncomplete(_("Name somebody who answers questions while the body pauses."))
    if facts.review_on is None:
        raise SuspensionIncomplete(_("Choose a day on which the suspension is reviewed."))
    if since > today:
        raise SuspensionIncomplete(_("Suspend the body on the day itself, not ahead of it."))
    if facts.review_on <= since:
        raise SuspensionIncomplete(
            _("The review (%(review)s) has to come after the beginning (%(since)s).")
            % {"review": facts.review_on.isoformat(), "since": since.isoformat()}
        )
