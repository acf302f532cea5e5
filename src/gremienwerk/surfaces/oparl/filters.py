"""What does a client ask a list for, and how does that stand in an address?

Rule: all filters are combined, bounds count in; a value that is not a full date-time is an
error, `Z` and a blank in place of `+` are understood; what is unknown is ignored (source:
oparl.md L5, L6, L7, L11, U3).
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Self
from urllib.parse import quote

from django.http import QueryDict
from django.utils.translation import gettext as _

from gremienwerk.surfaces.oparl.values import moment

LARGEST: Final = 200
USUAL: Final = 100
BOUNDS: Final[dict[str, str]] = {  # in the order in which they stand in an address
    "created_since": "created__gte",
    "created_until": "created__lte",
    "modified_since": "modified__gte",
    "modified_until": "modified__lte",
}
DATE_TIME: Final = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:[Zz]|([+\- ])(\d\d):?(\d\d))"
)
TRUE: Final = "true"
LAST_KEY: Final = 2**62


class BadParameterError(Exception):
    """A parameter cannot be understood; `str()` says which, for people."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The parameters of a list, understood. `limit` is None if none was wished."""

    after: int = 0
    bounds: tuple[tuple[str, datetime], ...] = ()
    limit: int | None = None
    is_brief: bool = False

    @classmethod
    def of(cls, given: QueryDict) -> Self:
        """Read the parameters of a request."""
        named = [(name, given.get(name, "")) for name in BOUNDS]
        bounds = [(name, _moment(name, text)) for name, text in named if text]
        return cls(
            after=_number(given.get("after", ""), 0, LAST_KEY) or 0,
            bounds=tuple(bounds),
            limit=_number(given.get("limit", ""), 1, LARGEST),
            is_brief=given.get("omit_internal", "").lower() == TRUE,
        )

    @property
    def size(self) -> int:
        """How many objects a page has."""
        return self.limit or USUAL

    @property
    def lists_tombstones(self) -> bool:
        """Whether what is gone is listed (L9)."""
        return any(name == "modified_since" for name, _moment in self.bounds)

    def conditions(self) -> dict[str, datetime]:
        """Return the bounds as conditions of a query."""
        return {BOUNDS[name]: value for name, value in self.bounds}

    def starting(self, after: int) -> Self:
        """Return the same filters, from another place of the list on."""
        return replace(self, after=after)

    def __str__(self) -> str:
        """Return the parameters as they stand in an address, always in the same order."""
        said = {name: str(moment(value)) for name, value in self.bounds}
        if self.after:
            said["after"] = str(self.after)
        if self.limit:
            said["limit"] = str(self.limit)
        if self.is_brief:
            said["omit_internal"] = TRUE
        text = "&".join(f"{name}={quote(said[name], safe='')}" for name in sorted(said))
        return f"?{text}" if text else ""


def _moment(name: str, text: str) -> datetime:
    try:
        found = datetime.fromisoformat(_spelled(text.strip()))
        moment(found)  # the first and the last day of all have no other time zone
    except (ValueError, OverflowError) as error:
        message = _("“%(name)s” needs a date with time and offset, like 2026-01-31T08:00:00+01:00.")
        raise BadParameterError(message % {"name": name}) from error
    return found


def _spelled(text: str) -> str:
    """Return a full date-time without fractions and with an offset, "" for anything else."""
    match = DATE_TIME.fullmatch(text)
    if match is None:
        return ""
    local, sign, hours, minutes = match.groups()
    return (
        f"{local}+00:00" if hours is None else f"{local}{sign.replace(' ', '+')}{hours}:{minutes}"
    )


def _number(text: str, least: int, most: int) -> int | None:
    """Return a wish as far as it can be met; what is no number is none."""
    text = text.strip()
    if not re.fullmatch(r"-?[0-9]{1,30}", text):
        return None
    return min(max(int(text), least), most)
