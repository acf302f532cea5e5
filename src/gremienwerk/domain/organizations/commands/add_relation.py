"""Add a relation: how a body is connected with another."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import RelationKind
from gremienwerk.domain.organizations.models import Organization, OrganizationRelation
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added
from gremienwerk.foundation.texts.write import Rendering, translate_all


@dataclass(frozen=True, slots=True)
class RelationAdded(Event):
    """Two bodies are connected."""

    kind = "organizations.relation_added"
    organization_id: int
    relation_id: int


class RelationNotUsable(Refusal):
    """A relation names one other, by record or by name, and not the body itself."""


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """Read from left to right: the body, `kind`, the other (by record or by name only).

    `renderings` are the name of the other in further languages.
    """

    kind: RelationKind
    other: Organization | None = None
    other_label: str = ""
    renderings: tuple[Rendering, ...] = ()


@transaction.atomic
def add_relation(
    organization: Organization, draft: RelationDraft, *, by: User, now: datetime
) -> OrganizationRelation:
    """Connect the body with another as `draft` says.

    Raises `NotAllowed`, `RelationNotUsable`.
    """
    row = locked(organization)
    require(by, Can.ADD_RELATION, row)
    label = draft.other_label.strip()
    if (draft.other is None) == (not label):
        raise RelationNotUsable(_("Name the other body, or write its name; one of the two."))
    if draft.other is not None and draft.other.pk == row.pk:
        raise RelationNotUsable(_("A body is not connected with itself; name another."))
    held = OrganizationRelation.objects.filter(organization=row)
    if held.filter(kind=draft.kind, other=draft.other, other_label=label).exists():
        raise RelationNotUsable(_("The two bodies are connected in this way already."))
    relation = OrganizationRelation.objects.create(
        organization=row,
        kind=draft.kind,
        other=draft.other,
        other_label=label,
        position=held.count(),
    )
    translate_all(relation, {"other_label": draft.renderings}, now=now)
    changes = record_added(relation, by=by, now=now)
    event = RelationAdded(organization_id=row.pk, relation_id=relation.pk, changes=changes)
    publish(event, by=by, at=now)
    return relation
