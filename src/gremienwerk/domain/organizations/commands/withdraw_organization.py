"""Withdraw a body from the portal; what is known of it stays."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class OrganizationWithdrawn(Event):
    """A body has no page any more."""

    kind = "organizations.withdrawn"
    organization_id: int


class NotPublished(Refusal):
    """Only what is public can be withdrawn."""


@transaction.atomic
def withdraw_organization(organization: Organization, *, by: User, now: datetime) -> Organization:
    """Take a body out of the portal, its feeds and its lists.

    Raises `NotAllowed`, `NotPublished`.
    """
    row = locked(organization)
    require(by, Can.WITHDRAW, row)
    if row.published_at is None:
        raise NotPublished(_("This body is not public; there is nothing to withdraw."))
    row.published_at, row.modified_at = None, whole_second(now)
    changes = record_changes(row, ["published_at"], by=by, now=now)
    row.save(update_fields=["published_at", "modified_at"])
    publish(OrganizationWithdrawn(organization_id=row.pk, changes=changes), by=by, at=now)
    return row
