"""Edit a mark: why, who, until when, how far, and what the office will say about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.notes.choices import MarkState
from gremienwerk.domain.notes.commands.mark import checked_reason
from gremienwerk.domain.notes.models import Mark
from gremienwerk.domain.notes.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes

FIELDS: Final = ("reason", "text", "due_on", "state", "responsible")
LONGEST: Final = 20_000


@dataclass(frozen=True, slots=True)
class MarkEdited(Event):
    """Fields of a mark were changed; what they read stands in the revisions."""

    kind = "notes.mark_edited"
    mark_id: int
    fields: tuple[str, ...]


class MarkGone(Refusal):
    """Somebody took the mark away before."""


class TextTooLong(Refusal):
    """A report is no book."""


@transaction.atomic
def edit_mark(mark: Mark, changes: Mapping[str, Any], *, by: User, now: datetime) -> Mark:
    """Set fields of `mark` (`FIELDS`); the others stay. What does not differ writes nothing.

    Raises `NotAllowed`, `MarkGone`, `NoReason`, `TextTooLong`.
    """
    row = locked(mark)
    require(by, Can.MARK, row)
    for name, value in changes.items():
        setattr(row, name, _checked(name, value))
    hashes = record_changes(row, FIELDS, by=by, now=now)
    if not hashes:
        return row
    row.modified_at = now
    row.save(update_fields=[*FIELDS, "modified_at"])
    event = MarkEdited(mark_id=row.pk, fields=tuple(sorted(changes)), changes=hashes)
    publish(event, by=by, at=now)
    return row


def locked(mark: Mark) -> Mark:
    """Return the row, locked. Raises `MarkGone`."""
    row = Mark.objects.select_for_update(of=("self",)).filter(pk=mark.pk).first()
    if row is None:
        raise MarkGone(_("This mark is gone already."))
    return row


def _checked(name: str, value: Any) -> Any:  # noqa: ANN401 -- any column's value
    if name == "reason":
        return checked_reason(value)
    if name == "state":
        return MarkState(value)
    if name == "text":
        text = str(value).replace("\r\n", "\n").strip()
        if len(text) > LONGEST:
            raise TextTooLong(_("Please write at most 20,000 characters."))
        return text
    return value
