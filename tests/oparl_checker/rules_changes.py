"""Rules about what happens between two walks: moments, hosts, tombstones (O3, O4, D, L9)."""

from datetime import datetime

from tests.oparl_checker.model import SCHEMA
from tests.oparl_checker.walk import embedded_in, kind_of

MOMENTS = ("created", "modified")


def change_faults(server, before, after):
    """Compare two walks of one server."""
    old, new = before.by_id(), after.by_id()
    for url in old.keys() & new.keys():
        if old[url] != new[url] and not _moment(new[url]) > _moment(old[url]):
            yield "O3", f"{url} changed, and modified did not move"
        if old[url].get("created") != new[url].get("created"):
            yield "D2", f"{url}: created changed"
    yield from host_faults(old, new)
    for url in old.keys() - new.keys():
        yield from gone_faults(server, old[url], url)


def _moment(thing):
    return datetime.fromisoformat(thing.get("modified", "1990-01-01T00:00:00+01:00"))


def host_faults(old, new):
    """O4: who embeds what changed or went has changed too."""
    for url, host in old.items():
        for one_host, _name, one in embedded_in(host):
            if one_host is not host or url not in new:
                continue
            now = new.get(one["id"])
            inner = [o for h, _n, o in embedded_in(new[url]) if o["id"] == one["id"]]
            is_same = now is not None and inner and _values(inner[0]) == _values(one)
            if not is_same and not _moment(new[url]) > _moment(host):
                yield "O4", f"{url} embeds {one['id']}, which changed, and did not move"


def _values(thing):
    return {key: value for key, value in thing.items() if key not in MOMENTS}


def gone_faults(server, thing, url):
    """D1, D2, L9: what went left a tombstone, at its address and in the filtered lists."""
    answer = server.ask(url, x_after="change")
    if answer.status != 200:
        yield "D1", f"{url} gives {answer.status}"
        return
    stone = answer.json
    wanted = {"id": url, "type": f"{SCHEMA}{kind_of(thing)}", "created": thing.get("created")}
    says_so = stone.get("deleted") is True and wanted.items() <= stone.items()
    says_more = set(stone) != {*wanted, "modified", "deleted"}
    if not says_so or says_more or not _moment(stone) > _moment(thing):
        yield "D2", f"{url}: tombstone {stone}"


def listed_faults(gone, filtered):
    """L9: with modified_since, tombstones are listed."""
    listed = {item.get("id") for one in filtered.lists for item in one.items}
    for url in gone - listed:
        yield "L9", f"{url} is gone and in no list with modified_since"
