"""Add a person; nobody outside knows of them before they agree."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class PersonAdded(Event):
    """A person has a record."""

    kind = "people.person_added"
    person_id: int


class NameMissing(Refusal):
    """A record without a name is of no use to anyone."""


class NotOurs(Refusal):
    """People of a mirrored council come from its source only."""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What is known of a person; fields as in the model `Person`."""

    name: str
    family_name: str = ""
    given_name: str = ""
    form_of_address: str = ""
    title: str = ""
    affix: str = ""
    gender: str = ""
    function: str = ""
    affiliation: str = ""
    email: str = ""
    public_email: str = ""
    language: str = "de"


@transaction.atomic
def add_person(body: Body, draft: PersonDraft, *, by: User, now: datetime) -> Person:
    """Add the person of `draft` to `body`.

    Raises `NotAllowed`, `NotOurs`, `NameMissing`.
    """
    require(by, Can.ADD, body)
    if not body.is_own:
        raise NotOurs(_("Add people to our own district; a mirrored council brings its own."))
    if not draft.name.strip():
        raise NameMissing(_("Give the person a name."))
    moment = whole_second(now)
    person = Person.objects.create(
        body=body, created_at=moment, modified_at=moment, **asdict(draft)
    )
    changes = record_added(person, by=by, now=now)
    event = PersonAdded(person_id=person.pk, changes=changes)
    publish(event, by=by, at=now)
    return person
