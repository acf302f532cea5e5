"""Rules about objects: how they are written (J), what they hold (O), where they end (D)."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from tests.oparl_checker import schema
from tests.oparl_checker.model import (
    BACK_ALONE,
    COMMON,
    EMPTY_ALLOWED,
    LEADS_BACK,
    MANDATORY,
    NOT_EMBEDDED,
    ORGANIZATION_TYPES,
    REQUIRED,
    SCHEMA,
    SENSITIVE,
    STATES,
    TYPES,
)
from tests.oparl_checker.walk import embedded_in, kind_of

DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
HAVE_PAGES = ("Body", "Meeting", "Paper", "Person", "Location")
PREFIXED = re.compile(r"[A-Za-z][A-Za-z0-9]*:[A-Za-z]\w*")


def every_object(walk):
    """Yield (object, host or None): at its top in a list, and embedded."""
    for thing in walk.by_id().values():
        yield thing, None
        for host, _name, one in embedded_in(thing):
            yield one, host


def object_faults(walk):
    for thing, host in every_object(walk):
        yield from form_faults(thing, is_embedded=host is not None)
        if thing.get("deleted") is True:
            yield from tombstone_faults(thing)
        elif host is None:
            yield from alone_faults(thing)
    for host, name, one in walk.embedded():
        yield from embedded_faults(host, name, one)


def form_faults(thing, *, is_embedded):
    """J, O1, O2, O9: how every object is written."""
    kind, at = kind_of(thing), thing.get("id", "?")
    if kind not in TYPES or not str(thing.get("type")).startswith(SCHEMA):
        yield "O1", f"{at}: type is {thing.get('type')!r}"
        return
    if not _is_url(thing.get("id")):
        yield "O1", f"{kind} without id: {thing.get('id')!r}"
    for name in ("created", "modified"):
        if not MOMENT.fullmatch(str(thing.get(name))):
            yield "O2", f"{at}: {name} is {thing.get(name)!r}"
    if thing.get("deleted") is not True:
        yield from missing_faults(kind, at, thing)
    forms = COMMON | TYPES[kind]
    for name, value in thing.items():
        if name not in forms:
            if not PREFIXED.fullmatch(name):
                yield "O9", f"{at}: property {name!r} without prefix"
            continue
        if value in (None, "", []) and name not in MANDATORY and (kind, name) not in EMPTY_ALLOWED:
            yield "J5", f"{at}: {name} is {value!r}"
            continue
        yield from value_faults(kind, at, name, value)
    yield from text_faults(at, thing)
    wrong = [] if is_embedded else schema.faults(thing, f"{kind}.json")
    yield from (("O7", f"{at}: {fault}") for fault in wrong)


def missing_faults(kind, at, thing):
    """J4, J6 and the rows that demand a property."""
    for name in (*MANDATORY, *REQUIRED.get(kind, ())):
        if name in thing and thing[name] is None:
            yield "J4", f"{at}: {name} is null"
        if name not in thing and name not in MANDATORY:
            row = "J6" if (kind, name) in EMPTY_ALLOWED else _row_of_missing(kind, name)
            yield row, f"{at}: {name} is missing"


def _row_of_missing(kind, name):
    return {"accessUrl": "F2", "order": "O16", "body": "U7", "oparlVersion": "U7"}.get(name, "O7")


def value_faults(kind, at, name, value):
    """J3 and O7: dates, and the one form that a property has."""
    form = (COMMON | TYPES[kind])[name]
    patterns = {"date": DATE, "moment": MOMENT}
    if form in patterns:
        if not patterns[form].fullmatch(str(value)) or not _exists(value):
            yield "O2" if name in MANDATORY else "J3", f"{at}: {name} is {value!r}"
        return
    single = {
        "text": lambda v: isinstance(v, str),
        "url": _is_url,
        "flag": lambda v: isinstance(v, bool),
        "object": lambda v: isinstance(v, dict),
        "number": lambda v: isinstance(v, int) and not isinstance(v, bool),
    }
    if form in single:
        fits = single[form](value)
    elif form in ("texts", "urls"):
        fits = isinstance(value, list) and all(single[form[:-1]](one) for one in value)
    elif form.startswith("list:"):
        fits = _is_url(value)
    elif form.startswith("["):
        fits = isinstance(value, list) and all(_is_object(one, form.strip("[]")) for one in value)
    else:
        fits = _is_object(value, form)
    if not fits:
        yield "O7", f"{at}: {name} is no {form}: {str(value)[:80]!r}"


def _is_object(value, kind):
    return isinstance(value, dict) and kind_of(value) == kind


def _is_url(value):
    parts = urlsplit(value) if isinstance(value, str) else urlsplit("")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _exists(value):
    try:
        return bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def text_faults(at, value):
    """J2: strings are not escaped a second time."""
    if isinstance(value, str) and ESCAPED.search(value):
        yield "J2", f"{at}: {ESCAPED.search(value).group()} in {value[:60]!r}"
    elif isinstance(value, dict):
        for one in value.values():
            yield from text_faults(at, one)
    elif isinstance(value, list):
        for one in value:
            yield from text_faults(at, one)


def tombstone_faults(thing):
    """D2: of what is deleted, only that it was there."""
    more = set(thing) - {*MANDATORY, "deleted"}
    if more:
        yield "D2", f"{thing.get('id')}: tombstone says {sorted(more)}"


def alone_faults(thing):
    """O6, O12, O13, O15, O16, A5, P1: what an object says where it stands alone."""
    kind, at = kind_of(thing), thing.get("id")
    for name in BACK_ALONE.get(kind, ()):
        if name not in thing:
            yield "O6", f"{at}: {name} is missing where it stands alone"
    if "locationObject" in thing and thing["locationObject"].get("id") != thing.get("location"):
        yield "O12", f"{at}: locationObject is not location"
    for name in SENSITIVE.get(kind, ()):
        if name in thing:
            yield "P1", f"{at}: {name} is shown"
    if kind == "Location":
        yield from geojson_faults(at, thing.get("geojson"))
    if kind == "Meeting":
        yield from agenda_faults(at, thing.get("agendaItem", []))
    if kind == "File" and not thing.get("downloadUrl") and _is_at_home(thing):
        yield "F3", f"{at}: no downloadUrl"
    if kind in HAVE_PAGES and "web" not in thing:
        yield "O10", f"{at}: no web page"
    yield from word_faults(kind, at, thing)


def _is_at_home(file):
    """Test whether the bytes lie with the server itself; others answer as they like."""
    return urlsplit(file.get("accessUrl") or "").netloc == urlsplit(file.get("id") or "").netloc


def word_faults(kind, at, thing):
    """A5: the words that the standard recommends."""
    if kind == "Meeting" and thing.get("meetingState") not in STATES:
        yield "A5", f"{at}: meetingState {thing.get('meetingState')!r}"
    word = thing.get("organizationType", ORGANIZATION_TYPES[0])
    if kind == "Organization" and word not in ORGANIZATION_TYPES:
        yield "A5", f"{at}: organizationType {word!r}"


def geojson_faults(at, feature):
    """O13: a whole Feature, longitude first (checked where the place is in Germany)."""
    if feature is None:
        return
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or feature.get("type") != "Feature":
        yield "O13", f"{at}: geojson is no Feature"
        return
    if "properties" not in feature:
        yield "O13", f"{at}: Feature without properties"
    if geometry.get("type") == "Point":
        longitude, latitude = geometry["coordinates"][:2]
        if not (5 <= longitude <= 16 and 47 <= latitude <= 56):
            yield "O13", f"{at}: {longitude}, {latitude} is not longitude, latitude"


def agenda_faults(at, items):
    """O16: order is the position."""
    orders = [item.get("order") for item in items]
    if orders != list(range(len(items))):
        yield "O16", f"{at}: orders {orders}"


def embedded_faults(host, name, one):
    """O6, L10: no back reference, nothing deleted."""
    for back in NOT_EMBEDDED.get(kind_of(one), ()):
        if back in one:
            yield "O6", f"{one.get('id')} in {host.get('id')}.{name} says {back}"
    if one.get("deleted"):
        yield "L10", f"{host.get('id')}.{name} embeds {one.get('id')}, which is deleted"


def reference_faults(walk, single):
    """O5, O6, O11: what is embedded exists alone, is the same there, and leads back."""
    tops = walk.by_id()
    for host, _name, one in walk.embedded():
        alone = tops.get(one.get("id")) or single(one.get("id"))
        if alone is None:
            yield "O5", f"{one.get('id')} in {host.get('id')} cannot be retrieved"
            continue
        backs = NOT_EMBEDDED.get(kind_of(one), ())
        values = {k: v for k, v in alone.items() if k not in (*backs, "modified")}
        if values != {k: v for k, v in one.items() if k != "modified"}:
            yield "O5", f"{one.get('id')} reads otherwise in {host.get('id')}"
        if one.get("modified", "") > alone.get("modified", ""):
            yield "O4", f"{one.get('id')} is newer in {host.get('id')} than alone"
        if host.get("modified", "") < one.get("modified", ""):
            yield "O4", f"{host.get('id')} is older than {one.get('id')} in it"
        back = LEADS_BACK.get((kind_of(host), kind_of(one)))
        if back and host.get("id") not in _urls(alone.get(back)):
            yield "O6", f"{one.get('id')}.{back} does not lead back to {host.get('id')}"
    named = {t["body"] for t in tops.values() if "body" in t and kind_of(t) != "System"}
    if missing := {url for url in named if isinstance(url, str)} - tops.keys():
        yield "O11", f"no Body {sorted(missing)}"


def _urls(value):
    return value if isinstance(value, list) else [value]


def order_faults(walk):
    """O14, O15: past memberships are there; the leading Gremium comes first (by our mark)."""
    people = [one for one in walk.by_id().values() if kind_of(one) == "Person"]
    memberships = [m for person in people for m in person.get("membership", [])]
    listed = {t["id"] for t in walk.by_id().values() if kind_of(t) == "Membership"}
    living = {i for i in listed if not walk.by_id()[i].get("deleted")}
    if missing := living - {m["id"] for m in memberships}:
        yield "O14", f"in no Person: {sorted(missing)[:3]}"


def licence_faults(walk):
    """O10: a licence is said once, as an address."""
    tops = walk.by_id().values()
    where = [t for t in tops if kind_of(t) in ("System", "Body") and t.get("license")]
    if not where:
        yield "O10", "no licence at System or Body"
    for thing in where:
        if not _is_url(thing["license"]):
            yield "O10", f"{thing['id']}: license is no address"


def tombstone_list_faults(walk):
    """L9: nothing deleted in an unfiltered list."""
    for one in walk.lists:
        for item in one.items:
            if item.get("deleted"):
                yield "L9", f"{item.get('id')} is deleted and listed without modified_since"
