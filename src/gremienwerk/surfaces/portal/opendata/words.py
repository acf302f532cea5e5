"""How are the files to take away grouped and called, and under which licence are they?"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Subject:
    """A data set for people: some types of OParl that belong together."""

    key: str
    title: Promise
    description: Promise
    types: tuple[str, ...]
    main: str  # its list in the OParl Body


SUBJECTS: Final = (
    Subject(
        "gremien",
        _("Bodies and members"),
        _("Bodies with purpose and contact, memberships, and people as far as they agreed."),
        ("Organization", "Membership", "Person", "LegislativeTerm", "Body", "System"),
        "organization",
    ),
    Subject(
        "sitzungen",
        _("Meetings and agendas"),
        _("Public meetings with day, time, place and agenda, past and to come."),
        ("Meeting", "AgendaItem", "Location"),
        "meeting",
    ),
    Subject(
        "drucksachen",
        _("Papers and files"),
        _("Printed papers, statements and minutes, and where they were dealt with."),
        ("Paper", "Consultation", "File"),
        "paper",
    ),
)
TYPES: Final = {
    "Organization": _("Bodies"),
    "Membership": _("Memberships"),
    "Person": _("People"),
    "LegislativeTerm": _("Electoral terms"),
    "Body": _("Corporation"),
    "System": _("Server"),
    "Meeting": _("Meetings"),
    "AgendaItem": _("Agenda items"),
    "Location": _("Places"),
    "Paper": _("Papers"),
    "Consultation": _("Stations of papers"),
    "File": _("Files"),
}
FORMS: Final = {"csv": "CSV", "jsonl": "JSON Lines"}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence of the list of DCAT-AP.de; `key` is its word there."""

    name: str
    key: str
    names_us: bool = False  # whether users have to name the source


_CC: Final = "creativecommons.org/"
_GOVDATA: Final = "www.govdata.de/dl-de/"
# Source: the licences of DCAT-AP.de, by the address that OParl gives.
LICENCES: Final = {
    f"{_CC}publicdomain/zero/1.0": Licence("CC0 1.0", "cc-zero"),
    f"{_CC}licenses/by/3.0/de": Licence("CC BY 3.0 DE", "cc-by-de/3.0", names_us=True),
    f"{_CC}licenses/by/4.0": Licence("CC BY 4.0", "cc-by/4.0", names_us=True),
    f"{_CC}licenses/by-sa/3.0/de": Licence("CC BY-SA 3.0 DE", "cc-by-sa-de/3.0", names_us=True),
    f"{_CC}licenses/by-sa/4.0": Licence("CC BY-SA 4.0", "cc-by-sa/4.0", names_us=True),
    f"{_GOVDATA}zero-2-0": Licence("Datenlizenz Deutschland Zero 2.0", "dl-zero-de/2.0"),
    f"{_GOVDATA}by-2-0": Licence(
        "Datenlizenz Deutschland Namensnennung 2.0", "dl-by-de/2.0", names_us=True
    ),
}


def licence_of(url: str) -> Licence | None:
    """Return the licence that has this address, None for one that is not in the list."""
    return LICENCES.get(url.partition("://")[2].rstrip("/"))
