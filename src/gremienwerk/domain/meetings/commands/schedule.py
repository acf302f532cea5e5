"""Schedule a meeting: from now on it stands in the calendar."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import MeetingState
from gremienwerk.domain.meetings.commands._meeting import locked, refuse_resting, write
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class MeetingScheduled(Event):
    """The day is known to all who may know of the meeting."""

    kind = "meetings.scheduled"
    meeting_id: int


class IsScheduled(Refusal):
    """Only a draft can be scheduled."""


@transaction.atomic
def schedule(meeting: Meeting, *, by: User, now: datetime) -> Meeting:
    """Schedule the draft.

    Raises `NotAllowed`, `IsScheduled`, `BodyRests`.
    """
    meeting = locked(meeting)
    require(by, Can.SCHEDULE, meeting)
    if meeting.state != MeetingState.DRAFT:
        raise IsScheduled(_("This meeting stands in the calendar already."))
    refuse_resting(meeting.organizations.all(), meeting.starts_on, now=now)
    meeting.state = MeetingState.SCHEDULED
    write(meeting, ["state"], now=now)
    publish(MeetingScheduled(meeting_id=meeting.pk), by=by, at=now)
    return meeting
