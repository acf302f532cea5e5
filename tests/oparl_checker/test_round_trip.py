"""Our own mirror walks our own server without a difference, and so does a walker of its own.

Two installations: the demo network, served by a process; and an empty one that mirrors it.
What the second holds is asked for over its own OParl and compared property by property.
"""

import json
from collections import Counter

import pytest

from tests.oparl_checker.answers import Live
from tests.oparl_checker.model import TYPES
from tests.oparl_checker.served import Served
from tests.oparl_checker.twin import Twin, compared, differences, edit, told_of_people
from tests.oparl_checker.walk import walk

pytestmark = pytest.mark.only_on("sqlite")  # its processes bring a database of their own
WROTE = ("new", "changed", "gone", "withheld")


@pytest.fixture
def pair(tmp_path):
    with (
        Served(tmp_path / "first") as served,
        Twin(tmp_path / "second") as twin,
    ):
        edit(served, "age")
        access = ("--show", "public", "--allow-private", "--pause", "0")
        twin.run("mirror", "add", "bezirk", served.system_url, *access)
        twin.run("mirror", "sync", "bezirk")
        twin.run("mirror", "republish", "bezirk", "on", "--license", "CC0 1.0")
        yield served, twin


def last_run(twin):
    counts, is_full, is_complete = twin.counts()
    return json.loads(counts), bool(is_full), bool(is_complete)


def total(counts, word):
    return sum(of_type.get(word, 0) for of_type in counts.values())


def test_our_mirror_walks_our_server_without_a_difference_again_and_after_changes(pair):
    """One story in three parts, whatever order the tests are in."""
    all_twelve_types_come_over_without_a_difference(*pair)
    a_second_walk_writes_nothing(*pair)
    what_changed_and_what_was_deleted_comes_over_by_asking_for_changes_alone(*pair)


def all_twelve_types_come_over_without_a_difference(served, twin):
    with Live() as asking:
        made = walk(asking, served.system_url)
        found = [*differences(made, twin, asking)]
        kinds = compared(made)
        told = told_of_people(twin, asking)
    assert found == []
    assert {*kinds} == {*TYPES}
    counts, is_full, is_complete = last_run(twin)
    assert (is_full, is_complete) == (True, True)
    assert {kind: counts[kind]["new"] for kind in kinds} == dict(kinds)
    assert told == Counter()


def a_second_walk_writes_nothing(_served, twin):
    before = twin.fingerprint()
    twin.run("mirror", "sync", "bezirk", "--full")
    counts, _is_full, is_complete = last_run(twin)
    assert is_complete
    assert [total(counts, word) for word in WROTE] == [0, 0, 0, 0]
    assert twin.fingerprint() == before


def what_changed_and_what_was_deleted_comes_over_by_asking_for_changes_alone(served, twin):
    with Live() as asking:
        before = walk(asking, served.system_url)
        twin.run("mirror", "probe", "bezirk")
        edit(served, "change")
        twin.run("mirror", "sync", "bezirk")
        counts, is_full, is_complete = last_run(twin)
        after = walk(asking, served.system_url)
        found = [*differences(after, twin, asking, has_moved=True)]
    assert (is_full, is_complete) == (False, True)
    assert found == []
    gone = compared(before) - compared(after)
    assert {*gone} >= {"Meeting", "AgendaItem", "Paper", "Person", "Membership", "LegislativeTerm"}
    assert twin.gone() == dict(gone)
    twin.run("mirror", "sync", "bezirk", "--full")
    counts, is_full, is_complete = last_run(twin)
    assert (is_full, is_complete) == (True, True)
    assert [total(counts, word) for word in WROTE] == [0, 0, 0, 0]
