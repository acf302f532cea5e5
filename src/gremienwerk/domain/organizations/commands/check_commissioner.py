"""Check a commissioner's entry: somebody compared it with the official page."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.models import CommissionerEntry
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes


@dataclass(frozen=True, slots=True)
class CommissionerChecked(Event):
    """An entry was right on that day; `is_link_good` null: nobody tried the link."""

    kind = "organizations.commissioner_checked"
    entry_id: int
    is_link_good: bool | None


class EntryEnded(Refusal):
    """Only what holds today can be checked."""


@transaction.atomic
def check_commissioner(
    entry: CommissionerEntry, *, is_link_good: bool | None = None, by: User, now: datetime
) -> CommissionerEntry:
    """Record that the entry is right today, and whether its link answered (N1.3).

    Raises `NotAllowed`, `EntryEnded`.
    """
    row = CommissionerEntry.objects.select_for_update().get(pk=entry.pk)
    require(by, Can.CHECK_COMMISSIONER, row)
    today = timezone.localtime(now).date()
    if not row.holds_on(today):
        raise EntryEnded(_("This entry does not hold today; check the one that does."))
    row.checked_on = today
    if is_link_good:
        row.link_good_on = today
    changes = record_changes(row, ["checked_on", "link_good_on"], by=by, now=now)
    row.save(update_fields=["checked_on", "link_good_on"])
    event = CommissionerChecked(entry_id=row.pk, is_link_good=is_link_good, changes=changes)
    publish(event, by=by, at=now)
    return row
