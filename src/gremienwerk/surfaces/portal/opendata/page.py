"""What does the page of the open data show?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Fact, Link, Text
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.foundation import wording
from gremienwerk.foundation.editions import Edition, Part
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.portal.linked_data import Node, organization
from gremienwerk.surfaces.portal.opendata.words import (
    FORMS,
    SUBJECTS,
    TYPES,
    Subject,
    licence_of,
)
from gremienwerk.surfaces.portal.site import FEED_OF_ALL, NEWS, OPEN_DATA, page_language

OPENAPI = "/oparl/1.1/openapi.json"
GERMAN = SOURCE_LANGUAGE


@dataclass(frozen=True)
class Table:
    """The files of one subject."""

    title: str
    description: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Text | Link]]


@dataclass(frozen=True)
class FileSet:
    """The files of one Körperschaft, with what holds for all of them."""

    anchor: str
    name: Text
    is_own: bool
    facts: Sequence[Fact]
    tables: Sequence[Table]
    sums: Sequence[tuple[str, str]]


def page_of(edition: Edition | None, here: Installation | None) -> Mapping[str, Any]:
    """Return what the page shows; without an edition the links to the live data alone."""
    sets = [_file_set(edition, told) for told in edition.about["sets"]] if edition else []
    return {
        "installation": here,
        "sets": sets,
        "has_catalogue": any(licence_of(t.get("license", "")) for t in edition.about["sets"])
        if edition
        else False,
        "crumbs": [Link(_("Start page"), reverse("portal:start")), Link(_("Open data"), "")],
        "live": _live(),
        "linked": [_linked(edition, here)] if edition and here else [],
    }


def _file_set(edition: Edition, told: Mapping[str, Any]) -> FileSet:
    parts = [part for part in edition.parts if part.about["folder"] == told["folder"]]
    return FileSet(
        anchor=told["folder"],
        name=(told["name"], GERMAN),
        is_own=told["isOwn"],
        facts=_facts(edition, told, parts),
        tables=[_table(subject, parts) for subject in SUBJECTS],
        sums=[(part.file, part.sha256) for part in parts],
    )


def _facts(edition: Edition, told: Mapping[str, Any], parts: Sequence[Part]) -> list[Fact]:
    language = page_language()
    size = sum(part.bytes for part in parts)
    words = {
        "number": len(parts),
        "size": wording.file_size(size, language),
    }
    return [
        _licence_fact(told),
        Fact(_("As of"), wording.moment_words(edition.created, language)),
        Fact(_("Size"), _("%(number)s files, %(size)s") % words),
    ]


def _licence_fact(told: Mapping[str, Any]) -> Fact:
    url, name = told.get("license", ""), told.get("licenseName", "")
    listed = licence_of(url)
    if listed:
        name = listed.name
    if not (url or name):
        name = _("No licence has been recorded. Ask before you use the data elsewhere.")
        return Fact(_("Licence"), name)
    return Fact(_("Licence"), (name or url, GERMAN), url=url)


def _table(subject: Subject, parts: Sequence[Part]) -> Table:
    return Table(
        title=str(subject.title),
        description=str(subject.description),
        columns=[_("What"), _("Number"), *FORMS.values()],
        rows=[row for name in subject.types if (row := _row(name, parts))],
    )


def _row(name: str, parts: Sequence[Part]) -> list[Text | Link]:
    language = page_language()
    mine = {part.about["format"]: part for part in parts if part.about["type"] == name}
    if not mine:
        return []
    number = wording.number_words(next(iter(mine.values())).count, language)
    links = [
        Link(f"{name}.{form}, {wording.file_size(mine[form].bytes, language)}", _url(mine[form]))
        for form in FORMS
        if form in mine
    ]
    return [str(TYPES[name]), number, *links]


def _url(part: Part) -> str:
    return reverse("data:file", args=part.file.split("/"))


def _live() -> list[Fact]:
    return [
        Fact(_("OParl 1.1, the start"), OPEN_DATA, url=OPEN_DATA),
        Fact(_("Description of the interface (OpenAPI 3.1)"), OPENAPI, url=OPENAPI),
        Fact(_("Calendar of all bodies (iCalendar)"), FEED_OF_ALL, url=FEED_OF_ALL),
        Fact(_("News (Atom)"), NEWS, url=NEWS),
    ]


def _linked(edition: Edition, here: Installation) -> Node:
    """Describe the catalogue in the words of schema.org."""
    origin = settings.PUBLIC_ORIGIN
    return {
        "@type": "DataCatalog",
        "@id": f"{origin}/daten/#katalog",
        "name": _("Open data: %(name)s") % {"name": here.portal_name},
        "url": origin + reverse("portal:open_data"),
        "publisher": organization(here.office_name, email=here.office_email),
        "dateModified": edition.created.isoformat(),
        "dataset": [
            _linked_dataset(edition, told, subject, here)
            for told in edition.about["sets"]
            for subject in SUBJECTS
        ],
    }


def _linked_dataset(
    edition: Edition, told: Mapping[str, Any], subject: Subject, here: Installation
) -> Node:
    origin = settings.PUBLIC_ORIGIN
    mine = [
        part
        for part in edition.parts
        if part.about["folder"] == told["folder"] and part.about["type"] in subject.types
    ]
    return {
        "@type": "Dataset",
        "@id": f"{origin}/daten/#{told['folder']}-{subject.key}",
        "name": _("%(subject)s: %(name)s") % {"subject": subject.title, "name": told["name"]},
        "description": str(subject.description),
        "url": origin + reverse("portal:open_data"),
        "isAccessibleForFree": True,
        "creator": organization(here.office_name),
        **({"license": told["license"]} if told.get("license") else {}),
        "dateModified": edition.created.isoformat(),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": part.about["mediaType"].partition(";")[0],
                "contentSize": f"{part.bytes} B",
                "contentUrl": origin + _url(part),
            }
            for part in mine
        ],
    }
