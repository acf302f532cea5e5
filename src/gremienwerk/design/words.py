"""Which words and addresses do components make on their own?"""

from collections.abc import Mapping
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext_lazy

STATES = {
    "public": pgettext_lazy("state", "public"),
    "registration": pgettext_lazy("state", "with registration"),
    "invitation": pgettext_lazy("state", "by invitation"),
    "internal": pgettext_lazy("state", "internal"),
    "external": pgettext_lazy("state", "others invite"),
    "suspended": pgettext_lazy("state", "suspended"),
    "ended": pgettext_lazy("state", "ended"),
    "unconfirmed": pgettext_lazy("state", "unconfirmed"),
    "moved": pgettext_lazy("state", "moved"),
    "cancelled": pgettext_lazy("state", "cancelled"),
    "deadline": pgettext_lazy("state", "deadline"),
    "open": pgettext_lazy("state", "open"),
    "done": pgettext_lazy("state", "has taken place"),
    "overdue": pgettext_lazy("state", "without answer"),
}


def state_word(kind: str) -> str:
    """Return the usual word of a state in the language of the page."""
    return str(STATES[kind]) if kind in STATES else gettext(kind)


def changed_query(query: Mapping[str, Any], changes: Mapping[str, object]) -> str:
    """Return the query of an address with some parameters changed; None takes one away."""
    kept = {name: query[name] for name in query if name not in changes and query[name] != ""}
    kept |= {name: value for name, value in changes.items() if value is not None}
    return f"?{urlencode(kept)}" if kept else "?"
