"""Set what a person agrees to, all purposes of one form at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.give_consent import give_consent
from gremienwerk.domain.people.commands.withdraw_consent import withdraw_consent
from gremienwerk.domain.people.declaring import Proof
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class ConsentsSet(Event):
    """A person was asked about several purposes; the single facts stand before this one.

    `declared_on` is the ISO date on which the person said so.
    """

    kind = "people.consents_set"
    person_id: int
    given: tuple[str, ...]
    withdrawn: tuple[str, ...]
    declared_on: str


@transaction.atomic
def set_consents(
    person: Person, agreed: Iterable[ConsentPurpose], *, proof: Proof, by: User, now: datetime
) -> tuple[ConsentPurpose, ...]:
    """Give and withdraw until `person` agrees to exactly `agreed`; return what changed.

    The evidence is needed for what is given, not for what is withdrawn; the day holds for both.
    Raises `NotAllowed`, and whatever `give_consent` and `withdraw_consent` raise.
    """
    row = Person.objects.select_for_update().get(pk=person.pk)
    require(by, Can.GIVE_CONSENT, row)
    held = {ConsentPurpose(one.purpose) for one in row.consents.valid()}
    wanted = set(agreed)
    given = [purpose for purpose in ConsentPurpose if purpose in wanted - held]
    withdrawn = [purpose for purpose in ConsentPurpose if purpose in held - wanted]
    for purpose in given:
        give_consent(row, purpose, proof=proof, by=by, now=now)
    for purpose in withdrawn:
        withdraw_consent(row, purpose, declared_on=proof.declared_on, by=by, now=now)
    if given or withdrawn:
        event = ConsentsSet(
            person_id=row.pk,
            given=tuple(purpose.value for purpose in given),
            withdrawn=tuple(purpose.value for purpose in withdrawn),
            declared_on=(proof.declared_on or timezone.localtime(now).date()).isoformat(),
        )
        publish(event, by=by, at=now)
    return (*given, *withdrawn)
