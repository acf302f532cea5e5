"""Which shape has each object, list and error, in the words of JSON Schema 2020-12?"""

from typing import Any, Final

from gremienwerk.surfaces.oparl.addresses import SCHEMA
from gremienwerk.surfaces.oparl.choices import BODY_LISTS, TYPE_NAMES, Kind
from gremienwerk.surfaces.oparl.filters import LARGEST
from gremienwerk.surfaces.oparl.properties import HEAD, PROPERTIES, Property, Shape

Json = dict[str, Any]
TOMBSTONE: Final = "Tombstone"
ERROR: Final = "Error"
URL: Final[Json] = {"type": "string", "format": "uri"}
SHAPES: Final[dict[Shape, Json]] = {
    Shape.TEXT: {"type": "string"},
    Shape.URL: URL,
    Shape.MOMENT: {"type": "string", "format": "date-time"},
    Shape.DAY: {"type": "string", "format": "date"},
    Shape.FLAG: {"type": "boolean"},
    Shape.NUMBER: {"type": "integer", "minimum": 0},
    Shape.FEATURE: {
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {"type": {"const": "Feature"}},
    },
}
# What the standard demands beside the head of every object (3.4 to 3.15); of a Body its terms
# too, unless a list is asked to leave them out.
DEMANDED: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.SYSTEM: ("oparlVersion", "body"),
    Kind.BODY: ("name", *BODY_LISTS),
    Kind.FILE: ("accessUrl",),
    Kind.AGENDA_ITEM: ("order",),
}


def ref(name: str) -> Json:
    """Return what leads to a shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def schemas() -> Json:
    """Return all shapes by name."""
    found = {TYPE_NAMES[kind]: _of_type(kind) for kind in PROPERTIES}
    found |= {f"{TYPE_NAMES[kind]}List": _list_of(kind) for kind in PROPERTIES}
    del found[f"{TYPE_NAMES[Kind.SYSTEM]}List"]  # there is one
    return {**found, TOMBSTONE: _tombstone(), ERROR: _error()}


def _of_type(kind: Kind) -> Json:
    told = {name: _shape(has) for name, has in PROPERTIES[kind].items()}
    told["type"] = {"const": SCHEMA + TYPE_NAMES[kind]}
    return {"type": "object", "required": [*HEAD, *DEMANDED.get(kind, ())], "properties": told}


def _shape(has: Property) -> Json:
    one = ref(TYPE_NAMES[has.of]) if has.of else SHAPES[has.shape]
    return {"type": "array", "items": one} if has.is_list else one


def _list_of(kind: Kind) -> Json:
    size = {"type": "integer", "minimum": 1, "maximum": LARGEST}
    return {
        "type": "object",
        "required": ["data", "pagination", "links"],
        "properties": {
            "data": {
                "type": "array",
                "maxItems": LARGEST,
                "items": {"anyOf": [ref(TYPE_NAMES[kind]), ref(TOMBSTONE)]},
            },
            "pagination": {
                "type": "object",
                "required": ["elementsPerPage"],
                "properties": {"elementsPerPage": size},
            },
            "links": {
                "type": "object",
                "required": ["first", "self"],
                "properties": {"first": URL, "self": URL, "next": URL},
            },
        },
        "additionalProperties": False,
    }


def _tombstone() -> Json:
    told = {name: _shape(has) for name, has in HEAD.items()}
    told["deleted"] = {"const": True}
    return {
        "type": "object",
        "required": [*HEAD, "deleted"],
        "properties": told,
        "additionalProperties": False,
    }


def _error() -> Json:
    return {
        "type": "object",
        "required": ["type", "message", "debug"],
        "properties": {
            "type": {"const": f"{SCHEMA}{ERROR}"},
            "message": {"type": "string"},
            "debug": {"type": "string"},
        },
        "additionalProperties": False,
    }
