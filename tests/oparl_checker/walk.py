"""What does a server hold? A walk from its System over every list, page by page."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.oparl_checker.model import BODY_LISTS, ORGANIZATION_LISTS, SCHEMA, TYPES

MOST_PAGES = 500


@dataclass
class Page:
    url: str
    answer: object
    whole: dict


@dataclass
class List:
    """One external list, read to its end: `kind` is the type it should hold."""

    owner: str
    name: str
    kind: str
    url: str
    pages: list = field(default_factory=list)

    @property
    def items(self):
        return [item for page in self.pages for item in page.whole.get("data", [])]


@dataclass
class Walk:
    system_url: str
    system: dict
    lists: list = field(default_factory=list)
    broken: list = field(default_factory=list)  # (row, what)

    def by_id(self):
        """Every object at its top, from the lists; the last one wins."""
        found = {self.system.get("id"): self.system} if self.system else {}
        return found | {item.get("id"): item for one in self.lists for item in one.items}

    def embedded(self):
        """Yield (host, attribute, object) for everything that is embedded somewhere."""
        for host in self.by_id().values():
            yield from embedded_in(host)


def kind_of(thing):
    return str(thing.get("type", "")).removeprefix(SCHEMA)


def embedded_in(host):
    for name, form in TYPES.get(kind_of(host), {}).items():
        value = host.get(name)
        kind = form.strip("[]")
        if kind not in TYPES or value is None:
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield host, name, one
                yield from embedded_in(one)


def with_query(url, **parameters):
    return f"{url}{'&' if '?' in url else '?'}{urlencode(parameters)}" if parameters else url


def read_list(server, walk, found, **parameters):
    """Read a list to its end into `found`, at most as far as is sane."""
    url, seen = with_query(found.url, **parameters), set()
    while url and url not in seen and len(seen) < MOST_PAGES:
        seen.add(url)
        answer = server.ask(url)
        whole = readable(answer, walk.broken, url)
        if answer.status != 200:
            walk.broken.append(("E1", f"{url}: status {answer.status}"))
        elif whole is not None and not isinstance(whole, dict):
            walk.broken.append(("L1", f"{url} is no object"))
        if answer.status != 200 or not isinstance(whole, dict):
            break
        found.pages.append(Page(url, answer, whole))
        links = whole.get("links")
        url = links.get("next") if isinstance(links, dict) and whole.get("data") else None
    return found


def readable(answer, broken, url):
    """Return what an answer says; note if it is not JSON in UTF-8 (J1)."""
    try:
        return answer.json
    except ValueError as error:
        broken.append(("J1", f"{url}: {error}"))
        return None


def walk(server, system_url, **parameters):
    """Read everything; `parameters` go to every list but that of the bodies."""
    made = Walk(system_url, {})
    made.system = readable(server.ask(system_url), made.broken, system_url) or {}
    bodies = List(system_url, "body", "Body", made.system.get("body", ""))
    made.lists.append(read_list(server, made, bodies))
    for body in bodies.items:
        for name, kind in BODY_LISTS.items():
            if isinstance(body.get(name), str):
                found = List(body.get("id"), name, kind, body[name])
                made.lists.append(read_list(server, made, found, **parameters))
    for one in [li for li in made.lists if li.kind == "Organization"]:
        for organization in one.items:
            for name, kind in ORGANIZATION_LISTS.items():
                if isinstance(organization.get(name), str):
                    found = List(organization.get("id"), name, kind, organization[name])
                    made.lists.append(read_list(server, made, found, **parameters))
    return made
