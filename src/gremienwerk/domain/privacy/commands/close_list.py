"""Close a mailing list: its addresses go, that it existed stays."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.models import ListEntry, MailingList
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class ListClosed(Event):
    """A list has no addresses any more."""

    kind = "privacy.list_closed"
    list_id: int
    entries: int


class ClosedAlready(Refusal):
    """A list is closed once."""


@transaction.atomic
def close_list(mailing_list: MailingList, *, by: User, now: datetime) -> MailingList:
    """Close the list and erase its addresses. Raises `NotAllowed`, `ClosedAlready`."""
    row = MailingList.objects.select_for_update(of=("self",)).get(pk=mailing_list.pk)
    require(by, Can.CLOSE_LIST, row)
    if row.closed_at is not None:
        raise ClosedAlready(_("This list is closed already."))
    entries, _by_model = ListEntry.objects.filter(mailing_list=row).delete()
    row.closed_at = now
    row.save(update_fields=["closed_at"])
    publish(ListClosed(list_id=row.pk, entries=entries), by=by, at=now)
    return row
