"""Place a body below another, as a round that has no page of its own."""

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
class OrganizationPlaced(Event):
    """A body is part of another."""

    kind = "organizations.placed"
    organization_id: int
    parent_id: int


class GoesInCircles(Refusal):
    """A body is not part of itself, not even by way of others."""


@transaction.atomic
def place_below(
    organization: Organization, parent: Organization, *, by: User, now: datetime
) -> Organization:
    """Make `organization` a part of `parent`.

    Raises `NotAllowed`, `GoesInCircles`.
    """
    row = locked(organization)
    require(by, Can.PLACE, row)
    above: Organization | None = locked(parent)
    passed: set[int] = set()
    while above is not None and above.pk not in passed:
        if above.pk == row.pk:
            raise GoesInCircles(
                _("“%(parent)s” is part of “%(name)s” itself; choose another parent.")
                % {"parent": parent.name, "name": row.name}
            )
        passed.add(above.pk)
        above = above.parent
    row.parent, row.modified_at = parent, whole_second(now)
    changes = record_changes(row, ["parent"], by=by, now=now)
    row.save(update_fields=["parent", "modified_at"])
    event = OrganizationPlaced(organization_id=row.pk, parent_id=parent.pk, changes=changes)
    publish(event, by=by, at=now)
    return row
