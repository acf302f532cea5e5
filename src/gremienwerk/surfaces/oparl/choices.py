"""Which types of OParl 1.1 are there, and what is said about each of them?"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The twelve types; the value is their word in an address.

    The order is that of embedding: what a type may hold stands before it.
    """

    LEGISLATIVE_TERM = "legislativeterm", _("legislative term")
    LOCATION = "location", _("place")
    FILE = "file", _("file")
    MEMBERSHIP = "membership", _("membership")
    CONSULTATION = "consultation", _("consultation")
    AGENDA_ITEM = "agendaitem", _("agenda item")
    PERSON = "person", _("person")
    ORGANIZATION = "organization", _("organisation")
    PAPER = "paper", _("paper")
    MEETING = "meeting", _("meeting")
    BODY = "body", _("corporation")
    SYSTEM = "system", _("system")


TYPE_NAMES: Final[dict[str, str]] = {
    Kind.LEGISLATIVE_TERM: "LegislativeTerm",
    Kind.LOCATION: "Location",
    Kind.FILE: "File",
    Kind.MEMBERSHIP: "Membership",
    Kind.CONSULTATION: "Consultation",
    Kind.AGENDA_ITEM: "AgendaItem",
    Kind.PERSON: "Person",
    Kind.ORGANIZATION: "Organization",
    Kind.PAPER: "Paper",
    Kind.MEETING: "Meeting",
    Kind.BODY: "Body",
    Kind.SYSTEM: "System",
}
# The ten lists of a Body: attribute, which is also its word in the address, and type.
BODY_LISTS: Final[dict[str, Kind]] = {
    "organization": Kind.ORGANIZATION,
    "person": Kind.PERSON,
    "meeting": Kind.MEETING,
    "paper": Kind.PAPER,
    "legislativeTermList": Kind.LEGISLATIVE_TERM,
    "agendaItem": Kind.AGENDA_ITEM,
    "consultation": Kind.CONSULTATION,
    "file": Kind.FILE,
    "locationList": Kind.LOCATION,
    "membership": Kind.MEMBERSHIP,
}
ORGANIZATION_LISTS: Final[dict[str, Kind]] = {
    "meeting": Kind.MEETING,
    "consultation": Kind.CONSULTATION,
}
# What `omit_internal=true` drops (2.5), and nothing else.
INTERNAL_LISTS: Final[dict[str, tuple[str, ...]]] = {
    Kind.AGENDA_ITEM: ("auxiliaryFile",),
    Kind.MEETING: ("auxiliaryFile", "agendaItem"),
    Kind.PAPER: ("auxiliaryFile", "location"),
    Kind.PERSON: ("membership",),
    Kind.BODY: ("legislativeTerm",),
}
