"""Which profiles can a new body start from? Those kept in the database, and these."""

import tomllib
from importlib.resources import files

from gremienwerk.domain.organizations import profiles
from gremienwerk.domain.organizations.models import RuleProfile
from gremienwerk.domain.organizations.profiles import AbilityNotAllowed
from gremienwerk.network_file.problems import one_of


def shipped() -> dict[str, str]:
    """Return the profiles that come with the program, code to text."""
    text = files("gremienwerk.network_file").joinpath("profiles.toml").read_text("utf-8")
    return {str(code): str(profile) for code, profile in tomllib.loads(text).items()}


def abilities_of(profile: str) -> dict[str, str]:
    """Return the abilities of a profile, given as text or by its code.

    Raises `AbilityNotAllowed`, `ProfileIncomplete`.
    """
    if "=" in profile:
        return profiles.parse(profile)
    kept = RuleProfile.objects.filter(code=profile).first()
    if kept is not None:
        return profiles.check_complete(kept.abilities)
    known = shipped()
    if profile in known:
        return profiles.parse(known[profile])
    codes = RuleProfile.objects.order_by("code").values_list("code", flat=True)
    raise AbilityNotAllowed(one_of(profile, [*codes, *known]))
