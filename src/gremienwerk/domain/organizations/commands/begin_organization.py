"""Begin a body: everything that one form knows of it, in one act; nobody outside sees it yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.commands.add_organization import (
    OrganizationDraft,
    add_organization,
)
from gremienwerk.domain.organizations.commands.add_seats import SeatsDraft, add_seats
from gremienwerk.domain.organizations.commands.adopt_profile import adopt_profile
from gremienwerk.domain.organizations.commands.edit_texts import edit_texts
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class OrganizationBegun(Event):
    """A body was set up from a template or after another one, whose id it names."""

    kind = "organizations.begun"
    organization_id: int
    like_organization_id: int | None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a body begins with; `like` is the body whose rules it takes over."""

    draft: OrganizationDraft
    abilities: Mapping[str, str]
    purpose: str = ""
    seats: int = 0
    deputy_seats: int = 0
    like: Organization | None = None


@transaction.atomic
def begin_organization(
    body: Body, beginning: Beginning, *, by: User, now: datetime
) -> Organization:
    """Make the body with its abilities, its purpose and its seats.

    Raises `NotAllowed` and whatever the commands refuse that it is made of.
    """
    require(by, Can.ADD, body)
    made = add_organization(body, beginning.draft, by=by, now=now)
    adopt_profile(made, beginning.abilities, by=by, now=now)
    if beginning.purpose.strip():
        edit_texts(made, {"purpose": beginning.purpose}, by=by, now=now)
    for kind, count in (
        (MembershipKind.MEMBER, beginning.seats),
        (MembershipKind.DEPUTY, beginning.deputy_seats),
    ):
        if count:
            add_seats(made, SeatsDraft(count=count, kind=kind.value), by=by, now=now)
    like = beginning.like.pk if beginning.like else None
    event = OrganizationBegun(organization_id=made.pk, like_organization_id=like)
    publish(event, by=by, at=now)
    return Organization.objects.get(pk=made.pk)
