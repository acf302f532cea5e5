"""Ask the board to release what was drafted for it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.commands.discard_draft import NoDraft
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.texts.choices import DraftState
from gremienwerk.foundation.texts.drafts import drafts_of


@dataclass(frozen=True, slots=True)
class ReleaseAsked(Event):
    """Drafts wait for whoever may release them; `places` are `field:language`."""

    kind = "organizations.release_asked"
    organization_id: int
    places: tuple[str, ...]


@transaction.atomic
def ask_release(
    organization: Organization, *, note: str = "", by: User, now: datetime
) -> Organization:
    """Hand all drafts of a body that are still being written to its board (N7.8).

    Raises `NotAllowed`, `NoDraft`.
    """
    row = locked(organization)
    require(by, Can.PREPARE_TEXTS, row)
    waiting = list(drafts_of(row).filter(state=DraftState.OPEN))
    if not waiting:
        raise NoDraft(_("No draft is left to hand over; write one first."))
    changes: tuple[str, ...] = ()
    for draft in waiting:
        draft.state, draft.note = DraftState.AWAITING_RELEASE, note.strip()
        changes += record_changes(draft, ["state", "note"], by=by, now=now)
        draft.save(update_fields=["state", "note"])
    places = tuple(f"{draft.field}:{draft.language}" for draft in waiting)
    publish(ReleaseAsked(row.pk, places=places, changes=changes), by=by, at=now)
    return row
