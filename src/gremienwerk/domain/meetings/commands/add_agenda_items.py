"""Add items to the agenda of a meeting, at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.commands._meeting import IsCalledOff, locked, write
from gremienwerk.domain.meetings.models import AgendaItem, Meeting
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class AgendaExtended(Event):
    """Items were added to an agenda."""

    kind = "meetings.agenda_extended"
    meeting_id: int
    item_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One item; without `number` it gets its place in the agenda, counted from 1."""

    name: str
    number: str = ""
    text: str = ""
    is_public: bool = True


class ItemHasNoName(Refusal):
    """People want to know what is talked about."""


@transaction.atomic
def add_agenda_items(
    meeting: Meeting, *, items: Sequence[ItemDraft], by: User, now: datetime
) -> list[AgendaItem]:
    """Add the items in the order given; positions go on without a gap.

    Raises `NotAllowed`, `IsCalledOff`, `ItemHasNoName`.
    """
    meeting = locked(meeting)
    require(by, Can.EDIT_AGENDA, meeting)
    if meeting.cancelled:
        raise IsCalledOff(_("This meeting was called off. Plan a new one."))
    if not all(item.name.strip() for item in items):
        raise ItemHasNoName(_("Give every item of the agenda a name."))
    start = meeting.agenda_items.count()
    made = [
        AgendaItem.objects.create(
            meeting=meeting,
            position=position,
            number=item.number or str(position + 1),
            name=item.name.strip(),
            text=item.text,
            is_public=item.is_public,
            created_at=whole_second(now),
            modified_at=whole_second(now),
        )
        for position, item in enumerate(items, start)
    ]
    write(meeting, [], now=now)
    ids = tuple(item.pk for item in made)
    publish(AgendaExtended(meeting_id=meeting.pk, item_ids=ids), by=by, at=now)
    return made
