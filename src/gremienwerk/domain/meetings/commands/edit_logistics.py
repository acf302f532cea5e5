"""Edit where a meeting takes place and how one gets in; who supports a body may do that too."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.meetings.commands._meeting import locked, refuse_unless_open, write
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes

FIELDS = ("location", "room", "attendance_note")


@dataclass(frozen=True, slots=True)
class LogisticsEdited(Event):
    """A meeting takes place elsewhere, or one gets in otherwise."""

    kind = "meetings.logistics_edited"
    meeting_id: int


class PlaceNotOurs(Refusal):
    """A meeting takes place where its own district knows a place."""


@dataclass(frozen=True, slots=True)
class Logistics:
    """The place, the room in it, and how to attend this one meeting (for the public)."""

    location: Location | None = None
    room: str = ""
    attendance_note: str = ""


@transaction.atomic
def edit_logistics(meeting: Meeting, logistics: Logistics, *, by: User, now: datetime) -> Meeting:
    """Write where the meeting is and how one gets in; the same again changes nothing.

    Rule: a supporter may edit logistics, nothing else (source: network.md N3.3). Raises
    `NotAllowed`, `IsCalledOff`, `IsOver`, `PlaceNotOurs`.
    """
    row = locked(meeting)
    require(by, Can.EDIT_LOGISTICS, row)
    refuse_unless_open(row)
    place = logistics.location
    if place is not None and place.body_id != row.body_id:
        raise PlaceNotOurs(_("Choose a place of the own district, or enter a new one."))
    row.location, row.room = place, logistics.room.strip()
    row.attendance_note = logistics.attendance_note.replace("\r\n", "\n").strip()
    changes = record_changes(row, FIELDS, by=by, now=now)
    if changes:
        write(row, FIELDS, now=now)
        publish(LogisticsEdited(meeting_id=row.pk, changes=changes), by=by, at=now)
    return row
