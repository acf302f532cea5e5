"""The page of the open data, its files over the wire, and their description for portals."""

import hashlib
import json
import re
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gremienwerk.domain.bodies.models import Body
from gremienwerk.surfaces.oparl.commands.project import project_all
from gremienwerk.surfaces.oparl.dumps.edition import renew
from gremienwerk.surfaces.portal.opendata.rdf import Iri, Text, Typed, as_json_ld, as_turtle, as_xml
from tests.factories.bodies import InstallationFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import OrganizationFactory

ORIGIN = "https://gremien.example"


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.PUBLIC_ORIGIN = ORIGIN


@pytest.fixture
def here(db):
    return InstallationFactory(
        body__license="dl-de/by-2-0", body__ags="11000006", office_email="amt@bezirk.example"
    )


@pytest.fixture
def edition(here):
    organization = OrganizationFactory(abilities={"access": "public", "oparl": "on"})
    MeetingFactory(organizations=[organization], name="Sitzung <zu> allem")
    project_all()
    return renew(now=timezone.now())


def url_of(edition, name="Meeting.csv"):
    return f"/daten/{edition.about['sets'][0]['folder']}/{name}"


def body_of(answer):
    """Read an answer to its end, and let go of the file as a server does."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for close in answer._resource_closers:  # `close()` would end the connection too
        close()
    return body


def ask(client, url, method="GET", **headers):
    """Return status and headers."""
    answer = client.generic(
        method, url, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    body_of(answer)
    return answer.status_code, answer.headers


# --- The page -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", ("Offene Daten", "Sitzungen", "Prüfsummen")), ("en", ("Open data", "Meetings"))],
)
def test_the_page_names_every_file_with_size_number_date_checksum_and_licence(
    client, edition, language, words
):
    page = client.get(f"/{language}/offene-daten/").content.decode()

    for part in edition.parts:
        assert f'href="/daten/{part.file}"' in page
        assert part.sha256 in page
    for word in (*words, "Datenlizenz Deutschland Namensnennung 2.0"):
        assert word in page
    assert 'href="https://www.govdata.de/dl-de/by-2-0"' in page
    for url in ("/oparl/1.1/system", "/oparl/1.1/openapi.json", "/feeds/alle.ics"):
        assert f'href="{url}"' in page
    for form in ("rdf", "ttl", "jsonld"):
        assert f'href="/daten/dcat-ap.{form}"' in page


def test_before_the_first_files_the_page_says_why_and_where_the_data_are(client, here):
    page = client.get("/de/offene-daten/").content.decode()

    assert "Es gibt noch keine Dateien." in page
    assert "/daten/dcat-ap.rdf" not in page
    assert 'href="/oparl/1.1/system"' in page


def test_without_a_licence_the_page_says_so_and_nothing_is_offered_to_portals(client, edition):
    Body.objects.update(license="")
    project_all()
    renew(now=timezone.now())
    page = client.get("/de/offene-daten/").content.decode()

    assert "Es ist keine Lizenz eingetragen." in page
    assert "/daten/dcat-ap.rdf" not in page


def test_every_page_leads_to_it_and_it_costs_one_query(client, edition):
    assert 'href="/de/offene-daten/"' in client.get("/de/impressum/").content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get("/de/offene-daten/")
    assert len(asked) == 1


def test_the_address_of_the_files_leads_to_the_page_in_the_language_of_the_browser(client):
    answer = client.get("/daten/", headers={"Accept-Language": "en"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/offene-daten/")


# --- The files ------------------------------------------------------------------------------


def test_a_file_comes_with_its_type_its_tag_and_for_every_site(client, edition):
    answer = client.get(url_of(edition))
    part = edition.part(url_of(edition).removeprefix("/daten/"))

    assert hashlib.sha256(body_of(answer)).hexdigest() == part.sha256
    told = {
        "Content-Type": "text/csv; charset=utf-8",
        "ETag": f'"{part.sha256}"',
        "Accept-Ranges": "bytes",
        "Access-Control-Allow-Origin": "*",
        "Content-Length": str(part.bytes),
        "Content-Disposition": f'attachment; filename="{part.file.replace("/", "-")}"',
        "X-Content-Type-Options": "nosniff",
    }
    assert {name: answer.headers.get(name) for name in told} == told
    assert "Last-Modified" in answer.headers
    lines = client.get(url_of(edition, "Meeting.jsonl"))
    assert lines.headers["Content-Type"] == "application/x-ndjson"
    assert json.loads(body_of(lines))["name"] == "Sitzung <zu> allem"


def test_who_has_it_gets_it_not_again_and_who_wants_an_older_one_learns_so(client, edition):
    url = url_of(edition)
    _status, told = ask(client, url)

    assert ask(client, url, If_None_Match=told["ETag"])[0] == 304
    assert ask(client, url, If_Modified_Since=told["Last-Modified"])[0] == 304
    assert ask(client, url, If_None_Match='"other"')[0] == 200
    assert ask(client, url, If_Match=told["ETag"])[0] == 200
    assert ask(client, url, If_Match='"other"')[0] == 412


def test_a_part_of_a_file_can_be_asked_for(client, edition):
    whole = body_of(client.get(url_of(edition)))

    part = client.get(url_of(edition), headers={"Range": "bytes=3-9"})
    assert (part.status_code, body_of(part)) == (206, whole[3:10])
    assert part.headers["Content-Range"] == f"bytes 3-9/{len(whole)}"
    assert ask(client, url_of(edition), Range="bytes=999999-")[0] == 416


def test_head_tells_the_same_without_the_file(client, edition):
    answer = client.head(url_of(edition))

    assert (answer.status_code, body_of(answer)) == (200, b"")
    assert answer.headers["ETag"] == ask(client, url_of(edition))[1]["ETag"]


@pytest.mark.parametrize(
    "path",
    [
        "/daten/../secret-key",
        "/daten/bezirk/..%2f..%2fsecret-key",
        "/daten/bezirk/Nothing.csv",
        "/daten/bezirk/manifest.json",
        "/daten/dcat-ap.xlsx",
    ],
)
def test_nothing_else_in_the_folder_or_beside_it_is_handed_out(client, edition, path):
    assert client.get(path).status_code == 404


def test_manifest_and_checksums_tell_of_all_files(client, edition):
    told = json.loads(body_of(client.get("/daten/manifest.json")))
    sums = body_of(client.get("/daten/SHA256SUMS")).decode().splitlines()

    files = {f"{entry['sha256']}  {entry['file']}" for entry in told["files"]}
    assert set(sums) == files
    assert {"file", "type", "count", "bytes", "sha256", "created"} <= told["files"][0].keys()
    for entry in told["files"]:
        assert len(body_of(client.get(f"/daten/{entry['file']}"))) == entry["bytes"]


# --- DCAT-AP.de -----------------------------------------------------------------------------

SPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
# DCAT-AP.de 3.0: what is Pflicht, with the least and the greatest number; None: any number.
MUST = {
    "dcat:Catalog": {
        "dct:title": (1, None),
        "dct:description": (1, None),
        "dct:publisher": (1, 1),
    },
    "dcat:Dataset": {
        "dct:title": (1, None),
        "dct:description": (1, None),
        "dct:publisher": (1, 1),
    },
    "dcat:Distribution": {"dcat:accessURL": (1, None), "dct:license": (1, 1)},
    "dcat:DataService": {"dct:title": (1, None), "dcat:endpointURL": (1, None)},
    "foaf:Agent": {"foaf:name": (1, None)},
    "vcard:Organization": {"vcard:fn": (1, None)},
    "spdx:Checksum": {"spdx:algorithm": (1, 1), "spdx:checksumValue": (1, 1)},
}
LISTED = {  # values that must come from a list
    "dct:license": r"http://dcat-ap\.de/def/licenses/[a-z-]+(/\d\.\d)?",
    "dcat:theme": r"http://publications\.europa\.eu/resource/authority/data-theme/[A-Z]{4}",
    "dct:language": r"http://publications\.europa\.eu/resource/authority/language/[A-Z]{3}",
    "dct:accrualPeriodicity": r"http://publications\.europa\.eu/resource/authority/frequency/\w+",
    "dct:format": r"http://publications\.europa\.eu/resource/authority/file-type/\w+",
    "dcatde:politicalGeocodingURI": r"http://dcat-ap\.de/def/politicalGeocoding/\w+Key/\d+",
    "dcatde:politicalGeocodingLevelURI": r"http://dcat-ap\.de/def/politicalGeocoding/Level/\w+",
}


def short(name):
    for prefix, url in SPACES.items():
        if name.startswith(url):
            return f"{prefix}:{name.removeprefix(url)}"
    return name


def triples(xml):
    """The triples of RDF/XML as we write it, read by the standard library alone."""
    found = []
    for node in ET.fromstring(xml):  # noqa: S314 -- our own
        subject = node.get(f"{{{SPACES['rdf']}}}about")
        for child in node:
            space, _, name = child.tag[1:].partition("}")
            thing = child.get(f"{{{SPACES['rdf']}}}resource")
            found.append((subject, short(space + name), thing or child.text, thing is not None))
    return found


def faults(found):
    """What DCAT-AP.de 3.0 misses in a graph."""
    said = {}
    for subject, predicate, thing, is_address in found:
        said.setdefault(subject, {}).setdefault(predicate, []).append((thing, is_address))
    for subject, properties in said.items():
        for thing, _is_address in properties.get("rdf:type", []):
            for name, (least, most) in MUST.get(short(thing), {}).items():
                number = len(properties.get(name, []))
                if number < least or (most is not None and number > most):
                    yield f"{subject}: {number} x {name}"
        for name, pattern in LISTED.items():
            yield from (
                f"{subject}: {name} {thing}"
                for thing, _ in properties.get(name, [])
                if not re.fullmatch(pattern, thing or "")
            )
        for name in ("dct:publisher", "dcat:dataset", "dcat:distribution", "dcat:contactPoint"):
            yield from (
                f"{subject}: {name} leads nowhere"
                for thing, is_address in properties.get(name, [])
                if not is_address or thing not in said
            )


@pytest.fixture
def graph(client, edition):
    return triples(client.get("/daten/dcat-ap.rdf").content)


def test_the_catalogue_has_all_that_dcat_ap_de_demands(graph):
    kinds = [short(thing) for _s, predicate, thing, _ in graph if predicate == "rdf:type"]

    assert list(faults(graph)) == []
    assert kinds.count("dcat:Catalog") == kinds.count("dcat:DataService") == 1
    assert kinds.count("dcat:Dataset") == 3
    assert kinds.count("dcat:Distribution") == 24 + 3


def test_the_check_finds_whatever_is_left_out(graph):
    for kind, properties in MUST.items():
        mine = {s for s, p, thing, _ in graph if p == "rdf:type" and short(thing) == kind}
        for name in properties:
            kept = [t for t in graph if not (t[0] in mine and t[1] == name)]
            assert len(kept) < len(graph), (kind, name)
            assert list(faults(kept)), (kind, name)
    wrong = [
        (s, p, "https://x.example/l", a) if p == "dct:license" else (s, p, t, a)
        for s, p, t, a in graph
    ]
    assert list(faults(wrong))


def test_each_file_is_a_distribution_with_its_size_checksum_and_licence(graph, edition):
    said = {}
    for subject, predicate, thing, _ in graph:
        said.setdefault(subject, {}).setdefault(predicate, []).append(thing)
    for part in edition.parts:
        url = f"{ORIGIN}/daten/{part.file}"
        mine = said[f"{url}#distribution"]
        assert mine["dcat:downloadURL"] == [url]
        assert mine["dcat:byteSize"] == [str(part.bytes)]
        assert mine["dct:license"] == ["http://dcat-ap.de/def/licenses/dl-by-de/2.0"]
        assert mine["dcatde:licenseAttributionByText"]
        assert said[f"{url}#checksum"]["spdx:checksumValue"] == [part.sha256]


@pytest.mark.parametrize(
    ("ags", "rgs", "key"),
    [
        ("11000006", "", "stateKey/11"),
        ("11000000", "", "municipalityKey/11000000"),
        ("05358028", "", "municipalityKey/05358028"),
        ("05358028", "053580028028", "regionalKey/053580028028"),
    ],
)
def test_the_area_is_told_by_the_key_that_the_lists_have(client, edition, ags, rgs, key):
    Body.objects.update(ags=ags, rgs=rgs)
    project_all()
    renew(now=timezone.now())

    found = triples(client.get("/daten/dcat-ap.rdf").content)
    keys = {thing for _s, p, thing, _ in found if p == "dcatde:politicalGeocodingURI"}
    assert keys == {f"http://dcat-ap.de/def/politicalGeocoding/{key}"}
    assert list(faults(found)) == []


def test_the_contributor_is_named_if_the_state_gave_an_id(client, edition, settings):
    assert b"contributorID" not in client.get("/daten/dcat-ap.rdf").content
    settings.DCAT_CONTRIBUTOR = "http://dcat-ap.de/def/contributors/musterland"
    found = triples(client.get("/daten/dcat-ap.rdf").content)
    named = [thing for _s, p, thing, _ in found if p == "dcatde:contributorID"]
    assert named == ["http://dcat-ap.de/def/contributors/musterland"] * 3


def test_the_other_forms_say_the_same(client, graph):
    told = json.loads(client.get("/daten/dcat-ap.jsonld").content)
    prefixes = told["@context"]

    def full(name):
        prefix, _, rest = name.partition(":")
        return prefixes[prefix] + rest

    found = set()
    for node in told["@graph"]:
        found |= {(node["@id"], "rdf:type", kind) for kind in node.get("@type", [])}
        found |= {
            (node["@id"], short(full(name)), value.get("@id") or value["@value"])
            for name, values in node.items()
            if not name.startswith("@")
            for value in values
        }
    assert found == {(s, p, thing) for s, p, thing, _ in graph}
    turtle = client.get("/daten/dcat-ap.ttl").content.decode()
    assert turtle.count(" ;\n") + turtle.count(" .\n\n") + 1 >= len(graph)
    for subject in {s for s, *_ in graph}:
        assert f"\n<{subject}>\n" in turtle


def test_no_text_breaks_the_form():
    nasty = "a\"b\\c\n<d>&'é\x7f"
    graph = [
        ("https://x.example/#a", "dct:title", Text(nasty, "de")),
        ("https://x.example/#a", "dct:source", Iri('https://x.example/"><b> c')),
        ("https://x.example/#a", "dcat:byteSize", Typed("1", "xsd:nonNegativeInteger")),
    ]

    ((_s, _p, title, _), (_, _, source, is_address), _size) = triples(as_xml(graph))
    assert (title, source, is_address) == (nasty, 'https://x.example/"><b> c', True)
    assert json.loads(as_json_ld(graph))["@graph"][0]["dct:title"][0]["@value"] == nasty
    turtle = as_turtle(graph)
    assert r'"a\"b\\c\n<d>&' in turtle
    assert r"<https://x.example/\u0022\u003E\u003Cb\u003E\u0020c>" in turtle
