"""Keep a rule profile: a template of abilities from which new bodies start."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations import profiles
from gremienwerk.domain.organizations.choices import RulePack
from gremienwerk.domain.organizations.models import RuleProfile
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class ProfileKept(Event):
    """New bodies can start from a template."""

    kind = "organizations.profile_kept"
    code: str


class CodeTaken(Refusal):
    """A code names one profile."""


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """A template; `abilities` in the form `votes=none; notice=14 clear days`."""

    code: str
    name: str
    pack: RulePack
    abilities: str


@transaction.atomic
def keep_profile(draft: ProfileDraft, *, by: User, now: datetime) -> RuleProfile:
    """Keep the template of `draft`; bodies made from an earlier one stay as they are.

    Raises `NotAllowed`, `CodeTaken`, `AbilityNotAllowed`, `ProfileIncomplete`.
    """
    profile = RuleProfile(code=draft.code, name=draft.name, pack=draft.pack)
    require(by, Can.KEEP_PROFILE, profile)
    if RuleProfile.objects.filter(code=draft.code).exists():
        raise CodeTaken(
            _("There is a profile “%(code)s” already; choose another code.") % {"code": draft.code}
        )
    profile.abilities = profiles.parse(draft.abilities)
    profile.save(force_insert=True)
    publish(ProfileKept(code=profile.code), by=by, at=now)
    return profile
