"""Lift a legal hold: the data follow their period again."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.models import LegalHold
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class HoldLifted(Event):
    """Data need not stay any more."""

    kind = "privacy.hold_lifted"
    hold_id: int
    person_id: int | None


class LiftedAlready(Refusal):
    """A hold is lifted once."""


@transaction.atomic
def lift_hold(hold: LegalHold, *, by: User, now: datetime) -> LegalHold:
    """Lift `hold`. Raises `NotAllowed`, `LiftedAlready`."""
    row = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    require(by, Can.LIFT_HOLD, row)
    if row.lifted_at is not None:
        raise LiftedAlready(_("This hold was lifted already."))
    row.lifted_at, row.lifted_by = now, by
    row.save(update_fields=["lifted_at", "lifted_by"])
    publish(HoldLifted(hold_id=row.pk, person_id=row.person_id), by=by, at=now)
    return row
