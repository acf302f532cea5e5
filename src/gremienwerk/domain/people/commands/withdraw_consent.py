"""Withdraw consent: as easy as giving it, with effect at once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.declaring import day_withdrawn
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    """A person no longer agrees to one purpose, since an ISO date."""

    kind = "people.consent_withdrawn"
    person_id: int
    purpose: str
    declared_on: str


class NotGiven(Refusal):
    """Only what was given can be withdrawn."""


@transaction.atomic
def withdraw_consent(
    person: Person,
    purpose: ConsentPurpose,
    *,
    declared_on: date | None = None,
    by: User,
    now: datetime,
) -> Consent:
    """Record that `person` withdrew the consent to `purpose`, today if no other day is known.

    Raises `NotAllowed`, `NotGiven`, `DayNotPossible`, `OutOfOrder`.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    require(by, Can.WITHDRAW_CONSENT, locked)
    consent = locked.consents.valid().filter(purpose=purpose).first()
    if consent is None:
        raise NotGiven(
            _("There is no such consent to withdraw: %(purpose)s.") % {"purpose": purpose.label}
        )
    today = timezone.localtime(now).date()
    day = day_withdrawn(purpose, declared_on, given_on=consent.given_on, today=today)
    consent.withdrawn_on = day
    consent.save(update_fields=["withdrawn_on"])
    locked.modified_at = whole_second(now)
    locked.save(update_fields=["modified_at"])
    event = ConsentWithdrawn(
        person_id=locked.pk, purpose=purpose.value, declared_on=day.isoformat()
    )
    publish(event, by=by, at=now)
    return consent
