"""Record how an item of the agenda ended."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.choices import AgendaResult, MeetingState
from gremienwerk.domain.meetings.commands._meeting import locked, write
from gremienwerk.domain.meetings.models import AgendaItem
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class ResultRecorded(Event):
    """It is known how an item ended."""

    kind = "meetings.result_recorded"
    agenda_item_id: int
    result: str


@dataclass(frozen=True, slots=True)
class ItemResult:
    """How an item ended, and the words of the resolution if there was one."""

    result: AgendaResult
    resolution_text: str = ""


class NothingDecidedYet(Refusal):
    """Results come from meetings that took place."""


@transaction.atomic
def record_result(
    agenda_item: AgendaItem, *, outcome: ItemResult, by: User, now: datetime
) -> AgendaItem:
    """Record the outcome of one item of a meeting that took place.

    Raises `NotAllowed`, `NothingDecidedYet`.
    """
    meeting = locked(agenda_item.meeting)
    require(by, Can.EDIT_AGENDA, meeting)
    if meeting.state != MeetingState.HELD:
        raise NothingDecidedYet(_("Record first that the meeting took place, then its results."))
    agenda_item.result = outcome.result
    agenda_item.resolution_text = outcome.resolution_text
    agenda_item.modified_at = whole_second(now)
    changes = record_changes(agenda_item, ["result", "resolution_text"], by=by, now=now)
    agenda_item.save(update_fields=["result", "resolution_text", "modified_at"])
    write(meeting, [], now=now)
    event = ResultRecorded(
        agenda_item_id=agenda_item.pk, result=str(outcome.result.value), changes=changes
    )
    publish(event, by=by, at=now)
    return agenda_item
