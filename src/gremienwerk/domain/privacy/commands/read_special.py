"""Read what a person told of special categories; that it was read is a fact."""

from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.models import SpecialRecord
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import publish
from gremienwerk.foundation.events.reads import SensitiveRead


@transaction.atomic
def read_special(person: Person, *, by: User, now: datetime) -> list[SpecialRecord]:
    """Return what is held. Raises `NotAllowed`."""
    require(by, Can.RECORD_SPECIAL, person)
    rows = list(SpecialRecord.objects.visible_to(by).filter(person=person).order_by("category"))
    if rows:
        ids = tuple(row.pk for row in rows)
        publish(SensitiveRead(what="privacy.special_records", ids=ids), by=by, at=now)
    return rows
