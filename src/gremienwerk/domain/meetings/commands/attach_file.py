"""Attach a file to a meeting, or to an item of its agenda."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import AgendaFileRole, MeetingFileRole
from gremienwerk.domain.meetings.commands._meeting import locked, write
from gremienwerk.domain.meetings.models import AgendaItem, AgendaItemFile, Meeting, MeetingFile
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class FileAttached(Event):
    """A file belongs to a meeting; whether it may be read is another question."""

    kind = "meetings.file_attached"
    meeting_id: int
    file_id: int
    role: str


class IsAttached(Refusal):
    """A file is one thing to a meeting, once."""


@transaction.atomic
def attach_file(
    to: Meeting | AgendaItem,
    *,
    file: File,
    role: MeetingFileRole | AgendaFileRole,
    by: User,
    now: datetime,
) -> MeetingFile | AgendaItemFile:
    """Attach `file` after those that are there; it is shown once it is published itself.

    Raises `NotAllowed`, `IsAttached`; `ValueError` for a role that is not one of `to`.
    """
    meeting = locked(to.meeting if isinstance(to, AgendaItem) else to)
    require(by, Can.ATTACH_FILE, meeting)
    if to.file_links.filter(file=file, role=role).exists():
        raise IsAttached(_("This file is attached already."))
    link = _link(to, file, role)
    write(meeting, [], now=now)
    event = FileAttached(meeting_id=meeting.pk, file_id=file.pk, role=str(role.value))
    publish(event, by=by, at=now)
    return link


def _link(
    to: Meeting | AgendaItem, file: File, role: MeetingFileRole | AgendaFileRole
) -> MeetingFile | AgendaItemFile:
    position = to.file_links.count()
    if isinstance(to, AgendaItem):
        kind = AgendaFileRole(role.value)
        return to.file_links.create(file=file, role=kind, position=position)
    return to.file_links.create(file=file, role=MeetingFileRole(role.value), position=position)
