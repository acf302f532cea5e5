"""Rules about answers: addresses (U), encoding (J1), CORS (C), files (F), errors (E)."""

import ipaddress
from urllib.parse import urlsplit, urlunsplit

from tests.oparl_checker.model import SCHEMA, TYPES
from tests.oparl_checker.walk import kind_of, with_query


def header_faults(url, answer):
    """U1, J1, C1, C2 for one answer of JSON."""
    if answer.header("set-cookie") is not None:
        yield "U1", f"{url} sets a cookie"
    if "cookie" in (answer.header("vary") or "").lower():
        yield "U1", f"{url} varies with cookies"
    if answer.header("access-control-allow-origin") != "*":
        yield "C1", f"{url} ({answer.status}) may not be read by other sites"
    methods = answer.header("access-control-allow-methods")
    if methods is not None and "GET" not in methods:
        yield "C2", f"{url} allows {methods}"
    yield from encoding_faults(url, answer)


def encoding_faults(url, answer):
    if answer.status in (301, 308):
        return
    if answer.body.startswith(b"\xef\xbb\xbf"):
        yield "J1", f"{url} begins with a byte order mark"
    if not (answer.header("content-type") or "").startswith("application/json"):
        yield "J1", f"{url} is {answer.header('content-type')}"
    try:
        answer.body.decode("utf-8")
        _ = answer.json
    except ValueError as error:
        yield "J1", f"{url}: {error}"


def system_faults(walk):
    """U7, O11: one System, its version, its Körperschaften."""
    if kind_of(walk.system) != "System":
        yield "U7", f"{walk.system_url} is {walk.system.get('type')!r}"
    if walk.system.get("oparlVersion") != SCHEMA:
        yield "U7", f"oparlVersion {walk.system.get('oparlVersion')!r}"
    bodies = [one for one in walk.by_id().values() if kind_of(one) == "Body"]
    if not bodies:
        yield "O11", "no Body"


def address_faults(walk):
    """U4, U5, U6: one scheme, one host that is a name, no trace of the implementation."""
    own = urlsplit(walk.system_url)
    try:
        ipaddress.ip_address(own.hostname)
        yield "U5", f"{own.hostname} is no name"
    except ValueError:
        pass
    urls = [*filter(None, walk.by_id()), *(page.url for one in walk.lists for page in one.pages)]
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme != own.scheme:
            yield "U4", f"{url} is not {own.scheme}"
        if parts.netloc != own.netloc:
            yield "U5", f"{url} is not at {own.netloc}"
        if parts.path.rpartition("/")[2].count("."):
            yield "U6", f"{url} shows how it is made"


def canonical_faults(server, walk):
    """U2: one spelling; every other leads to it or to nothing."""
    for url in _samples(walk):
        parts = urlsplit(url)
        head, _slash, key = parts.path.rpartition("/")
        others = [
            f"{parts.path}/",
            parts.path.replace("/1.1/", "/1.1//"),
            parts.path.replace("oparl", "OParl"),
            f"{head}/0{key}" if key.isdigit() else f"{head}/{key.upper()}",
        ]
        for path in others:
            answer = server.ask(urlunsplit(parts._replace(path=path)))
            if answer.status == 200:
                yield "U2", f"{path} is answered too"


def _samples(walk):
    """Return one object of each type."""
    found = {kind_of(thing): thing["id"] for thing in walk.by_id().values()}
    return list(found.values())


def single_faults(server, walk):
    """U2, O5: each object is found under its id, and is the same there as in its list."""
    for url, listed in walk.by_id().items():
        answer = server.ask(url)
        yield from header_faults(url, answer)
        if answer.status != 200:
            yield "O5", f"{url} gives {answer.status}"
            continue
        try:
            alone = answer.json
        except ValueError:
            continue
        if alone.get("id") != url:
            yield "U2", f"{url} says it is {alone.get('id')}"
        elif alone != listed:
            yield "O5", f"{url} reads otherwise in its list"


def host_faults(server, walk):
    """U5: under another name only a way to the canonical address."""
    answer = server.ask(walk.system_url, host="other.example")
    if answer.status != 301 or answer.header("location") != walk.system_url:
        yield "U5", f"other.example: {answer.status}, {answer.header('location')}"
    yield from header_faults(walk.system_url, answer)


def error_faults(server, walk):
    """E1, E2, C1: errors are objects with an error status, readable for other sites."""
    base = walk.system_url.rpartition("/")[0]
    organization = next(iter([one for one in walk.lists if one.name == "organization"]))
    asked = [
        ("GET", f"{base}/meeting/999999999", 404),
        ("GET", f"{base}/nothing", 404),
        ("GET", f"{base}/body/1/nothing", 404),
        ("GET", with_query(organization.url, modified_since="x"), 400),
        ("POST", walk.system_url, 405),
        ("OPTIONS", walk.system_url, 405),
    ]
    for method, url, status in asked:
        answer = server.ask(url, method)
        if answer.status != status:
            yield "E1", f"{method} {url} gives {answer.status}"
        yield from header_faults(url, answer)
        try:
            whole = answer.json
        except ValueError:
            yield "E2", f"{method} {url}: no JSON"
            continue
        yield from error_object_faults(url, answer.status, whole)


def error_object_faults(url, status, whole):
    if whole.get("type") != f"{SCHEMA}Error":
        yield "E2", f"{url}: type {whole.get('type')!r}"
    if whole.get("type") == f"{SCHEMA}Error" and status < 400:
        yield "E2", f"{url}: an Error with status {status}"
    for name in ("message", "debug"):
        if not isinstance(whole.get(name), str) or "Traceback" in whole.get(name, ""):
            yield "E2", f"{url}: {name} is {whole.get(name)!r}"


def head_faults(server, walk):
    """E1: HEAD works where GET does."""
    for url in (walk.system_url, walk.lists[0].url):
        answer = server.ask(url, "HEAD")
        if answer.status != 200 or answer.body:
            yield "E1", f"HEAD {url}: {answer.status}, {len(answer.body)} bytes"


def page_header_faults(walk):
    for one in walk.lists:
        for page in one.pages:
            yield from header_faults(page.url, page.answer)


def file_faults(server, walk):
    """F1 to F4 for every file that lies with the server."""
    own = urlsplit(walk.system_url).netloc
    for thing in walk.by_id().values():
        if kind_of(thing) != "File" or thing.get("deleted"):
            continue
        for name in ("accessUrl", "downloadUrl"):
            url = thing.get(name)
            if isinstance(url, str) and urlsplit(url).netloc == own:
                yield from one_file_faults(server, thing, name, url)


def one_file_faults(server, thing, name, url):
    answer = server.ask(url)
    if answer.status != 200:
        yield "F1", f"{url} gives {answer.status}"
        return
    shown = answer.header("content-disposition") or ""
    if name == "accessUrl" and shown.startswith("attachment"):
        yield "F2", f"{url} says {shown}"
    if name == "downloadUrl" and not (shown.startswith("attachment") and 'filename="' in shown):
        yield "F3", f"{url} says {shown!r}"
    if "size" in thing and len(answer.body) != thing["size"]:
        yield "F1", f"{url} has {len(answer.body)} bytes, not {thing['size']}"
    for wanted in ("last-modified", "content-length", "etag"):
        if answer.header(wanted) is None:
            yield "F4", f"{url} says no {wanted}"
    again = (
        {"if_none_match": answer.header("etag") or "x"},
        {"if_modified_since": answer.header("last-modified") or "x"},
    )
    for condition in again:
        if server.ask(url, **condition).status != 304:
            yield "F4", f"{url} is sent again: {condition}"
    part = server.ask(url, range="bytes=1-2")
    if part.status != 206 or part.body != answer.body[1:3]:
        yield "F4", f"{url} gives no part: {part.status}"


def gone_file_faults(server, urls):
    """F5: bytes of a deleted file answer 410."""
    for url in urls:
        if server.ask(url).status != 410:
            yield "F5", f"{url} gives {server.ask(url).status}"


KNOWN_TYPES = tuple(TYPES)
