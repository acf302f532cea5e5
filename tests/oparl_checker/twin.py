"""Does a mirrored installation hold what the server holds? Compared object by object.

Both sides are asked over the network; which object is which is read from the tables of the
mirror with sqlite alone. Shares no code with src.
"""

import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime

from tests.oparl_checker.model import BODY_LISTS, ORGANIZATION_LISTS
from tests.oparl_checker.served import Served
from tests.oparl_checker.walk import kind_of

STAMPS = ("created", "modified")
# What is another thing at another server, or is kept out on purpose.
OF_THE_SERVER = {
    "Body": {"system", "oparlSince", *BODY_LISTS},  # addresses of lists, and its own beginning
    "Organization": {*ORGANIZATION_LISTS},
}
PRIVATE = {"Person": {"email", "phone", "status", "Gremienwerk:affiliation"}}  # decision 11
ADDED = {"Organization": {"web"}}  # the page here, where the server names none
UNORDERED = {"Organization": {"membership"}, "Location": {"organizations", "meetings", "papers"}}
TABLES = {
    "Body": "bodies_body",
    "LegislativeTerm": "bodies_legislativeterm",
    "Location": "bodies_location",
    "Organization": "organizations_organization",
    "Person": "people_person",
    "Membership": "organizations_membership",
    "File": "files_file",
    "Meeting": "meetings_meeting",
    "AgendaItem": "meetings_agendaitem",
    "Paper": "papers_paper",
    "Consultation": "meetings_consultation",
}


class Twin(Served):
    """A second installation, empty but for what it mirrors; it has no System of its own."""

    serving = ("--empty",)
    ready = 404

    def mirrored(self):
        """{address at the server: (type, address here, key)} of everything that lives."""
        rows = self.rows(
            "SELECT object_type, url, row_id FROM mirror_mirrorobject"
            " WHERE gone_at_source IS NULL AND object_type <> 'System'"
        )
        return {
            url: (kind, f"{self.origin}/oparl/1.1/{kind.lower()}/{key}", key)
            for kind, url, key in rows
        }

    def gone(self):
        """{type: how many objects the source took back}."""
        return dict(
            self.rows(
                "SELECT object_type, count(*) FROM mirror_mirrorobject"
                " WHERE gone_at_source IS NOT NULL GROUP BY object_type"
            )
        )

    def stamps(self, kind, key):
        """When a row was made and changed, as the table says."""
        [found] = self.rows(
            f"SELECT created_at, modified_at FROM {TABLES[kind]} WHERE id = ?",  # noqa: S608 -- our own words
            key,
        )
        return [datetime.fromisoformat(value).replace(tzinfo=UTC) for value in found]

    def fingerprint(self):
        """Everything in the tables of the nouns."""
        return {
            kind: self.rows(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 -- our own words
            for kind, table in TABLES.items()
        }

    def counts(self):
        """{type: {new, changed, unchanged, gone ...}} of the last run, and whether it was full."""
        return self.rows(
            "SELECT counts, is_full, is_complete FROM mirror_mirrorrun ORDER BY id DESC LIMIT 1"
        )[0]


def edit(served, word):
    """Change what a server holds, in a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "tests.oparl_checker.edit", word],
        env=served.environment | {"DJANGO_SETTINGS_MODULE": "gremienwerk.settings"},
        check=True,
    )


def differences(walk, twin, asking, *, has_moved=False):
    """Yield (address, property, there, here) for all that is not the same.

    With `has_moved` the server may name a later change than the mirror: of an object in which
    nothing but a child or a way back changed, no row is written (importer rule 3).
    """
    twin.run("oparl", "rebuild")  # what the worker does in a moment, now
    here = twin.mirrored()
    there = {url: thing for url, thing in walk.by_id().items() if kind_of(thing) != "System"}
    for url in sorted(there.keys() ^ here.keys()):
        yield url, "id", url in there, url in here
    back = {address: url for url, (_kind, address, _key) in here.items()}
    for url in sorted(there.keys() & here.keys()):
        kind, address, key = here[url]
        answer = asking.ask(address)
        found = translated(answer.json, back) if answer.status == 200 else {}
        for name, first, second in unlike(there[url], found, kind):
            yield url, name, first, second
        told = [datetime.fromisoformat(there[url][name]) for name in STAMPS]
        kept = twin.stamps(kind, key)
        is_later = has_moved and told[0] == kept[0] and told[1] > kept[1]
        if told != kept and not is_later:
            yield url, "created, modified", told, kept


def translated(value, back):
    """The same with every address of an object here as the one at the server."""
    if isinstance(value, dict):
        return {name: translated(one, back) for name, one in value.items()}
    if isinstance(value, list):
        return [translated(one, back) for one in value]
    return back.get(value, value) if isinstance(value, str) else value


def unlike(there, here, kind, way=""):
    """Yield (property, there, here) for each property that differs, embedded ones too."""
    passed = {*STAMPS} | OF_THE_SERVER.get(kind, set()) | PRIVATE.get(kind, set())
    for name in sorted({*there, *here} - passed):
        first, second = there.get(name), here.get(name)
        if first is None and name in ADDED.get(kind, set()):
            continue
        if name in UNORDERED.get(kind, set()) and isinstance(first, list):
            first, second = sorted(first), sorted(second or [])
        if all(isinstance(one, dict) and "type" in one for one in (first, second)):
            yield from unlike(first, second, kind_of(first), f"{way}{name}.")
        elif are_objects(first) and are_objects(second) and len(first) == len(second):
            for one, other in zip(first, second, strict=True):
                yield from unlike(one, other, kind_of(one), f"{way}{name}.")
        elif first != second:
            yield way + name, first, second


def are_objects(value):
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def told_of_people(twin, asking):
    """Every property that a person here has beside names and mandates."""
    people = [address for kind, address, _key in twin.mirrored().values() if kind == "Person"]
    return Counter(
        name for url in people for name in asking.ask(url).json if name in PRIVATE["Person"]
    )


def compared(walk):
    """How many objects of each type a walk holds, by its own count."""
    return Counter(kind_of(thing) for thing in walk.by_id().values())
