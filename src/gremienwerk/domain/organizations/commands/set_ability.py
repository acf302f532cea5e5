"""Set an ability: what a body can do from a day on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import Mark
from gremienwerk.domain.organizations.commands.add_rule import RuleDraft, add_rule
from gremienwerk.domain.organizations.models import Ability, Organization, Rule
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.profiles import FROM_PROFILE, check_ability, number_in
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes


@dataclass(frozen=True, slots=True)
class AbilitySet(Event):
    """A body can do something else from a day on; `starts_on` null: always could."""

    kind = "organizations.ability_set"
    organization_id: int
    key: str
    value: str
    starts_on: str | None


class TooEarly(Refusal):
    """What was decided later is not overtaken by an earlier day."""


@dataclass(frozen=True, slots=True)
class AbilityChange:
    """One ability from a day on, with its source; `starts_on` empty: always was so."""

    key: str
    value: str
    starts_on: date | None = None
    source: str = ""
    mark: str = Mark.DEFAULT.value


@transaction.atomic
def set_ability(
    organization: Organization, change: AbilityChange, *, by: User, now: datetime
) -> Ability:
    """Set one ability; the value before it ends on that day and is kept.

    Rule: a number in the value is shorthand for a dated rule of that body, which is added
    as well (source: decision 8).
    Raises `NotAllowed`, `AbilityNotAllowed`, `TooEarly`.
    """
    row = locked(organization)
    require(by, Can.SET_ABILITY, row)
    check_ability(change.key, change.value)
    changes = _end_the_one_before(row, change, by=by, now=now)
    ability = Ability.objects.create(
        organization=row,
        key=change.key,
        value=change.value,
        starts_on=change.starts_on,
        source=change.source,
        mark=change.mark,
    )
    day = change.starts_on.isoformat() if change.starts_on else None
    changes += record_added(ability, by=by, now=now)
    event = AbilitySet(row.pk, change.key, change.value, starts_on=day, changes=changes)
    publish(event, by=by, at=now)
    _add_number(row, change, by=by, now=now)
    return ability


def _end_the_one_before(
    row: Organization, change: AbilityChange, *, by: User, now: datetime
) -> tuple[str, ...]:
    before = Ability.objects.filter(organization=row, key=change.key, ends_on=None).first()
    if before is None:
        return ()
    begun = before.starts_on
    if change.starts_on is None or (begun is not None and change.starts_on <= begun):
        raise TooEarly(
            _("“%(key)s” has a value already; say from which later day the new one holds.")
            % {"key": change.key}
        )
    before.ends_on = change.starts_on
    changes = record_changes(before, ["ends_on"], by=by, now=now)
    before.save(update_fields=["ends_on"])
    return changes


def _add_number(row: Organization, change: AbilityChange, *, by: User, now: datetime) -> None:
    number = number_in(change.key, change.value)
    if number is None:
        return
    held = Rule.objects.filter(organization=row, key=number.key, ends_on=None).first()
    if held is not None and (held.value, held.counting) == (number.value, number.counting):
        return
    draft = RuleDraft(
        key=number.key,
        value=number.value,
        unit="days",
        counting=number.counting,
        source=change.source or FROM_PROFILE,
        mark=change.mark,
        starts_on=change.starts_on,
    )
    add_rule(row, draft, by=by, now=now)
