"""Open a mailing list: of a body, or of the office."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.privacy.models import MailingList
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class ListOpened(Event):
    """Somebody keeps addresses to write to."""

    kind = "privacy.list_opened"
    list_id: int
    organization_id: int | None


class ListNotUsable(Refusal):
    """A list has a name of its own and a purpose: people agree to that purpose."""


@dataclass(frozen=True, slots=True)
class ListDraft:
    """A list to be; without a body it is the office's."""

    name: str
    purpose: str
    organization: Organization | None = None


@transaction.atomic
def open_list(draft: ListDraft, *, by: User, now: datetime) -> MailingList:
    """Open the list of `draft`. Raises `NotAllowed`, `ListNotUsable`."""
    row = MailingList(
        name=draft.name.strip(),
        purpose=draft.purpose.strip(),
        organization=draft.organization,
        opened_at=now,
    )
    require(by, Can.OPEN_LIST, row)
    if not row.name or not row.purpose:
        raise ListNotUsable(_("Give the list a name, and say what people are written to for."))
    same = MailingList.objects.filter(organization=draft.organization, name=row.name)
    if same.exists():
        raise ListNotUsable(_("There is a list “%(name)s” already.") % {"name": row.name})
    row.save(force_insert=True)
    event = ListOpened(list_id=row.pk, organization_id=row.organization_id)
    publish(event, by=by, at=now)
    return row
