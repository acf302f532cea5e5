"""Remove an internal note; nothing of its text is kept."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.notes.models import Note
from gremienwerk.domain.notes.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class NoteRemoved(Event):
    """A note is gone."""

    kind = "notes.removed"
    note_id: int
    organization_id: int | None = None
    paper_id: int | None = None
    person_id: int | None = None


class NoteGone(Refusal):
    """Somebody removed the note before."""


@transaction.atomic
def remove(note: Note, *, by: User, now: datetime) -> None:
    """Remove `note`, which its author wrote.

    Raises `NotAllowed`, `NoteGone`.
    """
    row = Note.objects.select_for_update(of=("self",)).filter(pk=note.pk).first()
    if row is None:
        raise NoteGone(_("This note is gone already."))
    require(by, Can.REMOVE, row)
    event = NoteRemoved(
        note_id=row.pk,
        organization_id=row.organization_id,
        paper_id=row.paper_id,
        person_id=row.person_id,
    )
    row.delete()
    publish(event, by=by, at=now)
