"""How does a paper read in OParl (3.12)?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.papers.choices import (
    OriginatorKind,
    PaperFileRole,
    PaperRelationKind,
)
from gremienwerk.domain.papers.models import Paper
from gremienwerk.surfaces.oparl.addresses import numbered_page_url, object_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.objects.agenda_item import embedded
from gremienwerk.surfaces.oparl.objects.consultation import (
    Stations,
    consultation_object,
    stations,
)
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.objects.file import file_object, is_reachable
from gremienwerk.surfaces.oparl.objects.location import location_object
from gremienwerk.surfaces.oparl.selection import Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, day, head, told, web_address

INVERSE: Final = {
    PaperRelationKind.RELATED: PaperRelationKind.RELATED,
    PaperRelationKind.SUPERORDINATED: PaperRelationKind.SUBORDINATED,
    PaperRelationKind.SUBORDINATED: PaperRelationKind.SUPERORDINATED,
}


@dataclass(frozen=True, slots=True)
class Around:
    """What the objects of some papers may name."""

    stations: Stations
    files: dict[int, File]
    places: dict[int, Location]
    papers: set[int]
    people: set[int]
    organizations: set[int]


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the papers that are out."""
    found = Paper.objects.public().filter(pk__in=selection.known(Kind.PAPER, keys))
    loaded = (
        *("file_links", "location_links", "originators", "relations", "related_from"),
        *("consultations", "consultations__links"),
    )
    rows = list(found.prefetch_related(*loaded))
    around = _around(selection, rows)
    return {row.pk: Content(row.body_id, _paper(row, around)) for row in rows}


def _around(selection: Selection, rows: list[Paper]) -> Around:
    originators = [one for row in rows for one in row.originators.all()]
    files = File.objects.public().filter(body__in=selection.bodies)
    places = Location.objects.public().filter(body__in=selection.bodies)
    linked = {link.file_id for row in rows for link in row.file_links.all()}
    there = {link.location_id for row in rows for link in row.location_links.all()}
    reachable = {key: file for key, file in files.in_bulk(linked).items() if is_reachable(file)}
    return Around(
        stations(selection, rows),
        reachable,
        places.in_bulk(there),
        selection.known(Kind.PAPER, {k for row in rows for keys in _relations(row) for k in keys}),
        selection.known(Kind.PERSON, {one.person_id for one in originators}),
        selection.known(Kind.ORGANIZATION, {one.organization_id for one in originators}),
    )


def _relations(row: Paper) -> tuple[list[int], list[int], list[int]]:
    """Return related, superordinated and subordinated papers, said from either side."""
    said = {(one.kind, one.other_id) for one in row.relations.all()}
    said |= {
        (INVERSE[PaperRelationKind(one.kind)].value, one.paper_id) for one in row.related_from.all()
    }
    kinds = PaperRelationKind
    related, above, below = (
        sorted({other for kind, other in said if kind == wanted})
        for wanted in (kinds.RELATED, kinds.SUPERORDINATED, kinds.SUBORDINATED)
    )
    return related, above, below


def _paper(row: Paper, around: Around) -> Object:
    links = sorted(row.file_links.all(), key=lambda link: (link.position, link.pk))
    shown = [(li.role, around.files[li.file_id]) for li in links if li.file_id in around.files]
    main = next((file for role, file in shown if role == PaperFileRole.MAIN), None)
    places = [link.location_id for link in row.location_links.all()]
    related, above, below = (_urls(Kind.PAPER, keys, around.papers) for keys in _relations(row))
    stations_of = around.stations.of(row)
    return head(Kind.PAPER, object_url(Kind.PAPER, row.pk)) | told(
        {
            "body": object_url(Kind.BODY, row.body_id),
            "name": row.name,
            "reference": row.reference,
            "date": day(row.date),
            "paperType": row.paper_type_label or row.get_paper_type_display(),
            "relatedPaper": related,
            "superordinatedPaper": above,
            "subordinatedPaper": below,
            "mainFile": file_object(main) if main else None,
            "auxiliaryFile": embedded(file for _role, file in shown if file is not main),
            "location": [location_object(around.places[k]) for k in places if k in around.places],
            **_originators(row, around),
            "consultation": [consultation_object(one, around.stations) for one in stations_of],
            "web": web_address(row.web) or numbered_page_url("portal:paper", row.pk),
            "Gremienwerk:summary": row.summary,
            "Gremienwerk:answerDue": day(row.answer_due_on),
        }
    )


def _originators(row: Paper, around: Around) -> Object:
    ordered = sorted(row.originators.all(), key=lambda one: (one.position, one.pk))
    wrote = [one for one in ordered if one.kind == OriginatorKind.ORIGINATOR]
    led = [one for one in ordered if one.kind == OriginatorKind.UNDER_DIRECTION_OF]
    organizations = around.organizations
    return {
        "originatorPerson": _urls(Kind.PERSON, [one.person_id for one in wrote], around.people),
        "originatorOrganization": _urls(
            Kind.ORGANIZATION, [one.organization_id for one in wrote], organizations
        ),
        "underDirectionOf": _urls(
            Kind.ORGANIZATION, [one.organization_id for one in led], organizations
        ),
    }


def _urls(kind: Kind, keys: Iterable[int | None], known: set[int]) -> list[str]:
    return [object_url(kind, key) for key in dict.fromkeys(keys) if key and key in known]
