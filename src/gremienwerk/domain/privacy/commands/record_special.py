"""Record what a person tells of a special category, of their own free will."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.choices import SpecialCategory
from gremienwerk.domain.privacy.models import SpecialRecord
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class SpecialRecorded(Event):
    """Something of a special category is held of a person; of which is not told."""

    kind = "privacy.special_recorded"
    person_id: int
    record_id: int


class NotVoluntary(Refusal):
    """A special category is held with explicit consent only, and says something."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What somebody told, and how they agreed; `erase_on` the day on which it goes anyway."""

    category: SpecialCategory
    text: str
    evidence: str
    erase_on: date | None = None


@transaction.atomic
def record_special(person: Person, told: Disclosure, *, by: User, now: datetime) -> SpecialRecord:
    """Keep `told` encrypted and apart; what was told of the same category before is replaced.

    Rule: explicit consent (source: Art. 9 (2) (a) DSGVO, L10.5).
    Raises `NotAllowed`, `NotVoluntary`.
    """
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(by, Can.RECORD_SPECIAL, row)
    if not told.evidence.strip():
        raise NotVoluntary(_("Say how and where the person agreed: without it nothing is kept."))
    if not told.text.strip():
        raise NotVoluntary(_("Write down what the person told, or leave it out."))
    today = timezone.localtime(now).date()
    if told.erase_on is not None and told.erase_on <= today:
        raise NotVoluntary(_("The day on which it is erased has to lie ahead."))
    record, _made = SpecialRecord.objects.update_or_create(
        person=row,
        category=told.category,
        defaults={
            "text": told.text.strip(),
            "consented_on": today,
            "evidence": told.evidence.strip(),
            "erase_on": told.erase_on,
            "recorded_by": by,
            "recorded_at": now,
        },
    )
    publish(SpecialRecorded(person_id=row.pk, record_id=record.pk), by=by, at=now)
    return record
