"""Our server keeps every row of the checklist, and the checker would notice if it did not."""

from collections import Counter

import pytest

from tests.domain.mirror.trees import council_1_1, small
from tests.oparl_checker.answers import Live
from tests.oparl_checker.check import breaks, check
from tests.oparl_checker.mutants import MUTANTS
from tests.oparl_checker.rules_changes import gone_faults
from tests.oparl_checker.rules_lists import list_ids
from tests.oparl_checker.served import Served
from tests.oparl_checker.walk import kind_of, walk
from tests.oparl_server import OparlServer

pytestmark = pytest.mark.only_on("sqlite")  # its processes bring a database of their own
MUST = {
    *("U1", "U2", "U4", "U7", "J1", "J2", "J3", "J4", "J6", "O1", "O2", "O5", "O6", "O7", "O9"),
    *("O11", "O12", "O13", "O16", "L1", "L2", "L3", "L4", "L5", "L6", "L9", "L10", "C1", "C2"),
    *("F1", "F2", "F3", "D2", "E2", "P1"),
}
SHOULD = {"U3", "U5", "U6", "J5", "O10", "O14", "L7", "L8", "L11", "F4", "E1", "A5"}


def test_the_demo_network_keeps_every_row(served, recorded):
    assert [str(one) for one in check(recorded, served.system_url)] == []


def test_the_demo_network_shows_what_there_is_to_check(served, recorded):
    made = walk(recorded, served.system_url)
    kinds = Counter(kind_of(one) for one in made.by_id().values())
    embedded = Counter(kind_of(one) for _host, _name, one in made.embedded())
    assert {*kinds} >= {"System", "Body", "Organization", "Person", "Membership", "Meeting"}
    assert {*kinds} >= {"AgendaItem", "Paper", "Consultation", "File", "Location"}
    assert {*embedded} >= {"Membership", "AgendaItem", "Consultation", "File", "Location"}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_answer_is_rejected(served, recorded, mutant):
    mutated = recorded.mutant(mutant.change(served.system_url))
    assert breaks(mutated, served.system_url, mutant.row)


def test_every_must_has_a_mutant():
    assert {mutant.row for mutant in MUTANTS} == MUST | SHOULD


def test_a_republished_council_keeps_every_row_too(tmp_path):
    """After the others: the server gets a second Körperschaft."""
    with (
        OparlServer(small(1, 1)) as first,
        OparlServer(council_1_1(), entry="/oparl/1.1/system") as second,
        Served(tmp_path) as served,
        Live() as asking,
    ):
        for name, council in (("eins", first), ("zwei", second)):
            added = ("--show", "public", "--allow-private", "--pause", "0")
            served.run("mirror", "add", name, council.url, *added)
            said = served.run("mirror", "sync", name)
            before = walk(asking, served.system_url)
            served.run("mirror", "republish", name, "on", "--license", "CC BY 4.0")
            made = walk(asking, served.system_url)
            assert len(made.by_id()) > len(before.by_id()) + 10, said
        findings = list(check(asking, served.system_url))
        assert [str(one) for one in findings] == []
        served.run("mirror", "republish", "eins", "off")
        after = walk(asking, served.system_url)
        gone = {i: t for i, t in made.by_id().items() if i not in after.by_id()}
        assert len(gone) > 500
        listed = set()
        for one in made.lists:
            listed |= list_ids(asking, one, modified_since="2026-01-01T00:00:00+01:00")
        assert gone.keys() <= listed
        for url, thing in list(gone.items())[::50]:
            assert list(gone_faults(asking, thing, url)) == []
