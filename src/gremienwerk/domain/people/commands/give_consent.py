"""Give consent: a person agrees to one purpose, and it is kept how and when."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.declaring import Proof, day_given
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    """A person agreed to one purpose, on an ISO date."""

    kind = "people.consent_given"
    person_id: int
    purpose: str
    declared_on: str


class EvidenceMissing(Refusal):
    """Who relies on a consent has to be able to show it (Art. 7 (1) DSGVO)."""


class AlreadyGiven(Refusal):
    """A consent holds once."""


class NoConsentNeeded(Refusal):
    """People of a mirrored council are shown as their source publishes them."""


@transaction.atomic
def give_consent(
    person: Person, purpose: ConsentPurpose, *, proof: Proof, by: User, now: datetime
) -> Consent:
    """Record that `person` agrees to `purpose`; `proof` says how, where and on which day.

    Rule: each purpose on its own, provable (source: Art. 7 (1) DSGVO).
    Raises `NotAllowed`, `NoConsentNeeded`, `EvidenceMissing`, `AlreadyGiven`, `DayNotPossible`,
    `OutOfOrder`.
    """
    locked = Person.objects.select_for_update().select_related("body").get(pk=person.pk)
    require(by, Can.GIVE_CONSENT, locked)
    if not locked.body.is_own:
        raise NoConsentNeeded(_("Ask the source: this person is shown as it publishes them."))
    if not proof.evidence.strip():
        raise EvidenceMissing(_("Say how and where the consent was given."))
    if locked.consents.valid().filter(purpose=purpose).exists():
        raise AlreadyGiven(
            _("This consent holds already: %(purpose)s.") % {"purpose": purpose.label}
        )
    today = timezone.localtime(now).date()
    last = locked.consents.filter(purpose=purpose).aggregate(day=Max("withdrawn_on"))["day"]
    day = day_given(purpose, proof.declared_on, withdrawn_on=last, today=today)
    given = Consent.objects.create(
        person=locked, purpose=purpose, given_on=day, evidence=proof.evidence
    )
    locked.modified_at = whole_second(now)
    locked.save(update_fields=["modified_at"])
    event = ConsentGiven(person_id=locked.pk, purpose=purpose.value, declared_on=day.isoformat())
    publish(event, by=by, at=now)
    return given
