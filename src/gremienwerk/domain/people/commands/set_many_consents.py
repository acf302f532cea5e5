"""Set what many people agree to, in one act: a list that came back, a table that was ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.give_consent import EvidenceMissing, NoConsentNeeded
from gremienwerk.domain.people.commands.set_consents import ConsentsSet
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import publish
from gremienwerk.foundation.records import whole_second

BATCH = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person says: purposes given and withdrawn; `evidence` is for what is given."""

    person: Person
    given: frozenset[ConsentPurpose]
    withdrawn: frozenset[ConsentPurpose] = frozenset()
    evidence: str = ""


@transaction.atomic
def set_many_consents(answers: Sequence[Answer], *, by: User, now: datetime) -> list[Consent]:
    """Record the answers of several people, all or none; return the consents that are new.

    What holds already is not given twice; what does not hold is not withdrawn. One fact per
    person who changed something. Rule: each purpose on its own, provable (source: Art. 7 (1)
    DSGVO). Raises `NotAllowed`, `NoConsentNeeded`, `EvidenceMissing`.
    """
    keys = [answer.person.pk for answer in answers]
    rows = Person.objects.select_for_update(of=("self",)).select_related("body").in_bulk(keys)
    held = _held(keys)
    today, moment = timezone.localtime(now).date(), whole_second(now)
    given: list[Consent] = []
    for answer in answers:
        row = rows[answer.person.pk]
        require(by, Can.GIVE_CONSENT, row)
        new = answer.given - held[row.pk].keys()
        gone = [held[row.pk][one] for one in sorted(answer.withdrawn & held[row.pk].keys())]
        _check(row, answer, is_new=bool(new))
        given += [
            Consent(person=row, purpose=one, given_on=today, evidence=answer.evidence.strip())
            for one in sorted(new)
        ]
        for consent in gone:
            consent.withdrawn_on = max(today, consent.given_on)
        Consent.objects.bulk_update(gone, ["withdrawn_on"])
        if new or gone:
            event = ConsentsSet(
                person_id=row.pk,
                given=tuple(sorted(one.value for one in new)),
                withdrawn=tuple(one.purpose for one in gone),
            )
            publish(event, by=by, at=now)
            Person.objects.filter(pk=row.pk).update(modified_at=moment)
    return Consent.objects.bulk_create(given, batch_size=BATCH)


def _held(keys: Sequence[int]) -> dict[int, dict[str, Consent]]:
    held: dict[int, dict[str, Consent]] = {key: {} for key in keys}
    for consent in Consent.objects.valid().filter(person__in=keys):
        held[consent.person_id][consent.purpose] = consent
    return held


def _check(row: Person, answer: Answer, *, is_new: bool) -> None:
    if not is_new:
        return
    if not row.body.is_own:
        raise NoConsentNeeded(_("Ask the source: this person is shown as it publishes them."))
    if not answer.evidence.strip():
        raise EvidenceMissing(_("Say how and where the consent was given."))
