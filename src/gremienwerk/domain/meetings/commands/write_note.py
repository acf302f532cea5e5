"""Write an internal note on a meeting, mirrored ones included."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.models import Meeting, MeetingNote
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class MeetingNoted(Event):
    """The office wrote something down for itself."""

    kind = "meetings.noted"
    meeting_id: int
    note_id: int


class EmptyNote(Refusal):
    """A note says something."""


@transaction.atomic
def write_note(meeting: Meeting, *, text: str, by: User, now: datetime) -> MeetingNote:
    """Write a note that is never public and that no import touches (N6.2, N8.8).

    The meeting itself does not change. Raises `NotAllowed`, `EmptyNote`.
    """
    require(by, Can.WRITE_NOTE, meeting)
    if not text.strip():
        raise EmptyNote(_("Write something down, or leave the note out."))
    note = MeetingNote.objects.create(
        meeting=meeting, author=by, text=text.strip(), created_at=whole_second(now), modified_at=now
    )
    changes = record_added(note, by=by, now=now)
    event = MeetingNoted(meeting_id=meeting.pk, note_id=note.pk, changes=changes)
    publish(event, by=by, at=now)
    return note
