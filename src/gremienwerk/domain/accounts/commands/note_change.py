"""Write down what somebody did to the own account; the change itself is made elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.choices import AccountChange
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class AccountChanged(Event):
    """Somebody signed in, or changed the ways to do so."""

    kind = "accounts.account_changed"
    user_id: int
    change: str


@transaction.atomic
def note_change(user: User, change: AccountChange, *, by: User, now: datetime) -> None:
    """Write down a change. Raises `NotAllowed`."""
    require(by, Can.EDIT, user)
    publish(AccountChanged(user.pk, change.value), by=by, at=now)
