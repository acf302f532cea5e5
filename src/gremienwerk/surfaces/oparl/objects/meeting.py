"""How do a meeting and its agenda read in OParl (3.10, 3.11)?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch

from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import MeetingFileRole, MeetingState
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries.records import MINUTES
from gremienwerk.domain.papers.models import Paper
from gremienwerk.surfaces.oparl.addresses import numbered_page_url, object_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.objects.agenda_item import (
    AGENDA,
    agenda_item_object,
    embedded,
    links_of,
    living_items,
)
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.objects.file import file_object, is_reachable
from gremienwerk.surfaces.oparl.objects.location import location_object
from gremienwerk.surfaces.oparl.selection import Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, day, head, moment, told, web_address

SCHEDULED, INVITED, HELD = "terminiert", "eingeladen", "durchgeführt"  # words of the standard
SINGLE: Final = {
    "invitation": MeetingFileRole.INVITATION,
    "resultsProtocol": MeetingFileRole.RESULTS_PROTOCOL,
    "verbatimProtocol": MeetingFileRole.VERBATIM_PROTOCOL,
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the objects of some meetings may name."""

    files: dict[int, File]
    consultations: dict[int, int]
    organizations: set[int]


def load(selection: Selection, keys: Keys) -> tuple[list[Meeting], Surroundings]:
    """Return the meetings that are out with their agendas, and what they may name."""
    known = selection.known(Kind.MEETING, keys)
    found = Meeting.objects.public().filter(pk__in=known)
    places = Prefetch("location", Location.objects.public())
    loaded = found.prefetch_related("links__organization", "file_links")
    rows = list(loaded.prefetch_related(places).prefetch_related(*AGENDA))
    linked = {link.file_id for row in rows for link in row.file_links.all()}
    items = [item for row in rows for item in living_items(row)]
    linked |= {link.file_id for item in items for link in links_of(item)}
    files = File.objects.public().filter(body__in=selection.bodies).in_bulk(linked)
    organizations = {link.organization_id for row in rows for link in row.links.all()}
    return rows, Surroundings(
        {key: file for key, file in files.items() if is_reachable(file)},
        _consultations(selection, [item.pk for item in items if item.is_public]),
        selection.organizations(organizations),
    )


def _consultations(selection: Selection, items: Keys) -> dict[int, int]:
    """Return the station of a paper that each item is, the first if there are several."""
    papers = Paper.objects.public().filter(consultations__agenda_item__in=items)
    pairs = list(papers.values_list("consultations__agenda_item", "consultations"))
    known = selection.known(Kind.CONSULTATION, {station for _item, station in pairs})
    return {
        item: station for item, station in sorted(pairs, key=lambda p: -p[1]) if station in known
    }


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the meetings that are out."""
    rows, around = load(selection, keys)
    return {
        row.pk: Content(
            row.body_id,
            _meeting(row, around, selection),
            organizations=frozenset(_organizations(row, around)),
        )
        for row in rows
    }


def item_contents(selection: Selection, keys: Keys) -> Contents:
    """Return the agenda items that are out."""
    meetings = Meeting.objects.public().filter(agenda_items__in=keys)
    rows, around = load(selection, set(meetings.values_list("pk", flat=True)))
    found: Contents = {}
    for row in rows:
        back = {"meeting": object_url(Kind.MEETING, row.pk)}
        for order, item in enumerate(living_items(row)):
            if item.pk in keys:
                inner = agenda_item_object(item, order, around.consultations, around.files)
                found[item.pk] = Content(row.body_id, inner, back)
    return found


def _organizations(row: Meeting, around: Surroundings) -> list[int]:
    """Return who meets, the leading one first (O15)."""
    links = sorted(row.links.all(), key=lambda link: link.position)
    return [li.organization_id for li in links if li.organization_id in around.organizations]


def _named_after(row: Meeting, around: Surroundings) -> str:
    """Return the names of those who meet, for a meeting without a name of its own."""
    names = {link.organization_id: link.organization.name for link in row.links.all()}
    return ", ".join(names[key] for key in _organizations(row, around))


def _state(row: Meeting, roles: Iterable[str], *, is_own: bool) -> str:
    """Return the word of the standard for how far a meeting is.

    Rule: held only after the release of the minutes (source: decision 3); of a mirrored
    council as its source says.
    """
    if row.state == MeetingState.HELD and (not is_own or set(roles) & set(MINUTES)):
        return HELD
    return SCHEDULED if row.state == MeetingState.SCHEDULED else INVITED


def _meeting(row: Meeting, around: Surroundings, selection: Selection) -> Object:
    links = sorted(row.file_links.all(), key=lambda link: (link.position, link.pk))
    shown = [(li.role, around.files[li.file_id]) for li in links if li.file_id in around.files]
    first = {role: file for role, file in reversed(shown) if role in SINGLE.values()}
    others = [file for role, file in shown if first.get(MeetingFileRole(role)) is not file]
    place = row.location if row.location_id and row.location else None
    is_own = row.body_id in selection.own
    agenda = [
        agenda_item_object(item, order, around.consultations, around.files)
        for order, item in enumerate(living_items(row))
    ]
    return head(Kind.MEETING, object_url(Kind.MEETING, row.pk)) | told(
        {
            "name": row.name or _named_after(row, around),
            "meetingState": _state(row, [role for role, _file in shown], is_own=is_own),
            "cancelled": row.cancelled,
            "start": moment(row.starts_at),
            "end": moment(row.ends_at),
            "location": location_object(place)
            if place is not None and place.body_id in selection.bodies
            else None,
            "organization": [
                object_url(Kind.ORGANIZATION, key) for key in _organizations(row, around)
            ],
            **{name: file_object(first[role]) for name, role in SINGLE.items() if role in first},
            "auxiliaryFile": embedded(others),
            "agendaItem": agenda,
            "web": web_address(row.web) or numbered_page_url("portal:meeting", row.pk),
            "Gremienwerk:cancelReason": row.cancel_reason,
            "Gremienwerk:confirmed": row.is_confirmed if not row.is_confirmed else None,
            "Gremienwerk:movedFrom": day(row.moved_from),
            "Gremienwerk:room": row.room,
            "Gremienwerk:focusTopic": row.focus_topic,
            "Gremienwerk:attendance": row.attendance_note,
        }
    )
