"""How is the reading interface described, so that a program can be made from it?

OpenAPI 3.1, made from what the server is made of: the types, their properties, the lists and
the filters. What it promises is fuzzed against a served demo (`script/test`).
"""

import json
from functools import cache
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from gremienwerk.surfaces.oparl.choices import BODY_LISTS, ORGANIZATION_LISTS, TYPE_NAMES, Kind
from gremienwerk.surfaces.oparl.filters import BOUNDS, LARGEST, LAST_KEY, USUAL
from gremienwerk.surfaces.oparl.openapi.schemas import ERROR, TOMBSTONE, Json, ref, schemas

BASE: Final = "/oparl/1.1"
MOST_DIGITS: Final = 18


def openapi() -> str:
    """Return the description as JSON, for the present origin."""
    return json.dumps(_described(settings.PUBLIC_ORIGIN), ensure_ascii=False)


@cache
def _described(origin: str) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "OParl 1.1",
            "version": "1.1",
            "summary": _("Bodies, meetings and papers, to read"),
            "description": _(
                "Everything that is public, without an account. Begin at the system and follow "
                "the addresses; walk lists by `links.next`. Lists and objects can be asked for "
                "again with `If-None-Match`. Ignore properties that you do not know."
            ),
        },
        "servers": [{"url": origin}],
        "externalDocs": {"url": "https://oparl.org/spezifikation/online-ansicht/"},
        "paths": {**_objects(), **_lists(), **_files()},
        "components": {
            "schemas": schemas(),
            "parameters": _parameters(),
            "headers": _headers(),
            "responses": _responses(),
        },
    }


def _objects() -> Json:
    found = {f"{BASE}/system": _reads("system", _("The system: where every walk begins"), "System")}
    for kind in Kind:
        if kind != Kind.SYSTEM:
            name = TYPE_NAMES[kind]
            summary = _("One object: %(type)s") % {"type": kind.label}
            path = f"{BASE}/{kind.value}/{{key}}"
            found[path] = _reads(name, summary, name, "key", may_be_gone=True)
    found[f"{BASE}/openapi.json"] = _reads("openapi", _("This description"), None)
    return found


def _lists() -> Json:
    found = {f"{BASE}/system/body": _list("bodies", Kind.BODY, ())}
    for owner, lists in ((Kind.BODY, BODY_LISTS), (Kind.ORGANIZATION, ORGANIZATION_LISTS)):
        for name, kind in lists.items():
            path = f"{BASE}/{owner.value}/{{key}}/{name}"
            found[path] = _list(f"{owner.value}_{name}", kind, ("key",))
    return found


def _list(name: str, kind: Kind, owner: tuple[str, ...]) -> Json:
    filters = (*BOUNDS, "after", "limit", "omit_internal")
    summary = _("A list: %(type)s") % {"type": kind.label}
    return _reads(f"list_{name}", summary, f"{TYPE_NAMES[kind]}List", *owner, *filters)


def _reads(
    name: str, summary: str, schema: str | None, *parameters: str, may_be_gone: bool = False
) -> Json:
    """Return the two ways of reading one address."""
    shape: Json = {"type": "object"} if schema is None else ref(schema)
    if may_be_gone and schema:
        shape = {"anyOf": [shape, ref(TOMBSTONE)]}
    statuses = ["304", "405", "500"]
    statuses += ["400"] if "limit" in parameters else []
    statuses += ["404"] if parameters or schema else []
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in _headers()}
    found = {"description": _("What was asked for"), "headers": headers}
    with_content = {**found, "content": {"application/json": {"schema": shape}}}
    shared = {
        "summary": summary,
        "parameters": [
            {"$ref": f"#/components/parameters/{one}"} for one in (*parameters, "if_none_match")
        ],
    }
    refused = {status: {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}
    return {
        "get": {**shared, "operationId": name, "responses": {"200": with_content, **refused}},
        "head": {
            **shared,
            "operationId": f"{name}_head",
            "responses": {"200": found, **{s: {"description": _means()[s]} for s in refused}},
        },
    }


def _means() -> dict[str, str]:
    return {
        "304": _("You have it already"),
        "400": _("A parameter cannot be understood"),
        "404": _("There is nothing here and never was"),
        "405": _("Only GET and HEAD"),
        "500": _("Something went wrong here"),
    }


def _responses() -> Json:
    content = {"application/json": {"schema": ref(ERROR)}}
    return {
        status: {"description": words} | ({"content": content} if status != "304" else {})
        for status, words in _means().items()
    }


def _parameters() -> Json:
    moments = {
        name: _query(name, {"type": "string", "format": "date-time"}, _("With offset; counts in"))
        for name in BOUNDS
    }
    size = {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": USUAL}
    after = {"type": "integer", "minimum": 0, "maximum": LAST_KEY}
    brief = _("Leave the internal lists of the standard out")
    return {
        "key": {
            "name": "key",
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 1, "maximum": 10**MOST_DIGITS - 1},
        },
        **moments,
        "after": _query("after", after, _("Where the page begins; use the links instead")),
        "limit": _query("limit", size, _("Objects on a page; beyond the bounds the nearest")),
        "omit_internal": _query("omit_internal", {"type": "boolean"}, brief),
        "if_none_match": {
            "name": "If-None-Match",
            "in": "header",
            "description": _("The tag of what you have"),
            "schema": {"type": "string", "pattern": '^(W/)?"[!#-~]*"$'},
        },
    }


def _query(name: str, schema: Json, description: str) -> Json:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _headers() -> Json:
    return {
        "ETag": {"description": _("Changes when the answer does"), "schema": {"type": "string"}},
        "Access-Control-Allow-Origin": {
            "description": _("Pages of all sites may read this"),
            "required": True,
            "schema": {"const": "*"},
        },
    }


def _files() -> Json:
    """Describe the files to take away; what is not there answers with a page for people."""
    page = {"text/html": {"schema": {"type": "string"}}}
    missing = {"description": _means()["404"], "content": page}
    listed = {
        "type": "object",
        "required": ["created", "sets", "files"],
        "properties": {"files": {"type": "array", "items": {"type": "object"}}},
    }
    shapes = {
        "manifest": ("manifest.json", "application/json", listed, _("The files to take away")),
        "sums": ("SHA256SUMS", "text/plain", {"type": "string"}, _("Checksums of the files")),
        "catalogue": ("dcat-ap.rdf", "application/rdf+xml", {"type": "string"}, "DCAT-AP.de"),
    }
    return {
        f"/daten/{path}": {
            "get": {
                "operationId": name,
                "summary": summary,
                "responses": {
                    "200": {
                        "description": _("What was asked for"),
                        "content": {media_type: {"schema": schema}},
                    },
                    "404": missing,
                },
            }
        }
        for name, (path, media_type, schema, summary) in shapes.items()
    }
