"""How does an agenda item read in OParl (3.11)?"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Prefetch

from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import AgendaFileRole, AgendaResult
from gremienwerk.domain.meetings.models import AgendaItem, AgendaItemFile, Meeting
from gremienwerk.foundation.records import RecordQuerySet
from gremienwerk.surfaces.oparl.addresses import object_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.objects.file import file_object
from gremienwerk.surfaces.oparl.values import Object, head, moment, told, web_address

ITEMS, LINKS = "loaded_items", "loaded_links"
# Lists, not querysets of each row: a thousand items are loaded at once.
AGENDA: Final[tuple[Any, ...]] = (
    Prefetch(
        "agenda_items",
        RecordQuerySet[AgendaItem](AgendaItem).alive().defer("created_at", "modified_at"),
        to_attr=ITEMS,
    ),
    Prefetch(f"{ITEMS}__file_links", to_attr=LINKS),
)


def living_items(meeting: Meeting) -> list[AgendaItem]:
    """Return the agenda in its order; needs `AGENDA`."""
    loaded: list[AgendaItem] = getattr(meeting, ITEMS)
    return sorted(loaded, key=lambda item: (item.position, item.pk))


def links_of(item: AgendaItem) -> list[AgendaItemFile]:
    """Return the links of an item to its files; needs `AGENDA`."""
    loaded: list[AgendaItemFile] = getattr(item, LINKS)
    return loaded


def agenda_item_object(
    row: AgendaItem, order: int, consultations: Mapping[int, int], files: Mapping[int, File]
) -> Object:
    """Return an item without its meeting; `order` is its place in the agenda.

    `consultations` is item to station, `files` those that may be shown. Rule: of a closed
    item only order, number and the released title (source: oparl.md A6).
    """
    found = head(Kind.AGENDA_ITEM, object_url(Kind.AGENDA_ITEM, row.pk)) | told(
        {"order": order, "number": row.number, "name": row.name, "public": row.is_public}
    )
    return found | _open_part(row, consultations, files) if row.is_public else found


def _open_part(
    row: AgendaItem, consultations: Mapping[int, int], files: Mapping[int, File]
) -> Object:
    links = sorted(links_of(row), key=lambda link: (link.position, link.pk))
    shown = [(link.role, files[link.file_id]) for link in links if link.file_id in files]
    resolutions = [file for role, file in shown if role == AgendaFileRole.RESOLUTION]
    others = [file for role, file in shown if role != AgendaFileRole.RESOLUTION]
    station = consultations.get(row.pk)
    return told(
        {
            "consultation": object_url(Kind.CONSULTATION, station) if station else None,
            "result": row.result_label or _result(row),
            "resolutionText": row.resolution_text,
            "resolutionFile": file_object(resolutions[0]) if resolutions else None,
            "auxiliaryFile": embedded([*resolutions[1:], *others]),
            "start": moment(row.starts_at),
            "end": moment(row.ends_at),
            "Gremienwerk:description": row.text,
            "web": web_address(row.web),
        }
    )


def _result(row: AgendaItem) -> str:
    return str(AgendaResult(row.result).label) if row.result else ""


def embedded(files: Iterable[File]) -> list[Object]:
    """Return files as they are embedded, each once."""
    return [file_object(file) for file in {file.pk: file for file in files}.values()]
