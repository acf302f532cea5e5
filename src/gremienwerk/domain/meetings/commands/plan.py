"""Plan a meeting: a draft of which nobody outside knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.meetings.commands._meeting import (
    day_of,
    moment_of,
    refuse_resting,
    refuse_wrong_end,
)
from gremienwerk.domain.meetings.models import Meeting, MeetingOrganization
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class MeetingPlanned(Event):
    """A day was set; nobody outside knows of it yet."""

    kind = "meetings.planned"
    meeting_id: int


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What is known of a meeting. `starts` is a day, or a moment if the time is known.

    `is_confirmed` false: nobody who runs the body has said that it takes place.
    """

    starts: date | datetime
    ends: datetime | None = None
    name: str = ""
    location: Location | None = None
    room: str = ""
    focus_topic: str = ""
    attendance_note: str = ""
    is_confirmed: bool = True


class NobodyMeets(Refusal):
    """A meeting is one of at least one body, and of each body once."""


@transaction.atomic
def plan(
    organizations: Sequence[Organization], *, draft: MeetingDraft, by: User, now: datetime
) -> Meeting:
    """Plan a meeting of `organizations`, the leading one first.

    A meeting of the past may be entered too. Raises `NotAllowed`, `NobodyMeets`,
    `EndsTooEarly`, `BodyRests`.
    """
    if not organizations or len({one.pk for one in organizations}) < len(organizations):
        raise NobodyMeets(_("Name at least one body, and each one once."))
    require(by, Can.PLAN, organizations[0])
    refuse_wrong_end(draft.starts, draft.ends)
    day = day_of(draft.starts)
    refuse_resting(organizations, day, now=now)
    meeting = Meeting.objects.create(
        body=organizations[0].body,
        name=draft.name.strip(),
        starts_on=day,
        starts_at=moment_of(draft.starts),
        ends_at=draft.ends,
        location=draft.location,
        room=draft.room,
        focus_topic=draft.focus_topic,
        attendance_note=draft.attendance_note,
        is_confirmed=draft.is_confirmed,
        created_at=whole_second(now),
        modified_at=whole_second(now),
    )
    MeetingOrganization.objects.bulk_create(
        MeetingOrganization(meeting=meeting, organization=organization, position=position)
        for position, organization in enumerate(organizations)
    )
    publish(MeetingPlanned(meeting_id=meeting.pk), by=by, at=now)
    return meeting
