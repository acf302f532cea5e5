"""Which objects may a fact have changed? Read off the event, then off the rows around it.

Only keys pass through here, of drafts too: what may be said of them is decided by
`Selection`. A fact that names nothing we know changes nothing that is out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Final

from django.db.models import Model

from gremienwerk.domain.bodies.models import Body, LegislativeTerm, Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.events.bus import Event
from gremienwerk.foundation.events.revisions import label_of
from gremienwerk.foundation.undoable import ChangeUndone
from gremienwerk.surfaces.oparl.choices import Kind

Touched = dict[Kind, set[int]]

# What a field of an event names. The rest names rows that OParl does not show.
NAMED: Final[dict[str, Kind]] = {
    "body_id": Kind.BODY,
    "body_ids": Kind.BODY,
    "legislative_term_id": Kind.LEGISLATIVE_TERM,
    "location_id": Kind.LOCATION,
    "file_id": Kind.FILE,
    "person_id": Kind.PERSON,
    "person_ids": Kind.PERSON,
    "organization_id": Kind.ORGANIZATION,
    "party_id": Kind.ORGANIZATION,
    "parent_id": Kind.ORGANIZATION,
    "membership_id": Kind.MEMBERSHIP,
    "membership_ids": Kind.MEMBERSHIP,
    "paper_id": Kind.PAPER,
    "other_id": Kind.PAPER,
    "meeting_id": Kind.MEETING,
    "agenda_item_id": Kind.AGENDA_ITEM,
    "item_ids": Kind.AGENDA_ITEM,
    "consultation_id": Kind.CONSULTATION,
}
# Facts after which everything of a body, or all of it, is looked at again.
EVERYTHING: Final = {"demo.loaded", "demo.shifted"}
OF_A_SOURCE: Final = {"mirror.synced", "mirror.source-shown", "mirror.source-republished"}
LOOKS: Final = {"events.sensitive_read", "privacy.person_shown"}  # nothing changed by that
OPENS: Final = {"bodies.installation_set_up"}

MODELS: Final[dict[Kind, type[Model]]] = {
    Kind.LEGISLATIVE_TERM: LegislativeTerm,
    Kind.LOCATION: Location,
    Kind.FILE: File,
    Kind.MEMBERSHIP: Membership,
    Kind.CONSULTATION: Consultation,
    Kind.AGENDA_ITEM: AgendaItem,
    Kind.PERSON: Person,
    Kind.ORGANIZATION: Organization,
    Kind.PAPER: Paper,
    Kind.MEETING: Meeting,
    Kind.BODY: Body,
}
# From the key of a body to the keys of all that belongs to it.
OF_BODY: Final[dict[Kind, str]] = {
    Kind.LEGISLATIVE_TERM: "body",
    Kind.LOCATION: "body",
    Kind.FILE: "body",
    Kind.MEMBERSHIP: "organization__body",
    Kind.CONSULTATION: "paper__body",
    Kind.AGENDA_ITEM: "meeting__body",
    Kind.PERSON: "body",
    Kind.ORGANIZATION: "body",
    Kind.PAPER: "body",
    Kind.MEETING: "body",
    Kind.BODY: "pk",
}
# Who has to be looked at when a row changed: those that show it, name it, or hang on it.
AROUND: Final[dict[Kind, Mapping[Kind, tuple[str, ...]]]] = {
    Kind.LEGISLATIVE_TERM: {Kind.BODY: ("body",)},
    Kind.LOCATION: {
        Kind.ORGANIZATION: ("organizations",),
        Kind.PAPER: ("paper_links__paper",),
        Kind.MEETING: ("meetings",),
    },
    Kind.FILE: {
        Kind.AGENDA_ITEM: ("agenda_links__agenda_item",),
        Kind.PAPER: ("paper_links__paper",),
        Kind.MEETING: ("meeting_links__meeting", "agenda_links__agenda_item__meeting"),
    },
    Kind.MEMBERSHIP: {Kind.PERSON: ("person",), Kind.ORGANIZATION: ("organization",)},
    Kind.CONSULTATION: {
        Kind.AGENDA_ITEM: ("agenda_item",),
        Kind.PAPER: ("paper",),
        Kind.MEETING: ("meeting",),
    },
    Kind.AGENDA_ITEM: {
        Kind.FILE: ("file_links__file",),
        Kind.CONSULTATION: ("consultations",),
        Kind.MEETING: ("meeting",),
    },
    Kind.PERSON: {Kind.MEMBERSHIP: ("memberships",), Kind.PAPER: ("papers__paper",)},
    Kind.ORGANIZATION: {
        Kind.MEMBERSHIP: ("memberships", "delegations"),
        Kind.CONSULTATION: ("consultations",),
        Kind.ORGANIZATION: ("children", "mirrored_by"),
        Kind.PAPER: ("papers__paper", "consultations__paper"),
        Kind.MEETING: ("meetings",),
    },
    Kind.PAPER: {
        Kind.FILE: ("file_links__file",),
        Kind.LOCATION: ("location_links__location",),
        Kind.CONSULTATION: ("consultations",),
        Kind.PERSON: ("originators__person",),
        Kind.PAPER: ("relations__other", "related_from__paper"),
    },
    Kind.MEETING: {
        Kind.LOCATION: ("location",),
        Kind.FILE: ("file_links__file", "agenda_items__file_links__file"),
        Kind.CONSULTATION: ("consultations", "agenda_items__consultations"),
        Kind.AGENDA_ITEM: ("agenda_items",),
    },
    Kind.BODY: {},
    Kind.SYSTEM: {},
}


def named_by(event: Event) -> Touched:
    """Return what an event names."""
    found: Touched = defaultdict(set)
    named = {one.name: getattr(event, one.name) for one in fields(event)}
    if isinstance(event, ChangeUndone):
        named = event.about
        for kind, model in MODELS.items():
            keys = {key for label, key in event.rows if label == label_of(model)}
            if keys:
                found[kind] |= keys
    for name, value in named.items():
        if shown := NAMED.get(name):
            found[shown] |= set(value) if isinstance(value, (tuple, list)) else {value}
    return found


def around(kind: Kind, keys: Iterable[int]) -> Touched:
    """Return what has to be looked at when rows of one type changed."""
    found: Touched = defaultdict(set)
    paths = AROUND[kind]
    if not paths:
        return found
    rows = MODELS[kind]._base_manager.filter(pk__in=set(keys))  # noqa: SLF001 -- keys of drafts too
    for other, looked_up in paths.items():
        for path in looked_up:
            found[other] |= set(rows.values_list(path, flat=True)) - {None}
    return found


def all_of_bodies(bodies: Iterable[int]) -> Touched:
    """Return everything that belongs to some Körperschaften."""
    keys = set(bodies)
    return {kind: set(_rows(kind, path, keys)) for kind, path in OF_BODY.items()}


def _rows(kind: Kind, path: str, bodies: set[int]) -> Iterable[int]:
    rows = MODELS[kind]._base_manager.filter(**{f"{path}__in": bodies})  # noqa: SLF001 -- keys only
    return rows.values_list("pk", flat=True)
