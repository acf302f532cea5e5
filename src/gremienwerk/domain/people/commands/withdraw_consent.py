"""Withdraw consent: as easy as giving it, with effect at once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    """A person no longer agrees to one purpose."""

    kind = "people.consent_withdrawn"
    person_id: int
    purpose: str


class NotGiven(Refusal):
    """Only what was given can be withdrawn."""


@transaction.atomic
def withdraw_consent(
    person: Person, purpose: ConsentPurpose, *, by: User, now: datetime
) -> Consent:
    """Record that `person` withdraws the consent to `purpose` today.

    Raises `NotAllowed`, `NotGiven`.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    require(by, Can.WITHDRAW_CONSENT, locked)
    consent = locked.consents.valid().filter(purpose=purpose).first()
    if consent is None:
        raise NotGiven(
            _("There is no such consent to withdraw: %(purpose)s.") % {"purpose": purpose.label}
        )
    consent.withdrawn_on = max(timezone.localtime(now).date(), consent.given_on)
    consent.save(update_fields=["withdrawn_on"])
    locked.modified_at = whole_second(now)
    locked.save(update_fields=["modified_at"])
    publish(ConsentWithdrawn(person_id=locked.pk, purpose=purpose.value), by=by, at=now)
    return consent
