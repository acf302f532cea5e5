"""Confirm a date: somebody who knows says that the meeting takes place."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import ExceptionKind
from gremienwerk.domain.meetings.commands._meeting import (
    day_of,
    locked,
    refuse_unless_open,
    remember,
    write,
)
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes


@dataclass(frozen=True, slots=True)
class MeetingConfirmed(Event):
    """A date counts as sure, as of the day of this event."""

    kind = "meetings.confirmed"
    meeting_id: int


@transaction.atomic
def confirm(meeting: Meeting, *, by: User, now: datetime) -> Meeting:
    """Confirm the date, also once more: the last confirmation is what is shown (N8.3).

    Raises `NotAllowed`, `IsCalledOff`, `IsOver`.
    """
    meeting = locked(meeting)
    require(by, Can.CONFIRM, meeting)
    refuse_unless_open(meeting)
    meeting.is_confirmed = True
    meeting.confirmed_on = day_of(now)
    changes = record_changes(meeting, ["is_confirmed", "confirmed_on"], by=by, now=now)
    write(meeting, ["is_confirmed", "confirmed_on"], now=now)
    if meeting.starts_on == meeting.rule_date:
        changes += remember(meeting, (ExceptionKind.CONFIRMED, None, ""), by=by, now=now)
    publish(MeetingConfirmed(meeting_id=meeting.pk, changes=changes), by=by, at=now)
    return meeting
