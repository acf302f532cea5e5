"""Accept a finding of the editorial check: the passage stays as it is, and why."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_removed
from gremienwerk.foundation.lint.findings import Finding
from gremienwerk.foundation.texts.models import LintAcceptance


@dataclass(frozen=True, slots=True)
class FindingAccepted(Event):
    """A finding may stay; the reason stands in its row."""

    kind = "organizations.finding_accepted"
    organization_id: int
    field: str
    finding: str
    key: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding in a field, and why it may stay."""

    field: str
    finding: Finding
    reason: str


class ReasonMissing(Refusal):
    """Whoever lets a finding stand says why."""


@transaction.atomic
def accept_finding(
    organization: Organization, acceptance: Acceptance, *, by: User, now: datetime
) -> LintAcceptance:
    """Let a finding stand until its passage or the data change (P.5).

    Raises `NotAllowed`, `ReasonMissing`.
    """
    row = locked(organization)
    require(by, Can.PREPARE_TEXTS, row)
    field, finding, reason = acceptance.field, acceptance.finding, acceptance.reason.strip()
    if not reason:
        raise ReasonMissing(_("Say in a few words why this may stay as it is."))
    where = {
        "content_type": ContentType.objects.get_for_model(row),
        "object_id": row.pk,
        "field": field,
        "key": finding.key,
    }
    held = LintAcceptance.objects.filter(**where)
    gone = record_removed(*held, by=by, now=now)
    held.delete()
    accepted = LintAcceptance.objects.create(
        **where,
        kind=finding.kind,
        passage=finding.passage,
        reason=reason,
        accepted_by=by,
        accepted_at=now,
    )
    event = FindingAccepted(
        organization_id=row.pk,
        field=field,
        finding=finding.kind,
        key=finding.key,
        changes=gone + record_added(accepted, by=by, now=now),
    )
    publish(event, by=by, at=now)
    return accepted
