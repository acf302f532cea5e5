"""How does one station of a paper read in OParl (3.13)?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from gremienwerk.domain.meetings.choices import ConsultationRole
from gremienwerk.domain.meetings.models import Consultation
from gremienwerk.domain.mirror.queries import guesses
from gremienwerk.domain.papers.models import Paper
from gremienwerk.surfaces.oparl.addresses import object_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.selection import Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, head, told, web_address

ROLE_WORDS: Final[Mapping[str, str]] = {  # recommended by the standard (A5), and one of ours
    ConsultationRole.PRELIMINARY: "Vorberatung",
    ConsultationRole.DECISION: "Entscheidung",
    ConsultationRole.RECOMMENDATION: "Empfehlung",
    ConsultationRole.INFORMATION: "Kenntnisnahme",
    ConsultationRole.HEARING: "Anhörung",
}
_LOADED: Final = ("consultations__links",)


@dataclass(frozen=True, slots=True)
class Stations:
    """The stations of some papers that are out, and what they may name."""

    known: set[int]
    meetings: set[int]
    agenda_items: set[int]
    organizations: set[int]
    guessed: set[tuple[int, int]]

    def of(self, paper: Paper) -> list[Consultation]:
        """Return the stations of a paper in their order; needs `_LOADED`."""
        found = [row for row in paper.consultations.all() if row.pk in self.known]
        return sorted(found, key=lambda row: (row.position, row.pk))

    def organizations_of(self, row: Consultation) -> list[int]:
        """Return who deals with it, the leading one first (O15)."""
        links = sorted(row.links.all(), key=lambda link: link.position)
        return [li.organization_id for li in links if li.organization_id in self.organizations]


def stations(selection: Selection, papers: Iterable[Paper]) -> Stations:
    """Return what is out of the stations of `papers`; needs `_LOADED`."""
    rows = [row for paper in papers for row in paper.consultations.all()]
    known = selection.known(Kind.CONSULTATION, {row.pk for row in rows})
    rows = [row for row in rows if row.pk in known]
    named = {link.organization_id for row in rows for link in row.links.all()}
    return Stations(
        known,
        selection.known(Kind.MEETING, {row.meeting_id for row in rows}),
        selection.known(Kind.AGENDA_ITEM, {row.agenda_item_id for row in rows}),
        selection.known(Kind.ORGANIZATION, named),
        guesses(stations=[row.pk for row in rows]),
    )


def consultation_object(row: Consultation, around: Stations) -> Object:
    """Return a station without its paper (A8: meeting and item stay where it is embedded)."""
    item = row.agenda_item_id if row.agenda_item_id in around.agenda_items else None
    meeting = row.meeting_id if row.meeting_id in around.meetings else None
    return head(Kind.CONSULTATION, object_url(Kind.CONSULTATION, row.pk)) | told(
        {
            "agendaItem": object_url(Kind.AGENDA_ITEM, item) if item else None,
            "meeting": object_url(Kind.MEETING, meeting) if meeting else None,
            "organization": [
                object_url(Kind.ORGANIZATION, key) for key in around.organizations_of(row)
            ],
            "authoritative": row.is_lead,
            "role": row.role_label or ROLE_WORDS.get(row.role, ""),
            "web": web_address(row.web),
            "Gremienwerk:agendaItemGuessed": (item, row.paper_id) in around.guessed or None,
        }
    )


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the stations that are out."""
    papers = Paper.objects.public().filter(consultations__in=keys).distinct()
    rows = list(papers.prefetch_related(*_LOADED))
    around = stations(selection, rows)
    found: Contents = {}
    for paper in rows:
        back = {"paper": object_url(Kind.PAPER, paper.pk)}
        for row in around.of(paper):
            if row.pk in keys:
                inner = consultation_object(row, around)
                named = frozenset(around.organizations_of(row))
                found[row.pk] = Content(paper.body_id, inner, back, named)
    return found
