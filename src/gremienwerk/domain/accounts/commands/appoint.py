"""Appoint somebody to an office of the installation."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class Appointed(Event):
    """An account holds an office."""

    kind = "accounts.appointed"
    appointment_id: int
    user_id: int
    role: str


class HoldsOffice(Refusal):
    """Nobody holds an office twice at a time."""


class PeriodEmpty(Refusal):
    """A period ends after it starts."""


class AccountInactive(Refusal):
    """Who cannot sign in holds no office."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office and its period; without an end until further notice."""

    role: OfficeRole
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def appoint(user: User, office: Office, *, by: User, now: datetime) -> Appointment:
    """Appoint `user` to an office.

    Raises `NotAllowed`, `PeriodEmpty`, `AccountInactive`, `HoldsOffice`.
    """
    row = User.objects.select_for_update().get(pk=user.pk)
    require(by, Can.APPOINT, row)
    if office.ends_on is not None and office.ends_on <= office.starts_on:
        raise PeriodEmpty(_("The end must be later than the beginning."))
    if not row.is_active:
        raise AccountInactive(_("This account is closed. Open it again first."))
    if _overlapping(row, office):
        raise HoldsOffice(_("This account holds this office in that period already."))
    appointment = Appointment.objects.create(
        user=row,
        role=office.role,
        starts_on=office.starts_on,
        ends_on=office.ends_on,
        appointed_by=by,
        recorded_at=now,
    )
    publish(Appointed(appointment.pk, row.pk, office.role.value), by=by, at=now)
    return appointment


def _overlapping(user: User, office: Office) -> bool:
    held = Appointment.objects.filter(user=user, role=office.role).exclude(
        ends_on__lte=office.starts_on
    )
    if office.ends_on is not None:
        held = held.exclude(starts_on__gte=office.ends_on)
    return held.exists()
