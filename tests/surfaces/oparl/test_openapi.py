"""The description of the interface names every address and every property, and is true."""

import json

import pytest
from django.urls import resolve

from gremienwerk.surfaces.oparl.choices import BODY_LISTS, ORGANIZATION_LISTS, TYPE_NAMES, Kind
from gremienwerk.surfaces.oparl.commands.project import project_all
from gremienwerk.surfaces.oparl.properties import PROPERTIES
from tests.oparl_checker import schema
from tests.surfaces.oparl.conftest import ORIGIN
from tests.surfaces.oparl.stage import council

HOST = {"host": "gremien.example"}


@pytest.fixture
def described(client):
    answer = client.get("/oparl/1.1/openapi.json", headers=HOST)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def followed(described, node):
    """The node that a reference leads to."""
    while "$ref" in node:
        found = described
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def misfits(described, value, shape, where=""):
    """Where a value does not fit its shape; a small reading of JSON Schema of our own."""
    shape = followed(described, shape)
    if "anyOf" in shape:
        each = [list(misfits(described, value, one, where)) for one in shape["anyOf"]]
        yield from min(each, key=len)
        return
    if "const" in shape and value != shape["const"]:
        yield f"{where}: {value!r}"
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
    if "type" in shape and not isinstance(value, kinds[shape["type"]]):
        yield f"{where}: {value!r} is no {shape['type']}"
        return
    if isinstance(value, dict):
        yield from (
            f"{where}: no {name}" for name in shape.get("required", ()) if name not in value
        )
        for name, one in value.items():
            if name in shape.get("properties", {}):
                yield from misfits(described, one, shape["properties"][name], f"{where}.{name}")
            elif shape.get("additionalProperties") is False:
                yield f"{where}: {name} is unknown"
    elif isinstance(value, list):
        for one in value:
            yield from misfits(described, one, shape["items"], f"{where}[]")


def test_it_is_there_for_the_present_origin_in_the_newest_form(db, described):
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": ORIGIN}]
    assert described["info"]["summary"] == "Gremien, Sitzungen und Drucksachen, zum Lesen"


def test_every_reference_leads_somewhere_and_every_operation_has_a_name(db, described):
    for reference in set(references(described)):
        assert followed(described, {"$ref": reference}), reference
    names = [o["operationId"] for path in described["paths"].values() for o in path.values()]
    assert len(names) == len(set(names))


def test_every_address_is_one_of_the_server_and_none_is_forgotten(db, described):
    paths = set(described["paths"])

    for path in paths:
        assert resolve(path.replace("{key}", "1")).func.__name__ != "nothing"
    base = "/oparl/1.1"
    wanted = {f"{base}/system", f"{base}/system/body", f"{base}/openapi.json"}
    wanted |= {f"{base}/{kind.value}/{{key}}" for kind in set(Kind) - {Kind.SYSTEM}}
    wanted |= {f"{base}/body/{{key}}/{name}" for name in BODY_LISTS}
    wanted |= {f"{base}/organization/{{key}}/{name}" for name in ORGANIZATION_LISTS}
    assert {path for path in paths if path.startswith(base)} == wanted
    for path in wanted:
        assert set(described["paths"][path]) == {"get", "head"}


def test_lists_name_all_filters(db, described):
    parameters = described["paths"]["/oparl/1.1/body/{key}/meeting"]["get"]["parameters"]
    names = {followed(described, one)["name"] for one in parameters}
    bounds = {f"{what}_{end}" for what in ("created", "modified") for end in ("since", "until")}
    assert names == {"key", "after", "limit", "omit_internal", "If-None-Match"} | bounds


def test_every_type_has_its_properties_and_what_the_standard_demands(db, described):
    for kind, properties in PROPERTIES.items():
        shape = described["components"]["schemas"][TYPE_NAMES[kind]]
        demanded = set(schema.schema(f"{TYPE_NAMES[kind]}.json")["required"])
        assert set(shape["properties"]) == set(properties)
        assert demanded - set(shape["required"]) <= {"legislativeTerm"}  # `omit_internal`


def test_whatever_is_out_fits_its_shape(client, opened, described, everything):
    council(opened)
    project_all()
    for told in everything().values():
        name = told["type"].rpartition("/")[2]
        shape = {"$ref": f"#/components/schemas/{name}"}
        assert list(misfits(described, told, shape, name)) == []
    for name, kind in BODY_LISTS.items():
        path = f"/oparl/1.1/body/{opened.body_id}/{name}"
        page = json.loads(client.get(path, headers=HOST).content)
        shape = {"$ref": f"#/components/schemas/{TYPE_NAMES[kind]}List"}
        assert list(misfits(described, page, shape, name)) == []
        del page["links"]["first"]
        assert list(misfits(described, page, shape, name))  # and what does not fit is found


def test_an_error_fits_its_shape(client, db, described):
    shape = {"$ref": "#/components/schemas/Error"}
    for url, status in (
        ("/oparl/1.1/meeting/1", 404),
        ("/oparl/1.1/system/body?created_since=x", 400),
    ):
        answer = client.get(url, headers=HOST)
        assert answer.status_code == status
        assert list(misfits(described, json.loads(answer.content), shape)) == []


def test_another_origin_has_a_description_of_its_own(client, db, settings):
    settings.PUBLIC_ORIGIN = "https://new.example"
    answer = client.get("/oparl/1.1/openapi.json", headers={"host": "new.example"})
    assert json.loads(answer.content)["servers"] == [{"url": "https://new.example"}]
