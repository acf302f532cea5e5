"""Add a convenor; several have an order but equal rank."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.models import Convenor, Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added


@dataclass(frozen=True, slots=True)
class ConvenorAdded(Event):
    """An office convenes a body."""

    kind = "organizations.convenor_added"
    organization_id: int
    party_id: int


class ConvenesAlready(Refusal):
    """An office convenes a body once."""


@transaction.atomic
def add_convenor(
    organization: Organization,
    party: Organization,
    *,
    starts_on: date | None = None,
    by: User,
    now: datetime,
) -> Convenor:
    """Let `party` convene the body, after those who do already (N3.1).

    Raises `NotAllowed`, `ConvenesAlready`.
    """
    row = locked(organization)
    require(by, Can.ADD_CONVENOR, row)
    held = Convenor.objects.filter(organization=row)
    if held.filter(party=party, ends_on=None).exists():
        raise ConvenesAlready(_("“%(name)s” convenes this body already.") % {"name": party.name})
    convenor = Convenor.objects.create(
        organization=row, party=party, position=held.count(), starts_on=starts_on
    )
    changes = record_added(convenor, by=by, now=now)
    event = ConvenorAdded(organization_id=row.pk, party_id=party.pk, changes=changes)
    publish(event, by=by, at=now)
    return convenor
