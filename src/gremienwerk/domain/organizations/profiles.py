"""What can a body do according to a line like `procedure=formal; notice=14 clear days`?

Every body has every ability of the closed list, so that behaviour never depends on its name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from gremienwerk.domain.organizations.abilities import ABILITIES, DEFAULTS, is_allowed
from gremienwerk.domain.organizations.choices import CountingMode
from gremienwerk.foundation.errors import Refusal

WORDS = {  # what people write for what the patterns say
    r"none|external|\d{1,3}( (clear_days|calendar_days|working_days))?": (
        "none, external, 14, 14 clear_days, 14 calendar_days, 14 working_days"
    ),
    r"next_meeting|silence:\d{1,3}|none|external": "next_meeting, silence:14, none, external",
    r"rule|none|interval:\d{1,2}( approximate)?": (
        "rule, none, interval:2, interval:2 approximate"
    ),
}
FROM_PROFILE = "Regelprofil"  # source of a rule that a profile's number stands for; content, German
NUMBERED = {  # ability: the rule that its number is shorthand for
    "notice": "notice_days",
    "agenda_close": "agenda_close_days",
    "approval": "approval_silence_days",
}


class AbilityNotAllowed(Refusal):
    """A body cannot do what is not on the list."""


class ProfileIncomplete(Refusal):
    """Every body has every ability, also those that are off."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in an ability: shorthand for a dated rule of that body."""

    key: str
    value: str
    counting: str


def check_ability(key: str, value: str) -> None:
    """Check that `key` is on the closed list and may have `value`.

    Raises `AbilityNotAllowed`, naming what is allowed.
    """
    if key not in ABILITIES:
        near = get_close_matches(key, ABILITIES, n=1, cutoff=0.6)
        facts = {"key": key, "near": near[0] if near else "", "all": ", ".join(ABILITIES)}
        if near:
            raise AbilityNotAllowed(
                _("There is no ability “%(key)s”; did you mean “%(near)s”?") % facts
            )
        raise AbilityNotAllowed(_("There is no ability “%(key)s”; there are: %(all)s.") % facts)
    if not is_allowed(key, value):
        facts = {"key": key, "value": value, "allowed": allowed(key)}
        raise AbilityNotAllowed(
            _("“%(key)s” cannot be “%(value)s”; it can be: %(allowed)s.") % facts
        )


def allowed(key: str) -> str:
    """Return the values that ability `key` may have, as people write them."""
    pattern = ABILITIES[key]
    return WORDS.get(pattern, pattern.replace("|", ", "))


def check_complete(abilities: Mapping[str, str]) -> dict[str, str]:
    """Return all abilities, defaults filled in, each of them checked.

    Raises `AbilityNotAllowed`, `ProfileIncomplete`.
    """
    for key, value in abilities.items():
        check_ability(key, value)
    whole = {**DEFAULTS, **abilities}
    missing = [key for key in ABILITIES if key not in whole]
    if missing:
        raise ProfileIncomplete(
            _("The profile says nothing about: %(keys)s. Add each with a value.")
            % {"keys": ", ".join(missing)}
        )
    return {key: whole[key] for key in ABILITIES}


def parse(text: str) -> dict[str, str]:
    """Return the abilities written in `text`, like `votes=none; notice=14 clear days`.

    Raises `AbilityNotAllowed`, `ProfileIncomplete`.
    """
    found: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in re.split(r"[;\n]", text))):
        key, sign, value = (piece.strip() for piece in part.partition("="))
        if not sign:
            raise AbilityNotAllowed(
                _("Write “%(part)s” as key=value, for instance votes=none.") % {"part": part}
            )
        if key in found:
            raise AbilityNotAllowed(_("“%(key)s” stands there twice.") % {"key": key})
        found[key] = re.sub(r"(\d) +(clear|calendar|working) days", r"\1 \2_days", value)
    return check_complete(found)


def number_in(key: str, value: str) -> Number | None:
    """Return the number that is written in the value of an ability, if there is one."""
    digits = re.search(r"\d+", value)
    if key not in NUMBERED or digits is None:
        return None
    counting = value.partition(" ")[2] or CountingMode.CALENDAR_DAYS.value
    return Number(NUMBERED[key], digits.group(), counting)
