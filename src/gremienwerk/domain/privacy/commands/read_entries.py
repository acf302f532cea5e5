"""Read the addresses of a mailing list; that they were read is a fact."""

from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.models import ListEntry, MailingList
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import publish
from gremienwerk.foundation.events.reads import SensitiveRead


@transaction.atomic
def read_entries(mailing_list: MailingList, *, by: User, now: datetime) -> list[ListEntry]:
    """Return the addresses that did not leave, the newest last. Raises `NotAllowed`."""
    require(by, Can.VIEW_LIST, mailing_list)
    rows = list(ListEntry.objects.current().filter(mailing_list=mailing_list).order_by("pk"))
    if rows:
        ids = tuple(row.pk for row in rows)
        publish(SensitiveRead(what="privacy.list_entries", ids=ids), by=by, at=now)
    return rows
