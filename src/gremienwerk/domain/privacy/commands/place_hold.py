"""Place a legal hold: data stay, whatever their period says."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.choices import RetentionKind
from gremienwerk.domain.privacy.models import LegalHold
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class HoldPlaced(Event):
    """Data of a person, or of a kind, have to stay."""

    kind = "privacy.hold_placed"
    hold_id: int
    person_id: int | None
    what: str


class NotToBeHeld(Refusal):
    """A hold has a reason, and there is one for the same data at a time."""


@transaction.atomic
def place_hold(
    subject: Person | RetentionKind, *, reason: str, by: User, now: datetime
) -> LegalHold:
    """Keep the data of a person, or of a whole kind. Raises `NotAllowed`, `NotToBeHeld`."""
    person = subject if isinstance(subject, Person) else None
    kind = "" if person else str(subject)
    hold = LegalHold(person=person, kind=kind, reason=reason.strip(), placed_by=by, placed_at=now)
    require(by, Can.PLACE_HOLD, hold)
    if not hold.reason:
        raise NotToBeHeld(_("Say why the data have to stay, and who asks for it."))
    if LegalHold.objects.in_force().filter(person=person, kind=kind).exists():
        raise NotToBeHeld(_("There is a hold on these data already."))
    hold.save(force_insert=True)
    event = HoldPlaced(hold_id=hold.pk, person_id=person.pk if person else None, what=kind)
    publish(event, by=by, at=now)
    return hold
