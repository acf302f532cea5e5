"""Does anything secret reach those who are signed in but have no part in it?

A token stands in every text that is not public. Afterwards three accounts begin: one without
any part, a guest and a supporter of a body of their own. What they find is somebody else's.
"""

import re

import pytest
from django.db.models import QuerySet

from gremienwerk.domain.people.models import Person
from tests.leaks import planting
from tests.leaks.crawler import crawl
from tests.leaks.signed_in import (
    BY_RIGHT,
    OWN,
    PLACES,
    auditor,
    elsewhere,
    guest,
    nobody,
    plant_secrets,
    seeds,
    supporter,
)

# What the other database answers is crawled without signing in, and compared in test_sight.
pytestmark = pytest.mark.only_on("sqlite")
ROLES = pytest.mark.parametrize("come", [nobody, guest, supporter], ids=lambda come: come.__name__)
MOMENT = re.compile(r"DTSTAMP:\S+|<updated>[^<]+</updated>|<pubDate>[^<]+</pubDate>")


def looked(client, come, below=PLACES):
    """Return what an account finds, {field: addresses}, and where it looked."""
    starts = [address for address in seeds() if address.startswith(below)]
    one = come()
    client.force_login(one.user)
    found, seen = crawl(client, starts, below)
    own = found.pop(OWN, set())
    names = planting.tokens()
    return {names[token]: sorted(places)[:3] for token, places in found.items()}, own, seen


def page_at(client, address):
    """Return the answer but for the moment it was made at."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, MOMENT.sub("", body.decode(errors="replace")), answer.cookies


@ROLES
def test_nothing_secret_reaches_who_is_signed_in_and_has_no_part_in_it(leak_rows, db, client, come):
    plant_secrets()

    found, own, seen = looked(client, come)

    assert {name: places for name, places in found.items() if name not in BY_RIGHT} == {}
    assert own  # the control: what is one's own is found by the same crawl
    assert {"/arbeit/", "/arbeit/gremien/", "/arbeit/notizen/person/1/", "/konto/"} <= seen
    assert len(seen) > 250


def test_the_control_who_reads_everything_finds_what_is_secret(leak_rows, db, client):
    plant_secrets()

    found, _own, _seen = looked(client, auditor)

    assert {"people.Person.affiliation", "notes.Note.text"} <= found.keys()
    assert len(found) > 20


def test_the_control_a_query_that_forgets_who_asks_is_found(leak_rows, db, client, monkeypatch):
    plant_secrets()
    monkeypatch.setattr(
        type(Person.objects.all()), "visible_to", lambda rows, _actor: QuerySet.all(rows)
    )

    found, _own, _seen = looked(client, nobody, ("/arbeit/personen/",))

    assert any(name.startswith("people.Person.") for name in found)


def test_what_may_be_seen_by_right_is_still_there():
    assert BY_RIGHT.keys() <= set(planting.tokens().values())


def test_elsewhere_an_account_makes_no_difference(leak_rows, db, client):
    addresses = elsewhere()
    before = {one: page_at(client, one) for one in addresses}
    client.force_login(auditor().user)

    assert len(addresses) > 20
    assert {one: page_at(client, one) for one in addresses} == before
