"""Which abilities has a body, and which values may each take? The closed list.

Behaviour depends on these, never on a body's name (source: network.md section 1). Every
body has all of them; a value of the form `kind:detail` carries a detail, for instance
`notice=14 clear_days`, `approval=silence:14`, `recurrence=interval:2 approximate`.
"""

import re
from typing import Final

ON_OFF = "on|off"
_DAYS = r"none|external|\d{1,3}( (clear_days|calendar_days|working_days))?"

ABILITIES: Final[dict[str, str]] = {
    "procedure": "formal|informal|mirrored",
    "notice": _DAYS,
    "agenda_close": _DAYS,
    "quorum": "none|majority_presumed|majority_established|external",
    "votes": "none|open|full|external",
    "elections": "off|on|external",
    "record": "niederschrift|ergebnisvermerk|dokumentation|own_note|none|external",
    "approval": r"next_meeting|silence:\d{1,3}|none|external",
    "publication": "after_approval|documentation|none|external",
    "access": "public|registration|invitation|internal",
    "registration": "off|on|external",
    "questions": "off|on|guide|external",
    "mandates": ON_OFF + "|external",
    "statements": ON_OFF + "|external",
    "fees": ON_OFF + "|external",
    "follow_up": ON_OFF,
    "focus_topic": ON_OFF,
    "shelter_data": ON_OFF,
    "recurrence": r"rule|none|interval:\d{1,2}( approximate)?",
    "feed": "public|members|none",
    "oparl": "on|organization_only|source|off",
}
DEFAULTS: Final[dict[str, str]] = {"agenda_close": "none"}


def is_allowed(key: str, value: str) -> bool:
    """Test whether the ability `key` exists and may have `value`."""
    pattern = ABILITIES.get(key)
    return pattern is not None and re.fullmatch(pattern, value) is not None
