"""What would a server answer that breaks one row of the checklist? One mutant per row."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.oparl_checker.model import SCHEMA
from tests.oparl_checker.walk import embedded_in, kind_of


@dataclass(frozen=True)
class Mutant:
    row: str
    name: str
    change: Callable  # system_url -> (request, answer) -> answer


MUTANTS = []


def mutant(row, name=""):
    def register(change):
        MUTANTS.append(Mutant(row, f"{row}-{name or change.__name__}", change))
        return change

    return register


def always(row, name, change):
    MUTANTS.append(Mutant(row, f"{row}-{name}", lambda _system_url: change))


def read(answer):
    try:
        whole = answer.json
    except ValueError:
        return None
    return whole if isinstance(whole, dict) else None


def tops(whole):
    return whole["data"] if isinstance(whole.get("data"), list) else [whole]


def edit(kind, how, *, embedded=True):
    """Change every object of a type, wherever it stands."""

    def change(request, answer):
        whole = read(answer)
        if answer.status != 200 or whole is None:
            return answer
        for top in tops(whole):
            found = [top, *(one for _h, _n, one in embedded_in(top))] if embedded else [top]
            for one in found:
                if kind in (None, kind_of(one)):
                    how(one)
        return answer.with_json(whole)

    return change


def edit_list(how):
    def change(request, answer):
        whole = read(answer)
        if whole is None or not isinstance(whole.get("data"), list):
            return answer
        how(request, whole)
        return answer.with_json(whole)

    return change


def put(name, value):
    return lambda thing: thing.__setitem__(name, value)


def drop(name):
    return lambda thing: thing.pop(name, None)


def header(name, value):
    return lambda _request, answer: answer.with_header(name, value)


# --- Addresses, encoding, CORS ----------------------------------------------------------------

always("U1", "a cookie", header("set-cookie", "session=1"))
always("U1", "varies with cookies", header("vary", "Cookie"))
always(
    "U2",
    "another id",
    lambda r, a: (
        a.with_json({**read(a), "id": f"{r.url}?x"})
        if a.status == 200 and "/meeting/" in r.path and "data" not in (read(a) or {"data": 1})
        else a
    ),
)
always(
    "U2",
    "many spellings",
    lambda request, answer: replace(answer, status=200) if request.path.endswith("/") else answer,
)
always("U4", "both schemes", edit("Paper", lambda t: put("id", "https" + t["id"][4:])(t)))
always(
    "U5",
    "any host",
    lambda request, answer: replace(answer, status=200) if "host" in request.headers else answer,
)
always("U6", "shows how it is made", edit("Person", lambda t: put("id", f"{t['id']}.php")(t)))
always("U7", "no version", edit("System", drop("oparlVersion")))
always(
    "U7", "an older version", edit("System", put("oparlVersion", "https://schema.oparl.org/1.0/"))
)
always(
    "J1",
    "a byte order mark",
    lambda _r, answer: replace(answer, body=b"\xef\xbb\xbf" + answer.body),
)
always(
    "J1",
    "latin 1",
    lambda _r, a: replace(a, body=a.body.decode(errors="replace").encode("latin-1", "replace")),
)
always("J1", "a page", header("content-type", "text/html"))
always("J2", "escaped twice", edit("Organization", put("name", "Rat &amp; Tat")))
always("J3", "Z", edit("Meeting", put("start", "2026-01-31T08:00:00Z")))
always("J3", "fractions", edit("Meeting", put("start", "2026-01-31T08:00:00.5+01:00")))
always("J3", "a German day", edit("Paper", put("date", "31.01.2026")))
always("J4", "null", edit("Body", put("name", None)))
always("J5", "an empty text", edit("Organization", put("shortName", "")))
always("J6", "no array", edit("Body", drop("legislativeTerm")))
always("C1", "nothing for others", header("access-control-allow-origin", None))
always(
    "C1",
    "no errors for others",
    lambda _r, a: a.with_header("access-control-allow-origin", None) if a.status >= 400 else a,
)
always("C2", "only POST", header("access-control-allow-methods", "POST"))

# --- Objects ----------------------------------------------------------------------------------

always("O1", "embedded without type", edit("AgendaItem", drop("type")))
always("O1", "embedded without id", edit("File", drop("id")))
always("O2", "embedded without created", edit("Location", drop("created")))
always("O2", "without modified", edit("Person", drop("modified")))
always(
    "O5",
    "not alone",
    lambda r, a: replace(a, status=404) if "/agendaitem/" in r.path else a,
)
always(
    "O5",
    "other where embedded",
    edit("Meeting", lambda t: [put("name", "x")(i) for i in t.get("agendaItem", [])]),
)
always("O6", "no back reference alone", edit("Consultation", drop("paper"), embedded=False))
always(
    "O6",
    "back reference where embedded",
    edit("Meeting", lambda t: [put("meeting", t["id"])(i) for i in t.get("agendaItem", [])]),
)
always(
    "O7",
    "embedded as address",
    edit("Meeting", lambda t: "location" in t and put("location", t["location"]["id"])(t)),
)
always(
    "O7",
    "one instead of several",
    edit("Person", lambda t: "membership" in t and put("membership", t["membership"][0])(t)),
)
always(
    "O7",
    "list as array",
    edit("Organization", lambda t: "meeting" in t and put("meeting", [t["meeting"]])(t)),
)
always("O9", "no prefix", edit("Paper", put("summary", "x")))
always("O10", "no licence", edit(None, drop("license")))
always("O10", "a licence in words", edit("Body", put("license", "frei")))
always(
    "O11", "a Körperschaft without object", edit("Paper", put("body", "http://localhost/body/9"))
)
always(
    "O12", "a place without address", edit("Person", put("locationObject", {"id": "http://x/1"}))
)
always(
    "O13",
    "a bare point",
    edit("Location", put("geojson", {"type": "Point", "coordinates": [13.3, 52.4]})),
)
always(
    "O13",
    "swapped",
    edit(
        "Location",
        put(
            "geojson",
            {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": "Point", "coordinates": [52.4, 13.3]},
            },
        ),
    ),
)
always(
    "O14",
    "no past memberships",
    edit("Person", lambda t: put("membership", t.get("membership", [])[:0])(t)),
)
always(
    "O16",
    "counted from 1",
    edit("AgendaItem", lambda t: "order" in t and put("order", t["order"] + 1)(t)),
)
always("A5", "own word", edit("Meeting", put("meetingState", "geplant")))
always("A5", "an unknown type", edit("Organization", put("organizationType", "Runde")))
always("P1", "phone", edit("Person", put("phone", ["030 1"])))
always("P1", "participants", edit("Meeting", put("participant", ["http://localhost/person/1"])))

# --- Lists ------------------------------------------------------------------------------------

always("L1", "no links", edit_list(lambda _r, whole: whole.pop("links")))
always(
    "L1",
    "a bare array",
    lambda _r, a: a.with_json(read(a)["data"]) if "data" in (read(a) or {}) else a,
)
always(
    "L2",
    "a next on the last page",
    edit_list(
        lambda r, w: w["links"].setdefault(
            "next", f"{r.url}{'&' if r.query else '?'}after=999999999"
        )
    ),
)
always(
    "L2",
    "no next",
    edit_list(lambda _r, whole: whole["links"].pop("next", None)),
)


def shrinking(request, whole):
    if "next" in whole["links"]:
        whole["pagination"]["elementsPerPage"] = len(whole["data"]) + len(request.query)


always("L3", "other sizes", edit_list(shrinking))
always(
    "L4",
    "backwards where asked for less",
    edit_list(lambda r, w: w["data"].reverse() if "limit=7" in r.query else None),
)
always("L4", "twice", edit_list(lambda _r, w: w["data"].extend(w["data"][:1])))


class Unfiltered:
    """Answers without one filter: takes the answer of the same address without it."""

    def __init__(self, *names):
        self.names = names

    def __call__(self, system_url):
        server = {}

        def change(request, answer):
            kept = [(k, v) for k, v in parse_qsl(request.query) if k not in self.names]
            plain = request.url.partition("?")[0] + (f"?{urlencode(kept)}" if kept else "")
            if read(answer) and "data" in read(answer):
                if plain == request.url:
                    server[plain] = answer
                return server.get(plain, answer)
            return answer

        return change


MUTANTS.extend(
    Mutant("L5", f"L5-no {name}", Unfiltered(name))
    for name in ("created_since", "created_until", "modified_since", "modified_until")
)


def exclusive(request, whole):
    """Leave out what lies on a bound."""
    bounds = dict(parse_qsl(request.query))
    for name in ("created", "modified"):
        if f"{name}_since" in bounds:
            kept = [t for t in whole["data"] if t[name] != bounds[f"{name}_since"]]
            whole["data"] = kept


always("L5", "bounds do not count in", edit_list(exclusive))


def forget(request, whole):
    for name, url in whole["links"].items():
        whole["links"][name] = url.partition("?")[0]


def forget_next(request, whole):
    url = urlsplit(whole["links"].get("next", ""))
    kept = [(k, v) for k, v in parse_qsl(url.query) if "since" not in k]
    if url.query:
        whole["links"]["next"] = f"{url.scheme}://{url.netloc}{url.path}?{urlencode(kept)}"


always("L6", "filters are lost in all links", edit_list(forget))
always("L6", "filters are lost in next", edit_list(forget_next))
always(
    "L7", "wishes are refused", lambda r, a: replace(a, status=400) if "limit=0" in r.query else a
)
always(
    "U3",
    "parameters in any order",
    edit_list(
        lambda r, w: w["links"].__setitem__(
            "self", f"{r.url.partition('?')[0]}?modified_since=2026&limit=1"
        )
    ),
)
always(
    "L8",
    "internal lists stay",
    edit_list(
        lambda r, w: (
            [put("agendaItem", [])(t) for t in w["data"]] if "omit_internal" in r.query else None
        )
    ),
)
always(
    "L8",
    "too much is dropped",
    edit_list(
        lambda r, w: (
            [drop("consultation")(t) for t in w["data"]] if "omit_internal" in r.query else None
        )
    ),
)


def stone(kind):
    moments = {"created": "2026-01-01T00:00:00+01:00", "modified": "2026-01-01T00:00:00+01:00"}
    return {
        "id": "http://localhost/meeting/77",
        "type": f"{SCHEMA}{kind}",
        **moments,
        "deleted": True,
    }


always(
    "L9",
    "tombstones without being asked",
    edit_list(
        lambda r, w: w["data"].append(stone("Meeting")) if r.path.endswith("/meeting") else None
    ),
)
always(
    "L10",
    "embeds what is deleted",
    edit("Meeting", lambda t: [i.update(deleted=True) for i in t.get("agendaItem", [])]),
)
always(
    "L11", "any text will do", lambda r, a: replace(a, status=200) if "gestern" in r.query else a
)
always(
    "L11",
    "a blank will not do",
    lambda r, a: replace(a, status=400) if "+01" in r.query and "2026-01-31" in r.query else a,
)

# --- Files, tombstones, errors ----------------------------------------------------------------


def files(how):
    return lambda r, a: how(r, a) if "/dateien/" in r.path else a


always("F1", "no bytes", files(lambda _r, a: replace(a, status=404)))
always("F1", "other bytes", files(lambda _r, a: replace(a, body=a.body[:-1])))
always(
    "F2", "an attachment", files(lambda _r, a: a.with_header("content-disposition", "attachment"))
)
always("F2", "no address", edit("File", drop("accessUrl")))
always(
    "F3",
    "in place",
    files(lambda r, a: a.with_header("content-disposition", "inline") if r.query else a),
)
always("F3", "no downloadUrl", edit("File", drop("downloadUrl")))
always("F4", "no ETag", files(lambda _r, a: a.with_header("etag", None)))
always("F4", "sent again", files(lambda _r, a: replace(a, status=200) if a.status == 304 else a))
always("F4", "no parts", files(lambda _r, a: replace(a, status=200) if a.status == 206 else a))


def talkative(thing):
    if thing.get("id", "").endswith("/agendaitem/1") or kind_of(thing) == "Consultation":
        thing["deleted"] = True


always("D2", "a tombstone tells", edit("Consultation", talkative, embedded=False))
always("E1", "all is well", lambda _r, a: replace(a, status=200) if a.status == 404 else a)
always("E1", "no HEAD", lambda r, a: replace(a, status=405) if r.method == "HEAD" else a)
always(
    "E2",
    "a page of errors",
    lambda _r, a: replace(a, body=b"<h1>404</h1>") if a.status == 404 else a,
)
always(
    "E2", "an error that is none", lambda _r, a: replace(a, status=200) if a.status == 404 else a
)
always(
    "E2",
    "a traceback",
    lambda _r, a: (
        replace(
            a,
            body=json.dumps(
                {"type": f"{SCHEMA}Error", "message": "x", "debug": "Traceback"}
            ).encode(),
        )
        if a.status == 400
        else a
    ),
)
