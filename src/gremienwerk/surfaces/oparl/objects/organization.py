"""How does a Gremium read in OParl (3.7)?"""

from collections import defaultdict
from typing import Final

from django.db.models import Prefetch

from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.mirror.models import MirrorObject
from gremienwerk.domain.organizations.choices import OrganizationType, Status
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.surfaces.oparl.addresses import list_url, object_url, page_url
from gremienwerk.surfaces.oparl.choices import ORGANIZATION_LISTS, Kind
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.objects.location import location_object
from gremienwerk.surfaces.oparl.selection import ON, ORGANIZATION_ONLY, SOURCE, Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, day, head, last_day, told, web_address

TYPE_WORDS: Final = {  # recommended by the standard (A5)
    OrganizationType.BODY: "Gremium",
    OrganizationType.EXTERNAL: "externes Gremium",
    OrganizationType.FACTION: "Fraktion",
    OrganizationType.PARTY: "Partei",
    OrganizationType.DEPARTMENT: "Verwaltungsbereich",
    OrganizationType.INSTITUTION: "Institution",
    OrganizationType.OTHER: "Sonstiges",
}


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the organizations that are out."""
    known = selection.known(Kind.ORGANIZATION, keys)
    places = Prefetch("location", Location.objects.public())
    rows = Organization.objects.public().filter(pk__in=known).select_related("mirrors")
    found = list(rows.prefetch_related(places, "status_periods"))
    parents = selection.organizations({row.parent_id for row in found if row.parent_id})
    members = _memberships(selection, found)
    elsewhere = _at_source(selection, found)
    return {
        row.pk: Content(
            row.body_id,
            _organization(row, selection, parents)
            | told({"membership": members[row.pk], "externalBody": elsewhere.get(row.pk)}),
        )
        for row in found
    }


def _memberships(selection: Selection, rows: list[Organization]) -> dict[int, list[str]]:
    shown = selection.organizations_on({row.pk for row in rows})
    held = Membership.objects.public().filter(organization__in=shown)
    pairs = list(held.order_by("pk").values_list("pk", "organization"))
    known = selection.memberships({key for key, _organization in pairs})
    found: dict[int, list[str]] = defaultdict(list)
    for key, organization in pairs:
        if key in known:
            found[organization].append(object_url(Kind.MEMBERSHIP, key))
    return found


def _at_source(selection: Selection, rows: list[Organization]) -> dict[int, str]:
    """Return the source's own Organization of bodies that are served there (A6)."""
    served = {row.pk: row.mirrors for row in rows if selection.value(row) == SOURCE}
    mirrored = {key: row for key, row in served.items() if row is not None}
    republished = selection.organizations({row.pk for row in mirrored.values()})
    seen = MirrorObject.objects.filter(
        object_type="Organization",
        row_id__in=Organization.objects.public().filter(mirrored_by__in=mirrored).values("pk"),
    )
    urls = dict(seen.live().values_list("row_id", "url"))
    return {
        key: object_url(Kind.ORGANIZATION, row.pk)
        if row.pk in republished
        else web_address(urls.get(row.pk, ""))
        for key, row in mirrored.items()
    }


def _organization(row: Organization, selection: Selection, parents: set[int]) -> Object:
    """Return an organization; an internal one with name, classification and dates only."""
    value = selection.value(row)
    parent = row.parent_id if row.parent_id in parents else None
    found = head(Kind.ORGANIZATION, object_url(Kind.ORGANIZATION, row.pk)) | told(
        {
            "body": object_url(Kind.BODY, row.body_id),
            "name": row.name,
            "shortName": row.short_name,
            "organizationType": TYPE_WORDS.get(OrganizationType(row.organization_type), "")
            if row.organization_type
            else "",
            "classification": row.classification_label or row.get_classification_display(),
            "startDate": day(row.starts_on),
            "endDate": last_day(row.ends_on),
            "subOrganizationOf": object_url(Kind.ORGANIZATION, parent) if parent else None,
            "web": _web(row, value),
        }
    )
    return found if value == ORGANIZATION_ONLY else found | _more(row, selection, value)


def _more(row: Organization, selection: Selection, value: str) -> Object:
    lists = {n: list_url(Kind.ORGANIZATION, row.pk, n) for n in ORGANIZATION_LISTS}
    location = row.location
    is_suspended = any(
        period.status == Status.SUSPENDED and period.holds_on(selection.today)
        for period in row.status_periods.all()
    )
    return told(
        {
            "keyword": [row.get_sphere_display()] if row.sphere else [],
            "location": location_object(location)
            if location is not None and location.body_id in selection.bodies
            else None,
            "website": web_address(row.website),
            **(lists if value == ON else {}),
            "Gremienwerk:status": str(Status.SUSPENDED.label) if is_suspended else "",
            "Gremienwerk:purpose": row.purpose,
            "Gremienwerk:audience": row.audience,
            "Gremienwerk:participation": row.participation,
            "Gremienwerk:work": row.work,
            "Gremienwerk:history": row.history,
            "Gremienwerk:legalBasis": row.legal_basis,
            "Gremienwerk:contactName": row.contact_label,
            "Gremienwerk:contactEmail": row.contact_email,
        }
    )


def _web(row: Organization, value: str) -> str:
    """Return the page of a body; of one that is served elsewhere the page there."""
    there = row.mirrors.web if value == SOURCE and row.mirrors is not None else row.web
    if found := web_address(there):
        return found
    return page_url("portal:body", row.slug) if row.is_listed else ""
