"""Which address has each row in an archive?

What OParl knows has the address at which our server shows it. Everything else hangs on the
system's address: it names a row and leads nowhere else.
"""

import re
from dataclasses import dataclass
from typing import Final

SCHEMA: Final = "https://schema.oparl.org/1.1/"
OWN: Final = "Gremienwerk:"
TYPES: Final[dict[str, str]] = {  # word in an address: type of OParl 1.1
    "legislativeterm": "LegislativeTerm",
    "location": "Location",
    "file": "File",
    "membership": "Membership",
    "consultation": "Consultation",
    "agendaitem": "AgendaItem",
    "person": "Person",
    "organization": "Organization",
    "paper": "Paper",
    "meeting": "Meeting",
    "body": "Body",
}
_KEY: Final = re.compile(r"(?P<word>[a-z]{1,40})/(?P<key>[1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one installation; `origin` without a slash at its end."""

    origin: str

    def of(self, word: str, key: int) -> str:
        """Return the address of one row."""
        base = f"{self.origin}/oparl/1.1"
        return f"{base}/{word}/{key}" if word in TYPES else f"{base}/system#{word}/{key}"

    @property
    def account(self) -> str:
        """The one word for all who acted: accounts do not travel."""
        return f"{self.origin}/oparl/1.1/system#account"

    def parsed(self, address: str) -> tuple[str, int]:
        """Return word and key of an address of ours.

        Raises `ValueError` if it is none.
        """
        base = f"{self.origin}/oparl/1.1/"
        rest = address.removeprefix(base).removeprefix("system#")
        found = _KEY.fullmatch(rest)
        if found is None or self.of(found["word"], int(found["key"])) != address:
            raise ValueError(address[:200])
        return found["word"], int(found["key"])
