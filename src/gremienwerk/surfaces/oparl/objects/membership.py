"""How does a membership read in OParl (3.9)?"""

from gremienwerk.domain.organizations.models import Membership
from gremienwerk.surfaces.oparl.addresses import object_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.selection import Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, day, head, last_day, told, web_address


def membership_object(row: Membership, organizations: set[int]) -> Object:
    """Return a membership without its person; `organizations` are those that may be named."""
    behalf = row.on_behalf_of_id
    return head(Kind.MEMBERSHIP, object_url(Kind.MEMBERSHIP, row.pk)) | told(
        {
            "organization": object_url(Kind.ORGANIZATION, row.organization_id),
            "role": row.role_label or _role(row),
            "votingRight": _votes(row),
            "startDate": day(row.starts_on),
            "endDate": last_day(row.ends_on),
            "onBehalfOf": object_url(Kind.ORGANIZATION, behalf)
            if behalf and behalf in organizations
            else None,
            "web": web_address(row.web),
        }
    )


def _role(row: Membership) -> str:
    return row.get_role_display() if row.role else row.get_kind_display()


def _votes(row: Membership) -> bool | None:
    """Say whether the member votes, or voted last; nothing is said of a source's silence."""
    rights = list(row.voting_rights.all())
    if not rights and (row.role_label or row.votes_at_source is not None):
        return row.votes_at_source
    return bool(rights) and (row.ends_on is not None or any(r.ends_on is None for r in rights))


def load(selection: Selection, keys: Keys) -> list[Membership]:
    """Return the memberships that are out, with what their objects need."""
    rows = Membership.objects.public().filter(pk__in=selection.known(Kind.MEMBERSHIP, keys))
    return list(
        rows.prefetch_related("voting_rights").select_related("organization").order_by("pk")
    )


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the memberships that are out."""
    rows = load(selection, keys)
    organizations = selection.organizations({r.on_behalf_of_id for r in rows if r.on_behalf_of_id})
    return {
        row.pk: Content(
            row.organization.body_id,
            membership_object(row, organizations),
            {"person": object_url(Kind.PERSON, row.person_id or 0)},
        )
        for row in rows
    }
