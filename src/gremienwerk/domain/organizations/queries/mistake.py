"""May a body go that was made by mistake? What keeps it, and what would go with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gremienwerk.domain.organizations.models import Membership, Organization, Seat
from gremienwerk.foundation.events.models import Revision
from gremienwerk.foundation.events.revisions import label_of
from gremienwerk.foundation.texts.drafts import drafts_of


@dataclass(frozen=True, slots=True)
class Load:
    """What goes with a body: so many memberships, seats, and drafts of texts."""

    members: int
    seats: int
    drafts: int


def what_keeps(body: Organization) -> str:
    """Return the sentence that says why a body is not deleted; empty where nothing keeps it."""
    return next(_reasons(body), "")


def what_goes(body: Organization) -> Load:
    """Return what would go with a body. Three queries."""
    return Load(
        members=Membership.objects.alive().filter(organization=body).count(),
        seats=Seat.objects.filter(organization=body).count(),
        drafts=drafts_of(body).count(),
    )


def _was_public(body: Organization) -> bool:
    """Tell whether the public ever saw a body: its history knows of the day. One query."""
    if body.published_at is not None:
        return True
    told = Revision.objects.filter(row_model=label_of(body), object_id=body.pk)
    return told.filter(field="published_at").exists()


def _reasons(body: Organization) -> Iterator[str]:
    """Say what keeps a body, the weightiest first; each is asked only if the one before is not."""
    if _was_public(body):
        yield _("The public has seen this body. Withdraw it or end it; then its history stays.")
    if body.meeting_links.exists() or body.recurrences.exists():
        yield _("This body has dates or a rhythm. Take those back first, or end the body.")
    if body.papers.exists() or body.consultation_links.exists():
        yield _("Papers or decisions belong to this body, and those are kept. End it instead.")
    if body.notes.exists() or body.mailing_lists.exists():
        yield _("An internal note or a mailing list belongs to this body. Remove that first.")
    if _is_named_elsewhere(body):
        yield _("Other bodies name this one as member, partner or parent. Take it out there first.")


def _is_named_elsewhere(body: Organization) -> bool:
    rows = (
        body.children.alive(),
        body.mirrored_by.alive(),
        body.belongs_to.alive(),
        body.delegations.alive(),
        body.convenes.all(),
        body.supports.all(),
        body.related_from.all(),
        body.commissioners.all(),
    )
    return any(found.exists() for found in rows)
