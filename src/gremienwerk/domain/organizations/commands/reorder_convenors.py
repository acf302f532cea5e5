"""Put the convenors of a body in another order; their rank stays equal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.models import Convenor, Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes


@dataclass(frozen=True, slots=True)
class ConvenorsReordered(Event):
    """The convenors of a body are named in another order; ids of the parties."""

    kind = "organizations.convenors_reordered"
    organization_id: int
    party_ids: list[int]


class OrderIncomplete(Refusal):
    """An order names every present convenor once."""


@transaction.atomic
def reorder_convenors(
    organization: Organization, order: Sequence[int], *, by: User, now: datetime
) -> list[Convenor]:
    """Name the convenors in the `order` of their rows' keys (N3.1: order, not rank).

    Raises `NotAllowed`, `OrderIncomplete`.
    """
    row = locked(organization)
    require(by, Can.ADD_CONVENOR, row)
    held = {one.pk: one for one in Convenor.objects.filter(organization=row, ends_on=None)}
    if sorted(order) != sorted(held):
        raise OrderIncomplete(
            _("The convenors have changed meanwhile; look at the list and order it again.")
        )
    ordered = [held[pk] for pk in order]
    changes: tuple[str, ...] = ()
    for position, convenor in enumerate(ordered):
        convenor.position = position
        changes += record_changes(convenor, ["position"], by=by, now=now)
    Convenor.objects.bulk_update(ordered, ["position"])
    parties = [convenor.party_id for convenor in ordered]
    event = ConvenorsReordered(organization_id=row.pk, party_ids=parties, changes=changes)
    publish(event, by=by, at=now)
    return ordered
