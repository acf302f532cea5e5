"""Correct a commissioner's entry that was written down wrongly; nobody took office."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.commands.add_commissioner import (
    CommissionerDraft,
    check_commissioner_draft,
)
from gremienwerk.domain.organizations.commands.check_commissioner import EntryEnded
from gremienwerk.domain.organizations.models import CommissionerEntry
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes

FIELDS = ("title", "name", "is_vacant", "email", "url", "checked_on")


@dataclass(frozen=True, slots=True)
class CommissionerCorrected(Event):
    """An entry says now what had been meant."""

    kind = "organizations.commissioner_corrected"
    entry_id: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What an entry should say. No name: the post is vacant."""

    title: str
    name: str = ""
    email: str = ""
    url: str = ""


@transaction.atomic
def correct_commissioner(
    entry: CommissionerEntry, correction: Correction, *, by: User, now: datetime
) -> CommissionerEntry:
    """Write what the entry should have said; it counts as checked today (N1.3).

    Who took office or left it gets a new entry instead. Raises `NotAllowed`, `EntryEnded`,
    `EntryNotUsable`.
    """
    row = CommissionerEntry.objects.select_for_update().get(pk=entry.pk)
    require(by, Can.CHECK_COMMISSIONER, row)
    today = timezone.localdate(now)
    if not row.holds_on(today):
        raise EntryEnded(_("This entry does not hold today; check the one that does."))
    draft = CommissionerDraft(
        district_key=row.district_key,
        district_name=row.district_name,
        title=correction.title.strip(),
        name=correction.name.strip(),
        email=correction.email,
        url=correction.url,
    )
    check_commissioner_draft(draft)
    row.title, row.name, row.is_vacant = draft.title, draft.name, not draft.name
    row.email, row.url, row.checked_on = draft.email, draft.url, today
    changes = record_changes(row, FIELDS, by=by, now=now)
    row.save(update_fields=FIELDS)
    publish(CommissionerCorrected(entry_id=row.pk, changes=changes), by=by, at=now)
    return row
