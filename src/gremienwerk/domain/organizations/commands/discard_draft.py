"""Discard a draft of a text; what is published stays."""

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
from gremienwerk.foundation.events.revisions import record_removed
from gremienwerk.foundation.texts.drafts import Place, drafts_of


@dataclass(frozen=True, slots=True)
class DraftDiscarded(Event):
    """A draft is gone; the text reads as it did."""

    kind = "organizations.draft_discarded"
    organization_id: int
    field: str
    language: str


class NoDraft(Refusal):
    """There is nothing to discard or to release."""


@transaction.atomic
def discard_draft(
    organization: Organization, place: Place, *, by: User, now: datetime
) -> Organization:
    """Throw away what is written at `place` and not published.

    Raises `NotAllowed`, `NoDraft`.
    """
    row = locked(organization)
    require(by, Can.PREPARE_TEXTS, row)
    drafts = drafts_of(row).order_by().filter(field=place.field, language=place.language)
    changes = record_removed(*drafts, by=by, now=now)
    if not changes:
        raise NoDraft(_("There is no draft of this text any more."))
    drafts.delete()
    event = DraftDiscarded(row.pk, place.field, language=place.language, changes=changes)
    publish(event, by=by, at=now)
    return row
