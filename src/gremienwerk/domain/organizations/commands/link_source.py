"""Link a body with the source's own body whose meetings and papers its page shows."""

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
class SourceLinked(Event):
    """A body's page shows what a source knows."""

    kind = "organizations.source_linked"
    organization_id: int
    source_id: int


class NotASource(Refusal):
    """Only an imported body has meetings and papers of a source."""


@transaction.atomic
def link_source(
    organization: Organization, source: Organization, *, by: User, now: datetime
) -> Organization:
    """Show the meetings and papers of `source`, an imported body, on our body's page.

    Raises `NotAllowed`, `NotASource`.
    """
    row = locked(organization)
    require(by, Can.LINK_SOURCE, row)
    if source.body_id == row.body_id:
        raise NotASource(
            _("“%(name)s” is one of our own; choose a body of a mirrored council.")
            % {"name": source.name}
        )
    row.mirrors, row.modified_at = source, whole_second(now)
    changes = record_changes(row, ["mirrors"], by=by, now=now)
    row.save(update_fields=["mirrors", "modified_at"])
    event = SourceLinked(organization_id=row.pk, source_id=source.pk, changes=changes)
    publish(event, by=by, at=now)
    return row
