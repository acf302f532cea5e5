"""Adopt a profile: a new body gets all its abilities at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.commands.add_rule import RuleDraft, add_rule
from gremienwerk.domain.organizations.models import Ability, Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.profiles import FROM_PROFILE, check_complete, number_in
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class ProfileAdopted(Event):
    """A body can do what a profile says; one event for all abilities."""

    kind = "organizations.profile_adopted"
    organization_id: int


class HasAbilities(Refusal):
    """A profile is for a body that has no abilities yet."""


@transaction.atomic
def adopt_profile(
    organization: Organization,
    abilities: Mapping[str, str],
    *,
    starts_on: date | None = None,
    by: User,
    now: datetime,
) -> list[Ability]:
    """Give a body all `abilities`; those with a default value may be left out.

    Rule: a number in a value is shorthand for a dated rule of that body, which is added as
    well (source: decision 8).
    Raises `NotAllowed`, `HasAbilities`, `AbilityNotAllowed`, `ProfileIncomplete`.
    """
    row = locked(organization)
    require(by, Can.ADOPT_PROFILE, row)
    whole = check_complete(abilities)
    if Ability.objects.filter(organization=row).exists():
        raise HasAbilities(_("This body has abilities already; change them one by one."))
    made = Ability.objects.bulk_create(
        Ability(organization=row, key=key, value=value, starts_on=starts_on)
        for key, value in whole.items()
    )
    publish(ProfileAdopted(organization_id=row.pk), by=by, at=now)
    for key, value in whole.items():
        number = number_in(key, value)
        if number is not None:
            draft = RuleDraft(
                key=number.key,
                value=number.value,
                unit="days",
                counting=number.counting,
                source=FROM_PROFILE,
                starts_on=starts_on,
            )
            add_rule(row, draft, by=by, now=now)
    return made
