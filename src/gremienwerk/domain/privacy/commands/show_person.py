"""Show what is held of a person: it is read out, and that it was is a fact too."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries.report import Tree, report_on
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class PersonShown(Event):
    """Somebody saw everything that is held of a person."""

    kind = "privacy.person_shown"
    person_id: int


@transaction.atomic
def show_person(person: Person, *, by: User, now: datetime) -> Tree:
    """Return the report on `person` (Art. 15 DSGVO).

    Special categories stand in it for the person and the office administrator only. Raises
    `NotAllowed`.
    """
    require(by, Can.SHOW_PERSON, person)
    publish(PersonShown(person_id=person.pk), by=by, at=now)
    return report_on(person, reader=by, now=now)
