"""Rules about lists: pages, links, filters, order (L, U3)."""

from datetime import datetime, timedelta
from urllib.parse import parse_qsl, quote, urlsplit

from tests.oparl_checker.model import BODY_LISTS, INTERNAL
from tests.oparl_checker.walk import List, Walk, kind_of, read_list, with_query

LONG_AGO = "1990-01-01T00:00:00+01:00"
FAR_AHEAD = "2100-01-01T00:00:00+01:00"
FILTERS = ("created_since", "created_until", "modified_since", "modified_until")


def page_faults(walk):
    """L1, L2, L3, U3: every page has its three parts, next leads on, sizes are the same."""
    for one in walk.lists:
        yield from pages_of_one_faults(one)
        for item in one.items:
            if kind_of(item) != one.kind:
                yield "L1", f"{one.url} lists {item.get('type')!r}"


def pages_of_one_faults(one):
    sizes = []
    for number, page in enumerate(one.pages):
        yield from shape_faults(page)
        links, pagination = page.whole.get("links", {}), page.whole.get("pagination", {})
        is_last = number == len(one.pages) - 1
        if is_last and isinstance(links, dict) and "next" in links:
            yield "L2", f"{page.url}: the last page has a next"
        if not is_last and isinstance(pagination, dict):
            sizes.append(pagination.get("elementsPerPage"))
            if len(page.whole.get("data", [])) != sizes[-1]:
                yield "L3", f"{page.url}: {len(page.whole['data'])} of {sizes[-1]}"
    if len(set(sizes)) > 1:
        yield "L3", f"{one.url}: page sizes {sizes}"


def shape_faults(page):
    whole = page.whole
    for name, kind in (("data", list), ("pagination", dict), ("links", dict)):
        if not isinstance(whole.get(name), kind):
            yield "L1", f"{page.url}: {name} is {whole.get(name)!r}"[:120]
    for name, url in (whole.get("links") or {}).items():
        names = [key for key, _value in parse_qsl(urlsplit(url).query)]
        if names != sorted(names):
            yield "U3", f"{page.url}: {name} orders {names}"


def order_faults(server, walk):
    """L4: the order is the same at every asking, and nothing comes twice."""
    for one in walk.lists:
        ids = [item.get("id") for item in one.items]
        if len(ids) != len(set(ids)):
            yield "L4", f"{one.url}: listed twice: {sorted({i for i in ids if ids.count(i) > 1})}"
        again = read_list(server, Walk("", {}), List(*_head(one)), limit=7)
        yield from pages_of_one_faults(again)
        got = [item.get("id") for item in again.items]
        if got != ids and got == ids[: len(got)]:
            yield "L2", f"{one.url}: smaller pages do not lead to the end"
        elif got != ids:
            yield "L4", f"{one.url}: other objects or another order with smaller pages"


def _head(one):
    return one.owner, one.name, one.kind, one.url


def filter_faults(server, walk):
    """L5, L6, L9: four filters on every list, combined, inclusive, kept in the links."""
    for one in walk.lists:
        items = one.items
        for name in FILTERS:
            far = FAR_AHEAD if name.endswith("since") else LONG_AGO
            if list_ids(server, one, **{name: far}):
                yield "L5", f"{one.url}: {name}={far} changes nothing"
        yield from bound_faults(server, one, items)
        first = ask_page(server, with_query(one.url, modified_since=LONG_AGO, limit=1))
        for where, url in first.get("links", {}).items():
            given = dict(parse_qsl(urlsplit(url).query))
            if given.get("modified_since") != LONG_AGO:
                yield "L6", f"{one.url}: {where} loses the filter: {url}"
    living = {item.get("id") for one in walk.lists for item in one.items}
    all_changed = {i for one in walk.lists for i in list_ids(server, one, modified_since=LONG_AGO)}
    if missing := living - all_changed:
        yield "L5", f"modified_since loses {sorted(missing)[:3]}"


def bound_faults(server, one, items):
    """L5, L11: a bound counts in, and both together leave exactly what lies between."""
    for field in ("created", "modified"):
        moments = sorted({item[field] for item in items if field in item}, key=_moment)
        for chosen in {*moments[:1], *moments[-1:]}:
            both = {f"{field}_since": chosen, f"{field}_until": chosen}
            wanted = {i.get("id") for i in items if _moment(i.get(field)) == _moment(chosen)}
            got = list_ids(server, one, living=True, **both)
            if got != wanted:
                yield "L5", f"{one.url}: {both} gives {len(got)} of {len(wanted)}"
            later = (_moment(chosen) + timedelta(seconds=1)).isoformat()
            if wanted & list_ids(server, one, **{f"{field}_since": later}):
                yield "L5", f"{one.url}: {field}_since is not kept"


def _moment(text):
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return datetime.fromisoformat(LONG_AGO)


def list_ids(server, one, *, living=False, **parameters):
    found = read_list(server, Walk("", {}), List(*_head(one)), **parameters)
    return {i.get("id") for i in found.items if not (living and i.get("deleted"))}


def ask_page(server, url):
    try:
        whole = server.ask(url).json
    except ValueError:
        return {}
    return whole if isinstance(whole, dict) else {}


def input_faults(server, walk):
    """L7, L11, E1, E2: wishes are met as far as they can be, nonsense is an error."""
    url = next(one.url for one in walk.lists if one.name == "organization")
    for wish in ("0", "-5", "100000", "viele"):
        if server.ask(with_query(url, limit=wish)).status != 200:
            yield "L7", f"limit={wish} is refused"
    for text in ("2026-01-31", "gestern", "2026-13-01T00:00:00+01:00"):
        answer = server.ask(with_query(url, modified_since=text))
        if answer.status != 400:
            yield "L11", f"modified_since={text} gives {answer.status}"
    for spelled in ("2026-01-31T08:00:00Z", "2026-01-31T08:00:00 01:00"):
        if (
            server.ask(f"{url}?modified_since={quote(spelled, safe=' ').replace(' ', '+')}").status
            != 200
        ):
            yield "L11", f"modified_since={spelled} is refused"
    if server.ask(with_query(url, unknown="1")).status != 200:
        yield "L11", "an unknown parameter is refused"


def brief_faults(server, walk):
    """L8: omit_internal drops the lists it names, and nothing else."""
    for one in walk.lists:
        if one.kind not in INTERNAL or one.name not in BODY_LISTS:
            continue
        whole = {item.get("id"): item for item in one.items}
        found = read_list(server, Walk("", {}), List(*_head(one)), omit_internal="true")
        for item in found.items:
            wanted = whole.get(item.get("id"), {})
            wanted = {k: v for k, v in wanted.items() if k not in INTERNAL[one.kind]}
            if item != wanted:
                differs = set(item) ^ set(wanted) or {"a value"}
                yield "L8", f"{item.get('id')}: {sorted(differs)}"
