"""Set how long a kind of data is kept, from a day on."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.choices import RetentionKind
from gremienwerk.domain.privacy.models import RetentionRule
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish

LONGEST = 36500


@dataclass(frozen=True, slots=True)
class RetentionSet(Event):
    """A kind of data is kept for another number of days, from today on."""

    kind = "privacy.retention_set"
    rule_id: int
    what: str
    days: int


class PeriodNotUsable(Refusal):
    """A period has days and a source."""


@dataclass(frozen=True, slots=True)
class RetentionDraft:
    """How long, and who says so."""

    kind: RetentionKind
    days: int
    source: str


@transaction.atomic
def set_retention(draft: RetentionDraft, *, by: User, now: datetime) -> RetentionRule:
    """Keep data of a kind for another period from today on; the rule before it ends.

    Raises `NotAllowed`, `PeriodNotUsable`.
    """
    today = timezone.localtime(now).date()
    rule = RetentionRule(
        kind=draft.kind, days=draft.days, source=draft.source.strip(), starts_on=today
    )
    require(by, Can.SET_RETENTION, rule)
    if not 1 <= draft.days <= LONGEST:
        raise PeriodNotUsable(_("Give a number of days from 1 to 36,500."))
    if not rule.source:
        raise PeriodNotUsable(_("Say where the period comes from: a law, or who decided."))
    before = RetentionRule.objects.select_for_update().filter(kind=draft.kind, ends_on=None)
    before.filter(starts_on__gte=today).delete()  # set today: it never was in force
    before.update(ends_on=today)
    rule.save(force_insert=True)
    event = RetentionSet(rule_id=rule.pk, what=draft.kind.value, days=draft.days)
    publish(event, by=by, at=now)
    return rule
