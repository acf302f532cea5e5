"""Convene a meeting: record that the invitation went out."""

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
    refuse_resting,
    refuse_unless_open,
    write,
)
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class MeetingConvened(Event):
    """The invitation to a meeting went out."""

    kind = "meetings.convened"
    meeting_id: int


class NotToBeConvened(Refusal):
    """One invites once, and to what is still to come."""


@transaction.atomic
def convene(meeting: Meeting, *, by: User, now: datetime) -> Meeting:
    """Convene the scheduled meeting; who convenes it also confirms its date.

    Raises `NotAllowed`, `IsCalledOff`, `IsOver`, `IsDraft`, `NotToBeConvened`, `BodyRests`.
    """
    meeting = locked(meeting)
    require(by, Can.CONVENE, meeting)
    refuse_unless_open(meeting)
    refuse_draft(meeting)
    if meeting.state == MeetingState.INVITED:
        raise NotToBeConvened(_("Everyone is invited already."))
    if meeting.starts_on < day_of(now):
        raise NotToBeConvened(_("The day of this meeting is over. Record that it took place."))
    refuse_resting(meeting.organizations.all(), meeting.starts_on, now=now)
    meeting.state = MeetingState.INVITED
    meeting.is_confirmed = True
    meeting.confirmed_on = day_of(now)
    write(meeting, ["state", "is_confirmed", "confirmed_on"], now=now)
    publish(MeetingConvened(meeting_id=meeting.pk), by=by, at=now)
    return meeting
