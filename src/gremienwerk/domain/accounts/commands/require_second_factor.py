"""Decide whether an office demands a second factor at sign-in."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import SecondFactorDuty, User
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class SecondFactorDecided(Event):
    """An office demands a second factor, or no longer does."""

    kind = "accounts.second_factor_decided"
    role: str
    is_required: bool


@transaction.atomic
def require_second_factor(role: OfficeRole, *, is_required: bool, by: User, now: datetime) -> None:
    """Demand a second factor of who holds an office, or do so no longer; twice changes nothing.

    Raises `NotAllowed`.
    """
    require(by, Can.REQUIRE_SECOND_FACTOR, SecondFactorDuty(role=role))
    if SecondFactorDuty.objects.filter(role=role).exists() == is_required:
        return
    if is_required:
        SecondFactorDuty.objects.create(role=role, set_by=by, recorded_at=now)
    else:
        SecondFactorDuty.objects.filter(role=role).delete()
    publish(SecondFactorDecided(role.value, is_required), by=by, at=now)
