"""200 faults in one sync each: is the state that of a clean sync, or is it said what is missing?

Every fault hits a source that was clean before, on a council that changed since; afterwards
all is rolled back. Clock and sleep are the test's own. Held against a sync without a fault.
"""

import json
import random
from collections import Counter

import pytest
from django.db import transaction

from gremienwerk.domain.mirror.models import Quarantined
from tests import oparl_server as faulty
from tests.domain.mirror.state import rows_of
from tests.domain.mirror.vendors.council import (
    ROOT,
    council,
    item,
    meeting,
    organization,
    paged,
    paper,
    person,
    thing,
    url,
)
from tests.oparl_server import PLACE, Fault, OparlServer, send

pytestmark = pytest.mark.django_db
FAULTS = 200
PLACES = (
    *("/system", "/bodies", "list/organization", "list/person", "list/meeting", "list/paper"),
    *("list/paper?page=2", "list/paper?page=3", "list/meeting?page=2"),
)


def aborted(_server, handler):
    """The line goes dead before a word is said."""
    handler.close_connection = True


def other_ids(server, handler):
    """The same objects, but each id has another form."""
    body = server.body(handler.path).decode()
    for kind in ("paper", "meeting", "person"):
        body = body.replace(f"/{kind}/", f"/{kind}s/id-")
    send(handler, body.encode())


def vanished(server, handler):
    """A list that has become empty."""
    send(handler, json.dumps({"data": [], "links": {}}).encode())


def without_list(server, handler):
    """A Körperschaft that no longer names its papers."""
    send(handler, server.body(handler.path).replace(b'"paper":', b'"papier":'))


ACTS = (
    *(aborted, faulty.truncated, faulty.error_500, faulty.html, faulty.invalid_json),
    *(faulty.nothing, faulty.forbidden, faulty.wrong_shape, faulty.switched_off),
    *(faulty.round_and_round, faulty.to_private, faulty.control_characters),
)
ON_LISTS = (faulty.endless, faulty.same_next, other_ids, vanished, faulty.bad_objects)


def tree(changed):
    """A council of two states; what is gone and new stays within what may vanish."""
    numbers = [n for n in range(1, 25) if not (changed and n == 7)]
    papers = [paper(n, name=f"Antrag {n}{'!' * (changed and n % 5 == 0)}") for n in numbers]
    papers += [paper(31)] * changed
    stations = [thing("Consultation", f"c/{n}", meeting=url(f"meeting/{n}")) for n in (1, 2)]
    for one, station in zip(papers, stations, strict=False):
        one["consultation"] = [station]
    meetings = [meeting(n, agendaItem=[item(10 * n + k) for k in range(3)]) for n in range(1, 11)]
    seat = thing("Membership", "membership/1", organization=url("organization/1"))
    groups = [organization(n) for n in range(1, 4)]
    people = [person(1, membership=[seat]), *[person(n) for n in range(2, 8)]]
    made = council(organization=groups, person=people)
    paged(made, "paper", papers[:10], papers[10:20], papers[20:])
    paged(made, "meeting", meetings[:5], meetings[5:])
    for one in (*groups, *papers, *meetings, *people):
        made[one["id"].removeprefix(PLACE)] = (200, one)  # each can be asked for alone
    return made


def plan():
    """200 faults, the same each time: where, what, and how often."""
    chance, found = random.Random(4), []
    while len(found) < FAULTS:
        where = chance.choice(PLACES)
        acts = ACTS + ON_LISTS if where.startswith("list/") else (*ACTS, vanished)
        act = chance.choice((*acts, without_list) if where == "/bodies" else acts)
        if act in ON_LISTS[:2] and "?" in where:
            continue
        found.append((where, act, chance.choice((1, 2, None))))
    return found


def named(run):
    """What the report says is missing: refused answers and objects, and what was withheld."""
    told = set(Quarantined.objects.filter(run=run).values_list("object_type", flat=True))
    return told | {kind for kind, counts in run.counts.items() if counts.get("withheld")}


def put(server, changed):
    server.tree.clear()
    server.tree |= tree(changed)
    server._bodies.clear()
    server.faults.clear()


def living(source):
    """The rows of a source that are not deleted, and do not join what is."""
    rows = [(json.loads(row), row) for row in rows_of(source)]
    dead = {line[1] for line, _row in rows if line[1] and line[2]["deleted"]}
    return sorted(
        row
        for line, row in rows
        if not line[2]["deleted"] and not dead & {v for v in line[2].values() if isinstance(v, str)}
    )


def test_after_each_of_many_faults_nothing_is_wrong_and_what_is_missing_is_named(
    add, mirror, record_property
):
    outcomes = Counter()
    with OparlServer(tree(0), entry=f"{ROOT}/system") as server:
        source = add(server)
        assert mirror(source).is_complete
        clean = living(source)
        put(server, 1)
        with transaction.atomic():
            assert mirror(source).is_complete
            changed = living(source)
            transaction.set_rollback(True)
        for number, (where, act, times) in enumerate(plan()):
            about = f"{number}: {act.__name__} at {where}, {times} times"
            with transaction.atomic():
                put(server, 1)
                server.faults.append(Fault(where, act, times))
                outcomes[tried(mirror, source, server, (clean, changed, about))] += 1
                transaction.set_rollback(True)
            source.refresh_from_db()
    assert outcomes.total() == FAULTS
    record_property("outcomes", dict(outcomes))
    assert set(outcomes) == {"like a clean sync", "what is missing is named"}


def tried(mirror, source, server, told):
    """Sync under a fault, then without it; return what became of it."""
    clean, changed, about = told
    run = mirror(source, tries=3)
    rows = living(source)
    if rows == changed and run.is_complete:
        return "like a clean sync"
    assert named(run), about
    assert lost(rows, clean) <= lost(changed, clean), about
    server.faults.clear()
    again = mirror(source)
    assert living(source) == changed, about
    assert again.is_complete, about
    return "what is missing is named"


def lost(rows, before):
    """The addresses of living objects that were there before and no longer are."""
    there = {json.loads(row)[1] for row in rows}
    return {json.loads(row)[1] for row in before} - there
