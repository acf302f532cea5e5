"""Edit what a meeting is called and what it is about."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.commands._meeting import locked, refuse_unless_open, write
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes

FIELDS = ("name", "focus_topic")


@dataclass(frozen=True, slots=True)
class TitleEdited(Event):
    """A meeting is called otherwise, or is about something else."""

    kind = "meetings.title_edited"
    meeting_id: int


@transaction.atomic
def edit_title(
    meeting: Meeting, *, name: str, focus_topic: str = "", by: User, now: datetime
) -> Meeting:
    """Write name and focus topic of the meeting; the same again changes nothing.

    Rule: in an independent body the board decides about it like about the agenda, the office
    prepares drafts (source: network.md N7.8). Raises `NotAllowed`, `IsCalledOff`, `IsOver`.
    """
    row = locked(meeting)
    require(by, Can.EDIT_AGENDA, row)
    refuse_unless_open(row)
    row.name, row.focus_topic = name.strip(), focus_topic.strip()
    changes = record_changes(row, FIELDS, by=by, now=now)
    if changes:
        write(row, FIELDS, now=now)
        publish(TitleEdited(meeting_id=row.pk, changes=changes), by=by, at=now)
    return row
