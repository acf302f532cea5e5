"""Enter an address on a mailing list, with the consent to it."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.models import ListEntry, MailingList
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries.addresses import digest_of
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class EnteredOnList(Event):
    """An address stands on a list; neither address nor person is told."""

    kind = "privacy.entered_on_list"
    list_id: int
    entry_id: int


class NotToBeEntered(Refusal):
    """An address is one, stands on a list once, and its holder agreed."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to write to, whose it is if known, and how they agreed."""

    email: str
    evidence: str
    person: Person | None = None


@transaction.atomic
def enter_on_list(
    mailing_list: MailingList, address: Address, *, by: User, now: datetime
) -> ListEntry:
    """Enter `address`. Raises `NotAllowed`, `NotToBeEntered`."""
    row = MailingList.objects.select_for_update(of=("self",)).get(pk=mailing_list.pk)
    require(by, Can.ENTER_ON_LIST, row)
    if row.closed_at is not None:
        raise NotToBeEntered(_("This list is closed; nobody is written to by it."))
    if not address.evidence.strip():
        raise NotToBeEntered(_("Say how and where the person agreed to be written to."))
    email = address.email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise NotToBeEntered(_("This is no e-mail address; write name@example.org.")) from None
    digest = digest_of(email)
    if ListEntry.objects.current().filter(mailing_list=row, address_digest=digest).exists():
        raise NotToBeEntered(_("This address stands on the list already."))
    entry = ListEntry.objects.create(
        mailing_list=row,
        person=address.person,
        address=email,
        address_digest=digest,
        joined_on=timezone.localtime(now).date(),
        evidence=address.evidence.strip(),
    )
    publish(EnteredOnList(list_id=row.pk, entry_id=entry.pk), by=by, at=now)
    return entry
