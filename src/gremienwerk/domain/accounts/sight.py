"""What may somebody see because of who they are, whatever the row belongs to?

Conditions for `visible_to` of all nouns. They stand in the query itself, so that a list costs
one query however long it is, and so that a right ends on its day.
"""

from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Q

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, Appointment, User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.foundation.sight import EVERYBODY, NOBODY

Actor = User | AnonymousUser
OFFICE = (OfficeRole.OFFICE_ADMINISTRATOR, OfficeRole.CLERK)
READERS = (*OFFICE, OfficeRole.AUDITOR)


def is_at_work(actor: Actor) -> TypeGuard[User]:
    """Test whether `actor` has an account that may be used."""
    return isinstance(actor, User) and actor.is_active


def in_one_of(actor: Actor, *offices: OfficeRole) -> Q:
    """Return the condition, for all rows or none, that `actor` holds one of `offices` today.

    Commands on the machine and periodic jobs see everything.
    """
    if isinstance(actor, User) and actor.email == SYSTEM_EMAIL:
        return EVERYBODY
    if not is_at_work(actor):
        return NOBODY
    held = Appointment.objects.on(today()).filter(user=actor, role__in=offices)
    return Q(Exists(held))


def reads_everything(actor: Actor) -> Q:
    """Return the condition that `actor` works in the office, or looks after it as auditor."""
    return in_one_of(actor, *READERS)
