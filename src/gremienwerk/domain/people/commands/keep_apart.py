"""Keep apart two similar records: somebody looked, they are two people."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.models import KeptApart, Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added


@dataclass(frozen=True, slots=True)
class PeopleKeptApart(Event):
    """Two similar records are two people."""

    kind = "people.kept_apart"
    person_ids: tuple[int, int]


class OneRecord(Refusal):
    """A record is compared with another one."""


@transaction.atomic
def keep_apart(one: Person, other: Person, *, by: User, now: datetime) -> KeptApart:
    """Record that `one` and `other` are two people; they are no longer proposed.

    Raises `NotAllowed`, `OneRecord`.
    """
    require(by, Can.MERGE, one)
    require(by, Can.MERGE, other)
    if one.pk == other.pk:
        raise OneRecord(_("Choose two records."))
    first, second = sorted((one.pk, other.pk))
    kept, is_new = KeptApart.objects.get_or_create(
        first_id=first, second_id=second, defaults={"recorded_at": now, "recorded_by": by}
    )
    if is_new:
        changes = record_added(kept, by=by, now=now)
        publish(PeopleKeptApart((first, second), changes=changes), by=by, at=now)
    return kept
