"""Move a meeting to another day or time; the old day stays known."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import ExceptionKind, MeetingState
from gremienwerk.domain.meetings.commands._meeting import (
    day_of,
    locked,
    moment_of,
    refuse_resting,
    refuse_unless_open,
    refuse_wrong_end,
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
class MeetingMoved(Event):
    """A meeting takes place on another day or at another time (ISO days)."""

    kind = "meetings.moved"
    meeting_id: int
    old_day: str
    new_day: str


class NothingMoves(Refusal):
    """A meeting is moved to a time that it does not have yet."""


@transaction.atomic
def move(
    meeting: Meeting,
    *,
    starts: date | datetime,
    ends: datetime | None = None,
    by: User,
    now: datetime,
) -> Meeting:
    """Move the meeting; `starts` is a day, or a moment if the time is known.

    The day on which it first stood in the calendar stays in `moved_from`. Who moves a date
    confirms it (N8.2). Raises `NotAllowed`, `IsCalledOff`, `IsOver`, `EndsTooEarly`,
    `NothingMoves`, `BodyRests`.
    """
    meeting = locked(meeting)
    require(by, Can.MOVE, meeting)
    refuse_unless_open(meeting)
    refuse_wrong_end(starts, ends)
    old, new = meeting.starts_on, day_of(starts)
    if (old, meeting.starts_at, meeting.ends_at) == (new, moment_of(starts), ends):
        raise NothingMoves(_("The meeting has this day and time already."))
    refuse_resting(meeting.organizations.all(), new, now=now)
    put_on(meeting, new)
    meeting.starts_at, meeting.ends_at = moment_of(starts), ends
    meeting.is_confirmed, meeting.confirmed_on = True, day_of(now)
    fields = ["starts_on", "starts_at", "ends_at", "moved_from", "is_confirmed", "confirmed_on"]
    changes = record_changes(meeting, fields, by=by, now=now)
    write(meeting, fields, now=now)
    is_back = new == meeting.rule_date
    kind = ExceptionKind.CONFIRMED if is_back else ExceptionKind.MOVED
    changes += remember(meeting, (kind, None if is_back else new, ""), by=by, now=now)
    event = MeetingMoved(
        meeting.pk, old_day=old.isoformat(), new_day=new.isoformat(), changes=changes
    )
    publish(event, by=by, at=now)
    return meeting


def put_on(meeting: Meeting, day: date) -> None:
    """Set another day; of what was known outside, the first day is kept in `moved_from`."""
    if day != meeting.starts_on and meeting.state != MeetingState.DRAFT:
        first = meeting.moved_from or meeting.starts_on
        meeting.moved_from = None if first == day else first
    meeting.starts_on = day
