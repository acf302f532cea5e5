"""Take a mark away: this does not touch the office after all."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.notes.commands.edit_mark import locked
from gremienwerk.domain.notes.models import Mark
from gremienwerk.domain.notes.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_removed


@dataclass(frozen=True, slots=True)
class Unmarked(Event):
    """Something does not touch the office any more."""

    kind = "notes.unmarked"
    mark_id: int
    agenda_item_id: int | None = None
    paper_id: int | None = None


class HasText(Refusal):
    """What somebody wrote for the report is not thrown away with one click."""


@transaction.atomic
def unmark(mark: Mark, *, by: User, now: datetime) -> None:
    """Take `mark` away, unless there is a text for the report.

    Raises `NotAllowed`, `MarkGone`, `HasText`.
    """
    row = locked(mark)
    require(by, Can.MARK, row)
    if row.text:
        raise HasText(_("There is a text for the report. Empty it first, or set the mark to done."))
    event = Unmarked(
        mark_id=row.pk,
        agenda_item_id=row.agenda_item_id,
        paper_id=row.paper_id,
        changes=record_removed(row, by=by, now=now),
    )
    row.delete()
    publish(event, by=by, at=now)
