"""How do our data read in the words of DCAT-AP.de, for the open-data portals of the state?

DCAT-AP.de 3.0: mandatory are title, description and publisher of catalogue and data set, and
access address and licence of each distribution. What has no licence of its list is therefore
left out. Lists of values: licences and political geocoding of dcat-ap.de, the authority
tables of the EU for the rest. All texts in German, whatever the page's language is.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from gremienwerk.domain.bodies.models import Installation
from gremienwerk.foundation.editions import Edition, Part
from gremienwerk.surfaces.portal.opendata.rdf import TYPE, Graph, Iri, Text, Thing, Typed, full
from gremienwerk.surfaces.portal.opendata.words import (
    FORMS,
    SUBJECTS,
    TYPES,
    Licence,
    Subject,
    licence_of,
)

EU: Final = "http://publications.europa.eu/resource/authority/"
DE: Final = "http://dcat-ap.de/def/"
GEOCODING: Final = f"{DE}politicalGeocoding/"
OPARL: Final = "https://schema.oparl.org/1.1/"
FILE_TYPES: Final = {"csv": f"{EU}file-type/CSV", "jsonl": f"{EU}file-type/JSON"}
CSV_TYPE: Final = "https://www.iana.org/assignments/media-types/text/csv"
CITY_STATES: Final = ("02", "11")  # whose districts have no key in the lists
AGS_DIGITS, RGS_DIGITS = 8, 12
GERMAN: Final = "de"
Said = Iterator[tuple[str, str, Thing]]


def catalogue_of(edition: Edition, here: Installation) -> Graph:
    """Return the catalogue of an edition as a graph."""
    sets = [told for told in edition.about["sets"] if licence_of(told.get("license", ""))]
    graph = [*_catalogue(edition, here, sets), *_publisher(here)]
    for told in sets:
        graph += _service(told)
        for subject in SUBJECTS:
            graph += _dataset(edition, told, subject)
    return list(dict.fromkeys(graph))  # a contact or a standard is told once


def node(name: str) -> str:
    """Return the address of something that the catalogue describes."""
    return f"{settings.PUBLIC_ORIGIN}/daten/#{name}"


def _catalogue(edition: Edition, here: Installation, sets: list[dict[str, Any]]) -> Said:
    me = node("katalog")
    about = _("Public data of %(portal)s: bodies, meetings and papers, also through OParl 1.1.")
    yield me, TYPE, Iri(full("dcat:Catalog"))
    yield me, "dct:title", Text(_("Open data: %(name)s") % {"name": here.portal_name}, GERMAN)
    yield me, "dct:description", Text(about % {"portal": here.portal_name}, GERMAN)
    yield me, "dct:publisher", Iri(node("herausgeber"))
    yield me, "dct:language", Iri(f"{EU}language/DEU")
    yield me, "dct:modified", Typed(edition.created.isoformat(), "xsd:dateTime")
    yield me, "foaf:homepage", Iri(_landing_page())
    yield me, "dcat:themeTaxonomy", Iri(f"{EU}data-theme")
    for told in sets:
        yield me, "dcat:service", Iri(node(f"{told['folder']}-oparl"))
        for subject in SUBJECTS:
            yield me, "dcat:dataset", Iri(node(f"{told['folder']}-{subject.key}"))


def _publisher(here: Installation) -> Said:
    me = node("herausgeber")
    name = ", ".join(part for part in (here.office_parent, here.office_name) if part)
    yield me, TYPE, Iri(full("foaf:Agent"))
    yield me, TYPE, Iri(full("foaf:Organization"))
    yield me, "foaf:name", Text(name)
    yield me, "foaf:mbox", Iri(f"mailto:{here.office_email}")
    yield me, "foaf:homepage", Iri(f"{settings.PUBLIC_ORIGIN}/de/")
    if here.is_authority:
        yield me, "dct:type", Iri("http://purl.org/adms/publishertype/LocalAuthority")


def _service(told: Mapping[str, Any]) -> Said:
    me = node(f"{told['folder']}-oparl")
    yield me, TYPE, Iri(full("dcat:DataService"))
    yield me, "dct:title", Text(_("OParl 1.1: %(name)s") % {"name": told["name"]}, GERMAN)
    yield me, "dct:publisher", Iri(node("herausgeber"))
    yield me, "dcat:endpointURL", Iri(told["body"])
    description = f"{settings.PUBLIC_ORIGIN}/oparl/1.1/openapi.json"
    yield me, "dcat:endpointDescription", Iri(description)
    yield me, "dct:conformsTo", Iri(OPARL)
    yield OPARL, TYPE, Iri(full("dct:Standard"))
    yield me, "dct:license", Iri(_licence(told))
    for subject in SUBJECTS:
        yield me, "dcat:servesDataset", Iri(node(f"{told['folder']}-{subject.key}"))


def _dataset(edition: Edition, told: Mapping[str, Any], subject: Subject) -> Said:
    me = node(f"{told['folder']}-{subject.key}")
    title = _("%(subject)s: %(name)s") % {"subject": subject.title, "name": told["name"]}
    yield me, TYPE, Iri(full("dcat:Dataset"))
    yield me, "dct:identifier", Text(me)
    yield me, "dct:title", Text(title, GERMAN)
    yield me, "dct:description", Text(str(subject.description), GERMAN)
    yield me, "dct:publisher", Iri(node("herausgeber"))
    yield me, "dcat:contactPoint", Iri(node(f"{told['folder']}-kontakt"))
    yield from _contact(told)
    yield me, "dcat:theme", Iri(f"{EU}data-theme/GOVE")
    for type_name in subject.types:
        yield me, "dcat:keyword", Text(str(TYPES[type_name]), GERMAN)
    yield me, "dct:language", Iri(f"{EU}language/DEU")
    yield me, "dct:accrualPeriodicity", Iri(f"{EU}frequency/CONT")
    yield me, "dct:accessRights", Iri(f"{EU}access-right/PUBLIC")
    yield me, "dcatap:availability", Iri(f"{EU}planned-availability/STABLE")
    yield me, "dcat:landingPage", Iri(_landing_page())
    yield me, "dct:conformsTo", Iri(OPARL)
    if settings.DCAT_CONTRIBUTOR:
        yield me, "dcatde:contributorID", Iri(settings.DCAT_CONTRIBUTOR)
    yield from _where(me, told)
    parts = [p for p in edition.parts if p.about["folder"] == told["folder"]]
    mine = [part for part in parts if part.about["type"] in subject.types]
    newest = max((part.created for part in mine), default=edition.created.isoformat())
    yield me, "dct:modified", Typed(newest, "xsd:dateTime")
    for part in mine:
        yield me, "dcat:distribution", Iri(_file_url(part) + "#distribution")
        yield from _distribution(part, told)
    yield me, "dcat:distribution", Iri(f"{me}-oparl")
    yield from _oparl_distribution(f"{me}-oparl", told, subject)


def _distribution(part: Part, told: Mapping[str, Any]) -> Said:
    url, about = _file_url(part), part.about
    me = f"{url}#distribution"
    words = {"name": TYPES[about["type"]], "form": FORMS[about["format"]]}
    yield me, TYPE, Iri(full("dcat:Distribution"))
    yield me, "dct:title", Text(_("%(name)s as %(form)s") % words, GERMAN)
    yield me, "dcat:accessURL", Iri(url)
    yield me, "dcat:downloadURL", Iri(url)
    yield from _under_licence(me, told)
    yield me, "dct:format", Iri(FILE_TYPES[about["format"]])
    if about["format"] == "csv":
        yield me, "dcat:mediaType", Iri(CSV_TYPE)
    yield me, "dcat:byteSize", Typed(str(part.bytes), "xsd:nonNegativeInteger")
    yield me, "dct:modified", Typed(part.created, "xsd:dateTime")
    yield me, "spdx:checksum", Iri(f"{url}#checksum")
    yield f"{url}#checksum", TYPE, Iri(full("spdx:Checksum"))
    yield f"{url}#checksum", "spdx:algorithm", Iri(full("spdx:checksumAlgorithm_sha256"))
    yield f"{url}#checksum", "spdx:checksumValue", Typed(part.sha256, "xsd:hexBinary")


def _oparl_distribution(me: str, told: Mapping[str, Any], subject: Subject) -> Said:
    yield me, TYPE, Iri(full("dcat:Distribution"))
    yield me, "dct:title", Text(_("%(name)s through OParl") % {"name": subject.title}, GERMAN)
    yield me, "dcat:accessURL", Iri(f"{told['body']}/{subject.main}")
    yield me, "dcat:accessService", Iri(node(f"{told['folder']}-oparl"))
    yield from _under_licence(me, told)
    yield me, "dct:format", Iri(f"{EU}file-type/JSON")
    yield me, "dct:conformsTo", Iri(OPARL)


def _under_licence(me: str, told: Mapping[str, Any]) -> Said:
    yield me, "dct:license", Iri(_licence(told))
    yield me, "dcatap:availability", Iri(f"{EU}planned-availability/STABLE")
    licence = licence_of(told["license"])
    if licence is not None and licence.names_us:
        yield me, "dcatde:licenseAttributionByText", Text(told["name"], GERMAN)


def _licence(told: Mapping[str, Any]) -> str:
    licence: Licence | None = licence_of(told["license"])
    return f"{DE}licenses/{licence.key}" if licence else ""


def _contact(told: Mapping[str, Any]) -> Said:
    me = node(f"{told['folder']}-kontakt")
    yield me, TYPE, Iri(full("vcard:Organization"))
    yield me, "vcard:fn", Text(told.get("contactName") or told["name"])
    if told.get("contactEmail"):
        yield me, "vcard:hasEmail", Iri(f"mailto:{told['contactEmail']}")


def _where(me: str, told: Mapping[str, Any]) -> Said:
    """Say which area the data are about.

    Rule: by the key of the list of the level, and in words where the lists have no key
    (source: DCAT-AP.de conventions 8 to 11). A district of a city state has none: it is found
    under its state, and named.
    """
    ags, rgs = told.get("ags", ""), told.get("rgs", "")
    if ags.startswith(CITY_STATES) and not ags.endswith("000"):
        key, level = f"{GEOCODING}stateKey/{ags[:2]}", "administrativeDistrict"
        yield me, "dcatde:geocodingDescription", Text(told["name"], GERMAN)
    elif len(rgs) == RGS_DIGITS:
        key, level = f"{GEOCODING}regionalKey/{rgs}", "municipality"
    elif len(ags) == AGS_DIGITS:
        key, level = f"{GEOCODING}municipalityKey/{ags}", "municipality"
    else:
        yield me, "dcatde:geocodingDescription", Text(told["name"], GERMAN)
        return
    yield me, "dcatde:politicalGeocodingURI", Iri(key)
    yield me, "dcatde:politicalGeocodingLevelURI", Iri(f"{GEOCODING}Level/{level}")
    yield me, "dct:spatial", Iri(key)


def _landing_page() -> str:
    return f"{settings.PUBLIC_ORIGIN}/de/offene-daten/"


def _file_url(part: Part) -> str:
    return f"{settings.PUBLIC_ORIGIN}/daten/{part.file}"
