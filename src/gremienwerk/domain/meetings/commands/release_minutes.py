"""Release the minutes of a meeting: from now on all who may know of it can read them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.files.commands.publish_file import publish_file
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import MeetingFileRole, MeetingState
from gremienwerk.domain.meetings.commands._meeting import IsCalledOff, locked, write
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.domain.meetings.queries.records import MINUTES
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class MinutesReleased(Event):
    """The minutes may be read by all who may know of the meeting."""

    kind = "meetings.minutes_released"
    meeting_id: int
    file_id: int


class NothingToRelease(Refusal):
    """Minutes are of a meeting that took place."""


class NoMinutes(Refusal):
    """Only minutes and documentation are released this way."""


@transaction.atomic
def release_minutes(
    meeting: Meeting, *, file: File, role: MeetingFileRole, by: User, now: datetime
) -> Meeting:
    """Attach the minutes if they are not yet, and publish them.

    Raises `NotAllowed`, `IsCalledOff`, `NothingToRelease`, `NoMinutes`.
    """
    meeting = locked(meeting)
    require(by, Can.RELEASE_MINUTES, meeting)
    if role not in MINUTES:
        raise NoMinutes(_("Choose minutes or documentation as the kind of file."))
    if meeting.cancelled:
        raise IsCalledOff(_("This meeting was called off. It has no minutes."))
    if meeting.state != MeetingState.HELD:
        raise NothingToRelease(_("Record first that the meeting took place."))
    if not meeting.file_links.filter(file=file, role=role).exists():
        meeting.file_links.create(file=file, role=role, position=meeting.file_links.count())
    if file.published_at is None:
        publish_file(file, by=by, now=now)
    write(meeting, [], now=now)
    publish(MinutesReleased(meeting_id=meeting.pk, file_id=file.pk), by=by, at=now)
    return meeting
