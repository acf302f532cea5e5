"""Mark what touches the office: an agenda item or a paper, a request among them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.models import AgendaItem
from gremienwerk.domain.notes.models import Mark
from gremienwerk.domain.notes.policy import Can
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added

Thing = AgendaItem | Paper


@dataclass(frozen=True, slots=True)
class Marking:
    """Why it touches the office, who sees to it, and until when."""

    reason: str
    responsible: User | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Marked(Event):
    """Something touches the office; why, stands in the mark alone."""

    kind = "notes.marked"
    mark_id: int
    agenda_item_id: int | None = None
    paper_id: int | None = None


class NoReason(Refusal):
    """A mark says why, in a line."""


class MarkedBefore(Refusal):
    """One thing is marked once."""


@transaction.atomic
def mark(thing: Thing, marking: Marking, *, by: User, now: datetime) -> Mark:
    """Mark `thing`, which does not change itself.

    Raises `NotAllowed`, `NoReason`, `MarkedBefore`.
    """
    require(by, Can.MARK, thing)
    reason = checked_reason(marking.reason)
    name = "agenda_item" if isinstance(thing, AgendaItem) else "paper"
    if Mark.objects.filter(**{name: thing}).exists():
        raise MarkedBefore(_("This is marked already; please look at what stands there."))
    row = Mark.objects.create(
        **{name: thing},
        reason=reason,
        responsible=marking.responsible,
        due_on=marking.due_on,
        marked_by=by,
        created_at=now,
        modified_at=now,
    )
    event = Marked(
        mark_id=row.pk,
        agenda_item_id=row.agenda_item_id,
        paper_id=row.paper_id,
        changes=record_added(row, by=by, now=now),
    )
    publish(event, by=by, at=now)
    return row


def checked_reason(text: str) -> str:
    """Return the reason as it is kept. Raises `NoReason`."""
    reason = " ".join(text.split())
    if not reason or len(reason) > 500:  # noqa: PLR2004 -- the column
        raise NoReason(_("Say in a line why this touches the office."))
    return reason
