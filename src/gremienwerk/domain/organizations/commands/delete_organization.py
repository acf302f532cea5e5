"""Delete a body that was made by mistake: nobody outside ever saw it, nothing hangs on it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.commands.take_back_member import take_back_member
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries.mistake import what_keeps
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class OrganizationDeleted(Event):
    """A body never was one; so many memberships went with it."""

    kind = "organizations.deleted"
    organization_id: int
    memberships: int


class NotToBeDeleted(Refusal):
    """What was public, or has dates, papers or decisions, is withdrawn or ended instead."""


@transaction.atomic
def delete_organization(organization: Organization, *, by: User, now: datetime) -> Organization:
    """Delete a draft of a body with its memberships; a tombstone stays, its address is free again.

    Raises `NotAllowed`, `NotToBeDeleted`, `GoneAlready`.
    """
    row = locked(organization)
    require(by, Can.DELETE, row)
    if reason := what_keeps(row):
        raise NotToBeDeleted(reason)
    held = list(Membership.objects.alive().filter(organization=row).order_by("pk"))
    for membership in held:
        take_back_member(membership, by=by, now=now)
    row.slug = f"geloescht-{row.pk}"
    row.deleted_at = row.modified_at = whole_second(now)
    changes = record_changes(row, ["slug", "deleted_at"], by=by, now=now)
    row.save(update_fields=["slug", "deleted_at", "modified_at"])
    event = OrganizationDeleted(organization_id=row.pk, memberships=len(held), changes=changes)
    publish(event, by=by, at=now)
    return row
