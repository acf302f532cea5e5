"""End an office of the installation; the right ends with it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.accounts.offices import LastAdministrator, check_somebody_administers
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish

__all__ = ["AppointmentEnded", "EndedAlready", "EndsTooEarly", "LastAdministrator"]


@dataclass(frozen=True, slots=True)
class AppointmentEnded(Event):
    """An office is held no longer, from an ISO date on."""

    kind = "accounts.appointment_ended"
    appointment_id: int
    user_id: int
    ends_on: str


class EndedAlready(Refusal):
    """An office ends once."""


class EndsTooEarly(Refusal):
    """What was so yesterday stays true."""


@transaction.atomic
def end_appointment(
    appointment: Appointment, ends_on: date, *, by: User, now: datetime
) -> Appointment:
    """End an office; `ends_on` is the first day on which it is held no longer.

    One that has not begun, or began today, is taken out as a whole.
    Raises `NotAllowed`, `EndedAlready`, `EndsTooEarly`, `LastAdministrator`.
    """
    today = timezone.localdate(now)
    if appointment.role == OfficeRole.OFFICE_ADMINISTRATOR:
        check_somebody_administers(without=appointment.user, on=today)
    row = Appointment.objects.select_for_update().filter(pk=appointment.pk).first()
    if row is None or (row.ends_on is not None and row.ends_on <= ends_on):
        raise EndedAlready(_("This office ends by then already."))
    require(by, Can.END_APPOINTMENT, row)
    if ends_on < today:
        raise EndsTooEarly(_("An office ends today at the earliest: it was held until now."))
    event = AppointmentEnded(row.pk, row.user_id, ends_on.isoformat())
    if row.starts_on is not None and row.starts_on >= ends_on:
        row.delete()
    else:
        row.ends_on = ends_on
        row.save(update_fields=["ends_on"])
    publish(event, by=by, at=now)
    return row
