"""Which councils do the tests mirror? Cuts of the real one, and invented ones."""

import copy
import json

from tests.oparl_server import BASE, FIXTURES, PLACE, page, recorded

V11 = "https://schema.oparl.org/1.1/"
ROOT = "/oparl/1.1"
STAMPS = {"created": "2026-01-05T09:00:00+01:00", "modified": "2026-01-06T09:00:00+01:00"}


def small(meetings=2, papers=4):
    """The real council with the first pages of its long lists."""
    tree = recorded()
    kept = {"meeting": meetings, "paper": papers}
    for path in list(tree):
        name, _mark, query = path.removeprefix(f"{BASE}/body/1/").partition("?page=")
        last = kept.get(name)
        if last and int(query or 1) > last:
            del tree[path]
        elif last and int(query or 1) == last:
            del tree[path][1]["links"]["next"]
    _let_nothing_dangle(tree)
    return tree


def _let_nothing_dangle(tree):
    """Drop references to what was cut off; each would be asked for alone."""
    ids, hosts = set(), []

    def walk(value):
        if isinstance(value, list):
            [walk(item) for item in value]
        elif isinstance(value, dict):
            ids.add(value.get("id"))
            hosts.append(value)
            [walk(item) for item in value.values()]

    walk([body.get("data") for _status, body in tree.values()])
    for host in hosts:
        for name in ("consultation", "agendaItem", "meeting"):
            value = host.get(name)
            is_list_of_body = name in host and "organization" in host and "paper" in host
            is_list = is_list_of_body or str(value).endswith("/meeting")
            if isinstance(value, str) and value not in ids and not is_list:
                del host[name]


def url(path):
    return f"{PLACE}{ROOT}/{path}"


def thing(kind, path, **attributes):
    return {"id": url(path), "type": V11 + kind, **STAMPS, **attributes}


def listed(tree, path, *items):
    tree[f"{ROOT}/{path}"] = page(list(items), path=f"{ROOT}/{path}")


def council_1_1():
    """An invented council in OParl 1.1: ten lists, objects alone and embedded."""
    tree = {}
    lists = {
        name: url(f"list/{name}")
        for name in (
            *("organization", "person", "meeting", "paper", "agendaItem", "consultation"),
            *("file", "locationList", "legislativeTermList", "membership"),
        )
    }
    term = thing("LegislativeTerm", "term/1", name="1. WP", startDate="2026-01-01")
    body = thing("Body", "body/1", name="Musterstadt", ags="12345678", **lists)
    system = thing("System", "system", oparlVersion=V11, body=url("bodies"), license="CC BY 4.0")
    tree[f"{ROOT}/system"] = (200, system)
    listed(tree, "bodies", {**body, "legislativeTerm": [term], "system": url("system")})
    listed(tree, "list/legislativeTermList", {**term, "body": url("body/1")})
    hall = thing("Location", "location/1", description="Rathaus", room="Saal 1")
    listed(tree, "list/locationList", {**hall, "meetings": [url("meeting/1")]})
    committee = thing("Organization", "organization/2", name="Ausschuss für Muster")
    part = {"subOrganizationOf": url("organization/1"), "classification": "Ausschuss"}
    council = thing("Organization", "organization/1", name="Rat", organizationType="Gremium")
    listed(tree, "list/organization", {**committee, **part}, council)
    seat = {"organization": url("organization/2"), "role": "Vorsitzende", "votingRight": True}
    seat |= {"startDate": "2026-01-01", "endDate": "2026-12-31"}
    member = thing("Membership", "membership/1", **seat)
    contact = {"phone": ["030 1"], "email": ["a@b.example"], "location": url("location/9")}
    person = thing("Person", "person/1", name="Frau Ada Musterlein", **contact)
    listed(tree, "list/person", {**person, "membership": [member]})
    listed(tree, "list/membership", {**member, "person": url("person/1")})
    item = thing("AgendaItem", "item/1", number="1", name="Muster", order=0, public=True)
    item["consultation"] = url("consultation/1")
    minutes = thing(
        "File", "file/1", name="Protokoll", accessUrl=url("bytes/1.pdf"), mimeType="pdf"
    )
    times = {"start": "2026-02-03T17:30:00+01:00", "end": "2026-02-03T19:00:00+01:00"}
    meeting = thing("Meeting", "meeting/1", name="1. Sitzung", meetingState="eingeladen", **times)
    meeting |= {"organization": [url("organization/2"), url("organization/1")]}
    meeting |= {"location": hall, "resultsProtocol": minutes, "agendaItem": [item]}
    listed(tree, "list/meeting", meeting)
    listed(tree, "list/agendaItem", {**item, "meeting": url("meeting/1")})
    listed(tree, "list/file", {**minutes, "meeting": [url("meeting/1")]})
    station = thing("Consultation", "consultation/1", role="Vorberatung", authoritative=True)
    station |= {"organization": [url("organization/2")], "meeting": url("meeting/1")}
    paper = thing("Paper", "paper/1", name="Antrag A", paperType="Antrag", date="2026-01-20")
    paper |= {"originatorPerson": [url("person/1")], "relatedPaper": [url("paper/2")]}
    listed(tree, "list/paper", {**paper, "consultation": [station]}, thing("Paper", "paper/2"))
    listed(tree, "list/consultation", {**station, "paper": url("paper/1")})
    return tree


def allris():
    """The recorded ALLRIS objects of two cities, served as one small council."""
    text = (FIXTURES / "allris-1.1-mini.json").read_text()
    for city in ("augsburg", "bonn"):
        text = text.replace(f"https://www.{city}.sitzung-online.de", PLACE)
    found = json.loads(text)
    root = "/public/oparl"
    body = "bodies?id=1"
    return {
        f"{root}/system": (200, found["augsburg_system"]),
        f"{root}/bodies": page([found["augsburg_body"]], path=f"{root}/bodies"),
        f"{root}/{body}": (200, found["augsburg_body"]),
        f"{root}/organizations?body=1": page([], path=f"{root}/organizations?body=1"),
        f"{root}/persons?body=1": page([], path=f"{root}/persons?body=1"),
        f"{root}/meetings?body=1": page(
            [found["augsburg_meeting"], found["bonn_meeting"]], path=f"{root}/meetings?body=1"
        ),
        f"{root}/papers?body=1": page([found["augsburg_paper"]], path=f"{root}/papers?body=1"),
    }


def copied(tree):
    return copy.deepcopy(tree)
