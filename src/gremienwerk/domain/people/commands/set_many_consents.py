"""Set what many people agree to, in one act: a list that came back, a table that was ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.give_consent import EvidenceMissing, NoConsentNeeded
from gremienwerk.domain.people.commands.set_consents import ConsentsSet
from gremienwerk.domain.people.declaring import OutOfOrder, day_given, day_withdrawn, declared
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import publish
from gremienwerk.foundation.records import whole_second

BATCH = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person says: purposes given and withdrawn; `evidence` is for what is given.

    `declared_on` is the day on which they said both; without one it is today.
    """

    person: Person
    given: frozenset[ConsentPurpose]
    withdrawn: frozenset[ConsentPurpose] = frozenset()
    evidence: str = ""
    declared_on: date | None = None


@transaction.atomic
def set_many_consents(answers: Sequence[Answer], *, by: User, now: datetime) -> list[Consent]:
    """Record the answers of several people, all or none; return the consents that are new.

    What holds already is not given twice; what does not hold is not withdrawn. One fact per
    person who changed something. Rule: each purpose on its own, provable (source: Art. 7 (1)
    DSGVO). Raises `NotAllowed`, `NoConsentNeeded`, `EvidenceMissing`, `DayNotPossible`,
    `OutOfOrder`.
    """
    keys = [answer.person.pk for answer in answers]
    rows = Person.objects.select_for_update(of=("self",)).select_related("body").in_bulk(keys)
    known = declared(Consent.objects.filter(person__in=keys))
    today, moment = timezone.localtime(now).date(), whole_second(now)
    given: list[Consent] = []
    for answer in answers:
        row, held = rows[answer.person.pk], known.held.get(answer.person.pk, {})
        require(by, Can.GIVE_CONSENT, row)
        new = sorted(answer.given - held.keys())
        gone = [held[one] for one in sorted(answer.withdrawn & held.keys())]
        _check(row, answer, is_new=bool(new))
        try:
            ended = {one: known.ended.get((row.pk, one)) for one in new}
            given += [_given(row, one, answer, ended[one], today) for one in new]
            for consent in gone:
                consent.withdrawn_on = _withdrawn(consent, answer, today)
        except OutOfOrder as refusal:
            about = f"{row.name}: {refusal}"
            raise OutOfOrder(about) from refusal
        Consent.objects.bulk_update(gone, ["withdrawn_on"])
        if new or gone:
            publish(_fact(answer, new, gone, today), by=by, at=now)
            Person.objects.filter(pk=row.pk).update(modified_at=moment)
    return Consent.objects.bulk_create(given, batch_size=BATCH)


def _fact(
    answer: Answer, new: Sequence[ConsentPurpose], gone: Sequence[Consent], today: date
) -> ConsentsSet:
    return ConsentsSet(
        person_id=answer.person.pk,
        given=tuple(one.value for one in new),
        withdrawn=tuple(one.purpose for one in gone),
        declared_on=(answer.declared_on or today).isoformat(),
    )


def _given(
    row: Person, purpose: ConsentPurpose, answer: Answer, last: date | None, today: date
) -> Consent:
    day = day_given(purpose, answer.declared_on, withdrawn_on=last, today=today)
    return Consent(person=row, purpose=purpose, given_on=day, evidence=answer.evidence.strip())


def _withdrawn(consent: Consent, answer: Answer, today: date) -> date:
    return day_withdrawn(
        ConsentPurpose(consent.purpose),
        answer.declared_on,
        given_on=consent.given_on,
        today=today,
    )


def _check(row: Person, answer: Answer, *, is_new: bool) -> None:
    if not is_new:
        return
    if not row.body.is_own:
        raise NoConsentNeeded(_("Ask the source: this person is shown as it publishes them."))
    if not answer.evidence.strip():
        raise EvidenceMissing(_("Say how and where the consent was given."))
