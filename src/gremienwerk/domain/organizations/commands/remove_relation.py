"""Remove a relation that does not hold, or no longer."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.models import OrganizationRelation
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_removed


@dataclass(frozen=True, slots=True)
class RelationRemoved(Event):
    """Two bodies are not connected in this way; `related_id` null: known by name only."""

    kind = "organizations.relation_removed"
    organization_id: int
    relation_kind: str
    related_id: int | None


@transaction.atomic
def remove_relation(relation: OrganizationRelation, *, by: User, now: datetime) -> None:
    """Remove the relation; the log keeps that it was there.

    Raises `NotAllowed`.
    """
    body = locked(relation.organization)
    require(by, Can.ADD_RELATION, body)
    changes = record_removed(relation, by=by, now=now)
    event = RelationRemoved(
        organization_id=body.pk,
        relation_kind=relation.kind,
        related_id=relation.other_id,
        changes=changes,
    )
    OrganizationRelation.objects.filter(pk=relation.pk).delete()
    publish(event, by=by, at=now)
