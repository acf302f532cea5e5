"""Open a closed account again; its offices do not come back by themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, User
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class AccountReopened(Event):
    """Somebody may sign in again."""

    kind = "accounts.account_reopened"
    user_id: int


class IsOpen(Refusal):
    """Only what is closed can be opened."""


@transaction.atomic
def reactivate_account(user: User, *, by: User, now: datetime) -> User:
    """Let somebody sign in again. Raises `NotAllowed`, `IsOpen`."""
    row = User.objects.select_for_update().get(pk=user.pk)
    require(by, Can.REACTIVATE, row)
    if row.is_active or row.email == SYSTEM_EMAIL:
        raise IsOpen(_("This account is open."))
    row.is_active = True
    row.save(update_fields=["is_active"])
    publish(AccountReopened(row.pk), by=by, at=now)
    return row
