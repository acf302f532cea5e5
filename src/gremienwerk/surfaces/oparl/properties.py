"""Which properties does each type of ours have, in which order, and what is in them?

What our server gives out, no more: the standard knows further ones. The columns of the CSV
files and the shapes of the OpenAPI description follow from here (source: OParl 1.1, 3.4 to
3.15; tests hold it to the standard's schema files and to all that is out).
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from gremienwerk.surfaces.oparl.choices import Kind


class Shape(StrEnum):
    """What a property holds."""

    TEXT = auto()
    URL = auto()
    MOMENT = auto()  # date-time with offset
    DAY = auto()
    FLAG = auto()  # true or false
    NUMBER = auto()  # whole, 0 or more
    FEATURE = auto()  # GeoJSON
    OBJECT = auto()  # one embedded object of type `of`


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its shape, the type of an embedded object, whether it is a list of them."""

    shape: Shape
    of: Kind | None = None
    is_list: bool = False


TEXT, URL = Property(Shape.TEXT), Property(Shape.URL)
MOMENT, DAY = Property(Shape.MOMENT), Property(Shape.DAY)
FLAG, NUMBER = Property(Shape.FLAG), Property(Shape.NUMBER)
TEXTS, URLS = Property(Shape.TEXT, is_list=True), Property(Shape.URL, is_list=True)
FILE, FILES = (
    Property(Shape.OBJECT, Kind.FILE),
    Property(Shape.OBJECT, Kind.FILE, is_list=True),
)
PLACE = Property(Shape.OBJECT, Kind.LOCATION)


def _many(kind: Kind) -> Property:
    return Property(Shape.OBJECT, kind, is_list=True)


HEAD: Final = {"id": URL, "type": URL, "created": MOMENT, "modified": MOMENT}
WEB: Final = {"web": URL}

PROPERTIES: Final[dict[Kind, dict[str, Property]]] = {
    Kind.LEGISLATIVE_TERM: HEAD
    | {"body": URL, "name": TEXT, "startDate": DAY, "endDate": DAY}
    | WEB,
    Kind.LOCATION: HEAD
    | {
        "description": TEXT,
        "geojson": Property(Shape.FEATURE),
        "streetAddress": TEXT,
        "room": TEXT,
        "postalCode": TEXT,
        "subLocality": TEXT,
        "locality": TEXT,
        "organizations": URLS,
        "meetings": URLS,
        "papers": URLS,
    }
    | WEB
    | {"Gremienwerk:name": TEXT, "Gremienwerk:access": TEXT, "Gremienwerk:stepFree": FLAG},
    Kind.FILE: HEAD
    | {
        "name": TEXT,
        "fileName": TEXT,
        "mimeType": TEXT,
        "date": DAY,
        "size": NUMBER,
        "sha512Checksum": TEXT,
        "text": TEXT,
        "accessUrl": URL,
        "downloadUrl": URL,
        "fileLicense": URL,
        "meeting": URLS,
        "agendaItem": URLS,
        "paper": URLS,
    }
    | WEB
    | {"Gremienwerk:license": TEXT},
    Kind.MEMBERSHIP: HEAD
    | {
        "person": URL,
        "organization": URL,
        "role": TEXT,
        "votingRight": FLAG,
        "startDate": DAY,
        "endDate": DAY,
        "onBehalfOf": URL,
    }
    | WEB,
    Kind.CONSULTATION: HEAD
    | {
        "paper": URL,
        "agendaItem": URL,
        "meeting": URL,
        "organization": URLS,
        "authoritative": FLAG,
        "role": TEXT,
    }
    | WEB,
    Kind.AGENDA_ITEM: HEAD
    | {
        "meeting": URL,
        "number": TEXT,
        "order": NUMBER,
        "name": TEXT,
        "public": FLAG,
        "consultation": URL,
        "result": TEXT,
        "resolutionText": TEXT,
        "resolutionFile": FILE,
        "auxiliaryFile": FILES,
        "start": MOMENT,
        "end": MOMENT,
    }
    | WEB
    | {"Gremienwerk:description": TEXT},
    Kind.PERSON: HEAD
    | {
        "body": URL,
        "name": TEXT,
        "familyName": TEXT,
        "givenName": TEXT,
        "formOfAddress": TEXT,
        "affix": TEXT,
        "title": TEXTS,
        "email": TEXTS,
        "status": TEXTS,
        "membership": _many(Kind.MEMBERSHIP),
    }
    | WEB
    | {"Gremienwerk:affiliation": TEXT},
    Kind.ORGANIZATION: HEAD
    | {
        "body": URL,
        "name": TEXT,
        "shortName": TEXT,
        "organizationType": TEXT,
        "classification": TEXT,
        "subOrganizationOf": URL,
        "startDate": DAY,
        "endDate": DAY,
        "membership": URLS,
        "meeting": URL,
        "consultation": URL,
        "location": PLACE,
        "website": URL,
        "externalBody": URL,
        "keyword": TEXTS,
    }
    | WEB
    | {
        "Gremienwerk:status": TEXT,
        "Gremienwerk:purpose": TEXT,
        "Gremienwerk:audience": TEXT,
        "Gremienwerk:participation": TEXT,
        "Gremienwerk:work": TEXT,
        "Gremienwerk:history": TEXT,
        "Gremienwerk:legalBasis": TEXT,
        "Gremienwerk:contactName": TEXT,
        "Gremienwerk:contactEmail": TEXT,
    },
    Kind.PAPER: HEAD
    | {
        "body": URL,
        "name": TEXT,
        "reference": TEXT,
        "date": DAY,
        "paperType": TEXT,
        "relatedPaper": URLS,
        "superordinatedPaper": URLS,
        "subordinatedPaper": URLS,
        "mainFile": FILE,
        "auxiliaryFile": FILES,
        "location": _many(Kind.LOCATION),
        "originatorPerson": URLS,
        "originatorOrganization": URLS,
        "underDirectionOf": URLS,
        "consultation": _many(Kind.CONSULTATION),
    }
    | WEB
    | {"Gremienwerk:summary": TEXT, "Gremienwerk:answerDue": DAY},
    Kind.MEETING: HEAD
    | {
        "name": TEXT,
        "meetingState": TEXT,
        "cancelled": FLAG,
        "start": MOMENT,
        "end": MOMENT,
        "location": PLACE,
        "organization": URLS,
        "invitation": FILE,
        "resultsProtocol": FILE,
        "verbatimProtocol": FILE,
        "auxiliaryFile": FILES,
        "agendaItem": _many(Kind.AGENDA_ITEM),
    }
    | WEB
    | {
        "Gremienwerk:cancelReason": TEXT,
        "Gremienwerk:confirmed": FLAG,
        "Gremienwerk:movedFrom": DAY,
        "Gremienwerk:room": TEXT,
        "Gremienwerk:focusTopic": TEXT,
        "Gremienwerk:attendance": TEXT,
    },
    Kind.BODY: HEAD
    | {
        "system": URL,
        "name": TEXT,
        "shortName": TEXT,
        "website": URL,
        "license": URL,
        "oparlSince": MOMENT,
        "ags": TEXT,
        "rgs": TEXT,
        "contactEmail": TEXT,
        "contactName": TEXT,
        "classification": TEXT,
        "organization": URL,
        "person": URL,
        "meeting": URL,
        "paper": URL,
        "legislativeTerm": _many(Kind.LEGISLATIVE_TERM),
        "legislativeTermList": URL,
        "agendaItem": URL,
        "consultation": URL,
        "file": URL,
        "locationList": URL,
        "membership": URL,
    }
    | WEB
    | {"Gremienwerk:license": TEXT},
    Kind.SYSTEM: HEAD
    | {
        "oparlVersion": URL,
        "name": TEXT,
        "body": URL,
        "contactEmail": TEXT,
        "contactName": TEXT,
        "license": URL,
        "website": URL,
    }
    | WEB,
}
