"""Record that a meeting took place."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.commands._meeting import (
    day_of,
    locked,
    refuse_draft,
    refuse_unless_open,
    write,
)
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class MeetingHeld(Event):
    """A meeting took place."""

    kind = "meetings.held"
    meeting_id: int


class StillToCome(Refusal):
    """Nothing took place before its day."""


@transaction.atomic
def hold(meeting: Meeting, *, by: User, now: datetime) -> Meeting:
    """Record that the meeting took place.

    Raises `NotAllowed`, `IsCalledOff`, `IsOver`, `IsDraft`, `StillToCome`.
    """
    meeting = locked(meeting)
    require(by, Can.HOLD, meeting)
    refuse_unless_open(meeting)
    refuse_draft(meeting)
    if meeting.starts_on > day_of(now):
        raise StillToCome(_("This meeting is still to come. Record it when it has taken place."))
    meeting.state = MeetingState.HELD
    meeting.is_confirmed = True
    write(meeting, ["state", "is_confirmed"], now=now)
    publish(MeetingHeld(meeting_id=meeting.pk), by=by, at=now)
    return meeting
