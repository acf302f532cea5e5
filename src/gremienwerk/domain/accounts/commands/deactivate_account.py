"""Close an account: nobody signs in with it any more, at once and everywhere."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, Appointment, User
from gremienwerk.domain.accounts.offices import check_somebody_administers
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class AccountClosed(Event):
    """Nobody signs in with this account any more."""

    kind = "accounts.account_closed"
    user_id: int


class ClosedAlready(Refusal):
    """An account is closed once."""


@transaction.atomic
def deactivate_account(user: User, *, by: User, now: datetime) -> User:
    """Close an account and end its sessions and offices; what it did stays in the log.

    Raises `NotAllowed`, `ClosedAlready`, `LastAdministrator`.
    """
    today = timezone.localdate(now)
    offices = Appointment.objects.on(today).filter(user=user)
    if offices.filter(role=OfficeRole.OFFICE_ADMINISTRATOR).exists():
        check_somebody_administers(without=user, on=today)
    row = User.objects.select_for_update().get(pk=user.pk)
    require(by, Can.DEACTIVATE, row)
    if not row.is_active or row.email == SYSTEM_EMAIL:
        raise ClosedAlready(_("This account is closed already."))
    row.is_active = False
    row.save(update_fields=["is_active"])
    held = Appointment.objects.filter(user=row).exclude(ends_on__lte=today)
    held.filter(starts_on__gte=today).delete()
    held.update(ends_on=today)
    for session in UserSession.objects.filter(user=row):
        session.end()
    publish(AccountClosed(row.pk), by=by, at=now)
    return row
