"""Add a supporter: somebody who helps to organise a body, with fewer rights."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.models import Organization, Supporter
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added
from gremienwerk.foundation.texts.write import Rendering, translate_all


@dataclass(frozen=True, slots=True)
class SupporterAdded(Event):
    """A party supports a body."""

    kind = "organizations.supporter_added"
    organization_id: int
    party_id: int


class SupportsAlready(Refusal):
    """A party supports a body once, and not itself."""


@dataclass(frozen=True, slots=True)
class Support:
    """What a supporter contributes, in the source language and in others."""

    contribution: str = ""
    renderings: tuple[Rendering, ...] = ()


@transaction.atomic
def add_supporter(
    organization: Organization,
    party: Organization,
    *,
    support: Support = Support(),
    by: User,
    now: datetime,
) -> Supporter:
    """Let `party` support the body (N3.3).

    Raises `NotAllowed`, `SupportsAlready`.
    """
    row = locked(organization)
    require(by, Can.ADD_SUPPORTER, row)
    held = Supporter.objects.filter(organization=row)
    if party.pk == row.pk or held.filter(party=party, ends_on=None).exists():
        raise SupportsAlready(_("“%(name)s” supports this body already.") % {"name": party.name})
    supporter = Supporter.objects.create(
        organization=row, party=party, position=held.count(), contribution=support.contribution
    )
    translate_all(supporter, {"contribution": support.renderings}, now=now)
    changes = record_added(supporter, by=by, now=now)
    event = SupporterAdded(organization_id=row.pk, party_id=party.pk, changes=changes)
    publish(event, by=by, at=now)
    return supporter
