"""Take an address off a mailing list: from now on nobody writes to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.models import ListEntry
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class LeftList(Event):
    """An address is not written to any more."""

    kind = "privacy.left_list"
    list_id: int
    entry_id: int


class LeftAlready(Refusal):
    """An address leaves once."""


@transaction.atomic
def leave_list(entry: ListEntry, *, by: User, now: datetime) -> ListEntry:
    """Take `entry` off its list. Raises `NotAllowed`, `LeftAlready`."""
    row = ListEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    require(by, Can.LEAVE_LIST, row)
    if row.left_on is not None:
        raise LeftAlready(_("This address left the list already."))
    row.left_on = max(timezone.localtime(now).date(), row.joined_on)
    row.save(update_fields=["left_on"])
    publish(LeftList(list_id=row.mailing_list_id, entry_id=row.pk), by=by, at=now)
    return row
