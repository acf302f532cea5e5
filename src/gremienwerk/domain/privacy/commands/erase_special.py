"""Erase what is held of a special category: the consent was withdrawn, or the need is over."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.models import SpecialRecord
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries.retention import held_people
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class SpecialErased(Event):
    """Something of a special category is held no longer."""

    kind = "privacy.special_erased"
    person_id: int
    record_id: int


class HasToStay(Refusal):
    """What is under a legal hold stays."""


@transaction.atomic
def erase_special(record: SpecialRecord, *, by: User, now: datetime) -> None:
    """Erase `record`. Raises `NotAllowed`, `HasToStay`."""
    row = SpecialRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    require(by, Can.ERASE_SPECIAL, row)
    if row.person_id in held_people():
        raise HasToStay(_("These data are under a legal hold and have to stay."))
    event = SpecialErased(person_id=row.person_id, record_id=row.pk)
    row.delete()
    publish(event, by=by, at=now)
