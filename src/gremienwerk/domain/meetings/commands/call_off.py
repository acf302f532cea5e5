"""Call a meeting off: it stays in the calendar, with the reason."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import ExceptionKind
from gremienwerk.domain.meetings.commands._meeting import (
    locked,
    refuse_unless_open,
    remember,
    write,
)
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes


@dataclass(frozen=True, slots=True)
class MeetingCalledOff(Event):
    """A meeting does not take place."""

    kind = "meetings.called_off"
    meeting_id: int


class NoReason(Refusal):
    """People who wanted to come are told why they cannot."""


@transaction.atomic
def call_off(meeting: Meeting, *, reason: str, by: User, now: datetime) -> Meeting:
    """Call the meeting off; `reason` is public, in the source language.

    Raises `NotAllowed`, `IsCalledOff`, `IsOver`, `NoReason`.
    """
    meeting = locked(meeting)
    require(by, Can.CALL_OFF, meeting)
    refuse_unless_open(meeting)
    if not reason.strip():
        raise NoReason(_("Say why the meeting does not take place; the reason is public."))
    meeting.cancelled = True
    meeting.cancel_reason = reason.strip()
    changes = record_changes(meeting, ["cancelled", "cancel_reason"], by=by, now=now)
    write(meeting, ["cancelled", "cancel_reason"], now=now)
    decision = (ExceptionKind.REMOVED, None, meeting.cancel_reason)
    changes += remember(meeting, decision, by=by, now=now)
    publish(MeetingCalledOff(meeting_id=meeting.pk, changes=changes), by=by, at=now)
    return meeting
