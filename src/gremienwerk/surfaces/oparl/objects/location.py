"""How does a place read in OParl (3.15)?"""

from collections import defaultdict
from typing import Final

from gremienwerk.domain.bodies.models import Location
from gremienwerk.surfaces.oparl.addresses import numbered_page_url, object_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.selection import Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, head, told, web_address

BACK: Final = {
    "organizations": Kind.ORGANIZATION,
    "meetings": Kind.MEETING,
    "papers": Kind.PAPER,
}
_LOOK_UPS: Final = {
    Kind.ORGANIZATION: "organizations",
    Kind.MEETING: "meetings",
    Kind.PAPER: "paper_links__paper",
}


def location_object(row: Location) -> Object:
    """Return a place without what takes place there."""
    description = row.description or row.name
    return head(Kind.LOCATION, object_url(Kind.LOCATION, row.pk)) | told(
        {
            "description": description,
            "geojson": _feature(row),
            "streetAddress": row.street_address,
            "room": row.room,
            "postalCode": row.postal_code,
            "subLocality": row.sub_locality,
            "locality": row.locality,
            "web": web_address(row.web) or numbered_page_url("portal:place", row.pk),
            "Gremienwerk:name": row.name if row.name != description else "",
            "Gremienwerk:access": row.access,
            "Gremienwerk:stepFree": row.is_step_free,
        }
    )


def _feature(row: Location) -> Object | None:
    """Return a complete GeoJSON Feature, longitude first (O13)."""
    if row.latitude is None or row.longitude is None:
        return None
    point = {"type": "Point", "coordinates": [row.longitude, row.latitude]}
    return {"type": "Feature", "geometry": point, "properties": {}}


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the places that are out, with what takes place there."""
    known = selection.known(Kind.LOCATION, keys)
    rows = Location.objects.public().filter(pk__in=known)
    back: dict[int, Object] = defaultdict(dict)
    for name, kind in BACK.items():
        pairs = list(rows.values_list("pk", _LOOK_UPS[kind]))
        out = selection.known(kind, {key for _place, key in pairs})
        if kind == Kind.ORGANIZATION:
            out = selection.with_place(out)
        for place in known:
            there = sorted({key for at, key in pairs if at == place and key in out})
            if there:
                back[place][name] = [object_url(kind, key) for key in there]
    return {row.pk: Content(row.body_id, location_object(row), back[row.pk]) for row in rows}
