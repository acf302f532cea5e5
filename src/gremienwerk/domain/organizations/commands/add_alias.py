"""Add a further or a former name under which a body is found."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, check_slug, locked
from gremienwerk.domain.organizations.models import Organization, OrganizationAlias
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added


@dataclass(frozen=True, slots=True)
class AliasAdded(Event):
    """A further name leads to a body."""

    kind = "organizations.alias_added"
    organization_id: int
    alias_id: int


class AliasNotUsable(Refusal):
    """A further name differs from the name."""


@dataclass(frozen=True, slots=True)
class AliasDraft:
    """A further name, the slug that leads to the body, and when the name was in use."""

    name: str
    slug: str
    is_former: bool = False
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def add_alias(
    organization: Organization, draft: AliasDraft, *, by: User, now: datetime
) -> OrganizationAlias:
    """Let the name of `draft` find the body; its slug redirects to the one address (P.9).

    Raises `NotAllowed`, `AliasNotUsable`, `SlugNotUsable`, `PeriodEmpty`.
    """
    row = locked(organization)
    require(by, Can.ADD_ALIAS, row)
    if not draft.name.strip() or draft.name.strip() == row.name:
        raise AliasNotUsable(_("Give a name that differs from the body's own."))
    check_slug(draft.slug)
    check_period(draft.starts_on, draft.ends_on)
    alias = OrganizationAlias.objects.create(
        organization=row,
        name=draft.name.strip(),
        slug=draft.slug,
        is_former=draft.is_former,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
    )
    changes = record_added(alias, by=by, now=now)
    event = AliasAdded(organization_id=row.pk, alias_id=alias.pk, changes=changes)
    publish(event, by=by, at=now)
    return alias
