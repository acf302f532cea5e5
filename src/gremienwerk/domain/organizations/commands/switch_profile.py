"""Switch the profile: from a day on a body works by the rules of another template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import Mark
from gremienwerk.domain.organizations.commands.set_ability import AbilityChange, set_ability
from gremienwerk.domain.organizations.models import Ability, Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.profiles import check_complete
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class ProfileSwitched(Event):
    """A body works by other rules, from an ISO date on; `keys` are the abilities that changed."""

    kind = "organizations.profile_switched"
    organization_id: int
    starts_on: str
    keys: list[str]


class NothingSwitches(Refusal):
    """A switch changes something."""


@dataclass(frozen=True, slots=True)
class Switch:
    """The abilities of the new profile, from when, and who says so."""

    abilities: Mapping[str, str]
    starts_on: date
    source: str = ""
    mark: str = Mark.PRACTICE.value


@transaction.atomic
def switch_profile(
    organization: Organization, switch: Switch, *, by: User, now: datetime
) -> list[Ability]:
    """Set every ability that differs; what held before stays dated.

    Rule: a rule applies as valid on the day of the meeting (source: law-and-practice.md
    section 1).
    Raises `NotAllowed`, `NothingSwitches`, `ProfileIncomplete`, `AbilityNotAllowed`, `TooEarly`.
    """
    row = locked(organization)
    require(by, Can.SET_ABILITY, row)
    whole = check_complete(switch.abilities)
    rows = Ability.objects.filter(organization=row, ends_on=None)
    held = dict(rows.values_list("key", "value"))
    differing = {key: value for key, value in whole.items() if held.get(key) != value}
    if not differing:
        raise NothingSwitches(_("This body works by these rules already."))
    made = [
        set_ability(
            row,
            AbilityChange(key, value, switch.starts_on, switch.source, switch.mark),
            by=by,
            now=now,
        )
        for key, value in differing.items()
    ]
    event = ProfileSwitched(
        organization_id=row.pk, starts_on=switch.starts_on.isoformat(), keys=sorted(differing)
    )
    publish(event, by=by, at=now)
    return made
