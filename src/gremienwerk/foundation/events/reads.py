"""Who looked at a list that not everybody may see? Reading it is a fact too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.models import Entry


@dataclass(frozen=True, slots=True)
class SensitiveRead(Event):
    """Somebody saw a list: `what` is a word of ours, `ids` are what it showed.

    `person_id` is set where all of it is about one person: so their history and their
    information under Art. 15 DSGVO find it.
    """

    kind = "events.sensitive_read"
    what: str
    ids: tuple[int, ...]
    person_id: int | None = None


@transaction.atomic
def log_read(
    what: str,
    ids: Iterable[int],
    *,
    by: AbstractBaseUser,
    now: datetime,
    person_id: int | None = None,
) -> None:
    """Record that `by` saw the rows `ids` of the list `what`, such as `people.contact`.

    Never the contents; whose they are says `person_id`, if they are one person's.
    """
    event = SensitiveRead(what=what, ids=tuple(sorted(set(ids))), person_id=person_id)
    publish(event, by=by, at=now)


def reads_of(person_id: int, *, newest: int = 10) -> QuerySet[Entry]:
    """Return when data of a person were seen and by whom, the newest first. One query."""
    rows = Entry.objects.filter(kind=SensitiveRead.kind, payload__person_id=person_id)
    return rows.select_related("actor").order_by("-pk")[:newest]
