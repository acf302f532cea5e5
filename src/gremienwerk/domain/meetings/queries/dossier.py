"""What may the public read of one meeting, and through which bodies did one paper go?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BooleanField, CharField, F, Prefetch, Value
from django.db.models.expressions import Combinable

from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import AgendaResult, MeetingFileRole
from gremienwerk.domain.meetings.models import (
    AgendaItem,
    AgendaItemFile,
    Consultation,
    ConsultationOrganization,
    Meeting,
    MeetingFile,
)
from gremienwerk.domain.papers.choices import PaperFileRole
from gremienwerk.domain.papers.models import Paper, PaperFile

RECORDS = (
    MeetingFileRole.RESULTS_PROTOCOL,
    MeetingFileRole.VERBATIM_PROTOCOL,
    MeetingFileRole.DOCUMENTATION,
    MeetingFileRole.PHOTO_RECORD,
)
DECIDED = (
    AgendaResult.ADOPTED,
    AgendaResult.AMENDED,
    AgendaResult.REJECTED,
    AgendaResult.ELECTED,
)

# Words with which sources say that there was a vote; they write what they like.
_VOTED = re.compile(r"stimmig|stimme\b|stimmen\b|beschlossen|abgelehnt|empfohlen", re.IGNORECASE)


@dataclass(frozen=True)
class PaperOnAgenda:
    """A public paper of an item, with its main document where that is public too.

    `is_presumed`: nobody said that it belongs to the item; it was concluded.
    """

    paper: Paper
    main: File | None
    is_presumed: bool = False


@dataclass(frozen=True)
class Item:
    """An agenda item with what one may read on it; nothing of a closed one."""

    row: AgendaItem
    papers: Sequence[PaperOnAgenda]
    files: Sequence[File]

    @property
    def is_decided(self) -> bool:
        """Something was decided, and everyone may know what."""
        row = self.row
        decided = row.result in DECIDED or _VOTED.search(row.result_label)
        return row.is_public and bool(decided or row.resolution_text)


@dataclass(frozen=True)
class Dossier:
    """The agenda of a meeting and its files, each file with its role."""

    items: Sequence[Item]
    files: Sequence[tuple[str, File]]

    @property
    def records(self) -> list[tuple[str, File]]:
        """Minutes and documentation; only what is published is here."""
        return [(role, file) for role, file in self.files if role in RECORDS]

    @property
    def enclosures(self) -> list[tuple[str, File]]:
        """Invitation and attachments."""
        return [(role, file) for role, file in self.files if role not in RECORDS]


def dossier_of(meeting: Meeting, *, is_presumed: Combinable | None = None) -> Dossier:
    """Return agenda and files of a meeting; four queries however long the agenda is.

    `is_presumed` is a condition on consultations; nouns above this one know it.

    Rule: of a closed item only number and released title are public (source: OParl 1.1,
    3.11; law-and-practice.md).
    """
    rows = list(meeting.agenda_items.alive().order_by("position", "pk"))
    opened = [row.pk for row in rows if row.is_public]
    presumed = is_presumed or Value(False, output_field=BooleanField())  # noqa: FBT003
    consulted = Consultation.objects.public().filter(agenda_item__in=opened)
    consulted = consulted.annotate(is_presumed=presumed)
    papers: dict[int, dict[int, Paper]] = defaultdict(dict)
    concluded: set[tuple[int, int]] = set()
    for one in consulted.select_related("paper").order_by("position", "pk"):
        if one.agenda_item_id is not None:
            papers[one.agenda_item_id][one.paper_id] = one.paper
            if one.is_presumed:  # type: ignore[attr-defined]  # annotated above
                concluded.add((one.agenda_item_id, one.paper_id))
    known = {pk for found in papers.values() for pk in found}
    links = _links(meeting, opened, known)
    files = File.objects.public().in_bulk([link.file for link in links])
    found = [(link, files[link.file]) for link in links if link.file in files]
    main = {link.owner: file for link, file in found if link.kind == "paper"}
    of_item: dict[int, list[File]] = defaultdict(list)
    for link, file in found:
        if link.kind == "item":
            of_item[link.owner].append(file)
    items = []
    for row in rows:
        read = [
            PaperOnAgenda(paper, main.get(pk), (row.pk, pk) in concluded)
            for pk, paper in papers[row.pk].items()
        ]
        items.append(Item(row, read, of_item[row.pk]))
    return Dossier(items, [(link.role, file) for link, file in found if link.kind == "meeting"])


class _Link(NamedTuple):
    kind: str
    role: str
    position: int
    file: int
    owner: int


def _links(meeting: Meeting, items: Iterable[int], papers: Iterable[int]) -> list[_Link]:
    """Return the files of the meeting, of its items, and the main ones of their papers."""
    own = MeetingFile.objects.filter(meeting=meeting)
    of_items = AgendaItemFile.objects.filter(agenda_item__in=list(items))
    of_papers = PaperFile.objects.filter(paper__in=list(papers), role=PaperFileRole.MAIN)
    found = _as_links("meeting", own, "meeting_id").union(
        _as_links("item", of_items, "agenda_item_id"),
        _as_links("paper", of_papers, "paper_id"),
        all=True,
    )
    return [_Link(*row) for row in found.order_by("position", "file")]


def _as_links(kind: str, rows: Any, owner: str) -> Any:  # noqa: ANN401 -- three tables
    """Bring rows of any of the three tables into the same columns."""
    named = rows.order_by().annotate(kind=Value(kind, output_field=CharField()), owner=F(owner))
    return named.values_list("kind", "role", "position", "file", "owner")


def stations_of(paper: Paper) -> list[Consultation]:
    """Return the bodies that a paper went or goes through, oldest first (Beratungsfolge).

    Two queries. Meeting and item are loaded where they are known.
    """
    links = ConsultationOrganization.objects.select_related("organization").order_by("position")
    found = Consultation.objects.public().filter(paper=paper)
    loaded = found.select_related("meeting", "agenda_item").prefetch_related(
        Prefetch("links", links)
    )
    return sorted(loaded, key=_order_of_station)


def _order_of_station(station: Consultation) -> tuple[bool, str, int, int]:
    day = station.meeting.starts_on.isoformat() if station.meeting else ""
    return (station.meeting is None, day, station.position, station.pk)
