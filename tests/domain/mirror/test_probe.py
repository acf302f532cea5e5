"""What does a probe find out, who may correct it, and what is asked for afterwards?"""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from gremienwerk.domain.mirror.choices import Feature
from gremienwerk.domain.mirror.commands.correct_capability import (
    Correction,
    WrongKind,
    correct_capability,
)
from gremienwerk.domain.mirror.fetching.client import Surroundings
from gremienwerk.domain.mirror.models import Capability
from gremienwerk.domain.mirror.probing import probe
from gremienwerk.domain.mirror.skills import record, skills
from gremienwerk.domain.mirror.syncing import Options
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.events.models import Entry
from tests import oparl_server as faulty
from tests.domain.mirror.conftest import NOW
from tests.domain.mirror.vendors.council import ROOT, council, paper
from tests.oparl_server import PLACE, Fault, OparlServer, send

pytestmark = pytest.mark.django_db

PAPERS = [
    paper(n, created=f"2026-01-{n:02}", modified=f"2026-02-{n:02}T10:00:00+01:00") for n in (1, 2)
]


def filtering(server, handler):
    """A server that finds what changed, in its own order of things, and keeps an ETag."""
    parts = urlsplit(handler.path)
    since = parse_qs(parts.query).get("modified_since", [""])[0]
    if "limit" in parts.query:
        send(handler, b'{"error": "limit"}', status=400)
        return
    items = [p for p in server.tree[parts.path][1]["data"] if p["modified"] > since]
    body = json.dumps({"data": items, "links": {}, "pagination": {"totalElements": 2}})
    if handler.headers.get("If-None-Match") == '"1"' and not since:
        send(handler, b"", status=304)
        return
    send(handler, body.replace(PLACE, server.origin).encode(), ETag='"1"')


@pytest.fixture
def server():
    with OparlServer(council(paper=PAPERS), entry=f"{ROOT}/system") as server:
        server.faults.append(Fault("list/paper", filtering))
        yield server


@pytest.fixture
def ask(by, clock):
    return lambda source: probe(source, Options(Surroundings(clock.now, clock.sleep)), by=by)


def test_a_good_server_is_known_afterwards_and_only_changes_are_asked_for(
    server, add, mirror, ask, clock
):
    source = add(server)
    mirror(source)

    found = ask(source)

    assert (
        found
        == record(source)
        == {
            Feature.VERSION: "1.0",
            Feature.SOFT_404: False,
            Feature.LISTS: ["organization", "person", "meeting", "paper"],
            Feature.PAGE_SIZE: 2,
            Feature.TOTAL: True,
            Feature.ORDER: "oldest_first",
            Feature.SINCE: True,
            Feature.SPELLING: "encoded",
            Feature.EMPTY: "data",
            Feature.KEEPS_FILTER: None,
            Feature.TOMBSTONES: False,
            Feature.LIMIT: False,
            Feature.VOLATILE: [],
            Feature.CONDITIONAL: True,
        }
    )
    assert 60 in clock.slept
    server.requests.clear()
    run = mirror(source)
    assert all("modified_since=" in path for path in server.requests if "/list/paper" in path)
    assert (run.is_full, Paper.objects.alive().count()) == (False, 2)


def test_once_a_week_everything_is_asked_for(server, add, mirror, ask, clock):
    source = add(server)
    mirror(source)
    ask(source)
    assert mirror(source).is_full is False
    clock.sleep(7 * 86400)

    assert mirror(source).is_full is True


def test_a_server_that_ignores_the_filter_is_walked_over_as_a_whole(add, mirror, ask):
    with OparlServer(council(paper=PAPERS), entry=f"{ROOT}/system") as server:
        source = add(server)
        mirror(source)
        found = ask(source)
        assert mirror(source).is_full

    assert (found[Feature.SINCE], found[Feature.CONDITIONAL]) == (False, False)


def test_a_server_that_cannot_be_reached_leaves_the_record(server, add, ask):
    source = add(server)
    ask(source)
    server.faults.insert(0, Fault("/system", faulty.html))

    assert ask(source) == {}
    assert skills(source).since


def test_a_person_corrects_with_a_reason_and_the_next_probe_leaves_it(server, add, ask, by):
    source = add(server)
    ask(source)
    wrong = Correction(Feature.SINCE, reason="Findet gelöschte nicht", value=False)

    correct_capability(source, wrong, by=by, now=NOW)
    ask(source)

    row = Capability.objects.get(feature=Feature.SINCE)
    assert (row.found, row.corrected, row.corrected_by) == (True, False, by)
    assert not skills(source).since
    correct_capability(source, Correction(Feature.SINCE), by=by, now=NOW)
    assert skills(source).since
    with pytest.raises(WrongKind):
        correct_capability(source, Correction(Feature.SINCE, "ja", "so"), by=by, now=NOW)
    assert Entry.objects.filter(kind="mirror.capability-corrected").count() == 2


def test_what_did_not_change_is_not_sent_again(server, add, mirror):
    source = add(server)
    mirror(source)
    sent = []
    server.faults.insert(
        0, Fault("list/paper", lambda s, h: (sent.append(h.headers), filtering(s, h)))
    )

    run = mirror(source)

    assert sent[0]["If-None-Match"] == '"1"'
    assert (run.is_complete, run.counts["Paper"]) == (True, {"unchanged": 2})
