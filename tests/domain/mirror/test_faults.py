"""What happens when a server misbehaves? The run goes on, loses nothing, and says so."""

import pytest

from gremienwerk.domain.mirror.choices import Reason
from gremienwerk.domain.mirror.commands._raw_store import answers_of
from gremienwerk.domain.mirror.models import MirrorRun, Quarantined
from gremienwerk.domain.mirror.reports import last_run, report
from gremienwerk.domain.papers.models import Paper
from tests import oparl_server as faulty
from tests.domain.mirror.state import fingerprint, rows_of
from tests.domain.mirror.trees import small
from tests.oparl_server import Fault, OparlServer

pytestmark = pytest.mark.django_db

PAGE = "/paper?page=2"
FATAL = [
    (faulty.html, Reason.NO_JSON),
    (faulty.invalid_json, Reason.BROKEN_JSON),
    (faulty.error_500, Reason.SERVER_ERROR),
    (faulty.forbidden, Reason.REFUSED),
    (faulty.nothing, Reason.EMPTY),
    (faulty.wrong_shape, Reason.WRONG_SHAPE),
    (faulty.switched_off, Reason.SWITCHED_OFF),
    (faulty.truncated, Reason.UNREACHABLE),
    (faulty.huge, Reason.TOO_BIG),
    (faulty.to_private, Reason.REDIRECTS),
    (faulty.round_and_round, Reason.REDIRECTS),
    (faulty.next_elsewhere, Reason.OTHER_HOST),
    (faulty.same_next, Reason.LOOP),
]


@pytest.fixture
def server():
    with OparlServer(small()) as server:
        yield server


@pytest.mark.parametrize(("act", "reason"), FATAL, ids=lambda v: getattr(v, "__name__", v))
def test_a_page_that_fails_costs_nothing_that_was_there(server, add, mirror, act, reason):
    source = add(server)
    mirror(source)
    before = fingerprint(source)
    last_success_at = source.last_success_at
    server.faults.append(Fault(PAGE, act))

    run = mirror(source, largest_answer=20_000_000)

    assert fingerprint(source) == before
    [page] = Quarantined.objects.filter(run=run)
    assert (page.object_type, page.reason, page.is_page) == ("Paper", reason, True)
    assert "paper" in page.url
    assert (run.is_complete, source.last_success_at) == (False, last_success_at)
    assert {row.type for row in report(source, last_run(source)) if not row.complete} == {
        *("Paper", "Consultation", "File", "Location")
    }


def test_a_first_sync_takes_what_it_can_get(server, add, mirror):
    server.faults.append(Fault(PAGE, faulty.error_500))

    run = mirror(add(server))

    assert not run.is_complete
    assert Paper.objects.count() == 25  # the list cannot go on without its second page
    assert run.counts["Meeting"]["new"] == 50


@pytest.mark.parametrize("act", [faulty.html, faulty.error_500, faulty.truncated])
def test_a_stray_fault_is_asked_again(server, add, mirror, clock, act):
    server.faults.append(Fault(PAGE, act, times=2))

    run = mirror(add(server))

    assert run.is_complete
    assert len(clock.slept) == 2
    assert clock.slept[0] < clock.slept[1]


def test_control_characters_are_mended(server, add, mirror):
    server.faults.append(Fault(PAGE, faulty.control_characters))

    run = mirror(add(server))

    assert run.is_complete
    assert not Paper.objects.filter(name__contains="\x0b").exists()


def test_pages_without_end_do_come_to_an_end(server, add, mirror):
    server.faults.append(Fault("/paper", faulty.endless))

    run = mirror(add(server))

    asked = [path for path in server.requests if "/paper" in path]
    assert (run.is_complete, len(asked)) == (False, 4)
    assert Quarantined.objects.get(run=run).reason == Reason.LOOP


def test_bad_objects_are_put_aside_and_named(server, add, mirror):
    server.faults.append(Fault("/body/1/meeting?page=2", faulty.bad_objects))

    run = mirror(add(server))

    found = Quarantined.objects.filter(run=run).values_list("object_type", "reason", "is_page")
    assert sorted(found) == sorted(
        ("Meeting", reason, False) for reason in (Reason.NO_ID, Reason.WRONG_TYPE, Reason.NO_OBJECT)
    )
    assert run.is_complete


@pytest.mark.parametrize("act", [faulty.html, faulty.error_500, faulty.nothing])
@pytest.mark.parametrize("where", ["/system", "/oparl/v1.0/body"])
def test_a_server_that_is_down_takes_nothing_away(server, add, mirror, act, where):
    source = add(server)
    mirror(source)
    before = rows_of(source)
    server.faults.append(Fault(where, act))

    run = mirror(source)

    assert (run.is_complete, rows_of(source)) == (False, before)
    assert not any(row.complete for row in report(source, last_run(source)) if row.type == "Paper")


def test_a_dead_server_is_not_asked_for_ever(server, add, mirror):
    source = add(server)
    server.faults.append(Fault("/body/1/", faulty.error_500))

    run = mirror(source)

    assert len(server.requests) == 2 + 3 * 5
    assert Reason.SOURCE_DOWN in Quarantined.objects.filter(run=run).values_list(
        "reason", flat=True
    )


def test_private_addresses_are_refused_unless_allowed(server, add, mirror):
    run = mirror(add(server, is_private_allowed=False))

    assert server.requests == []
    assert Quarantined.objects.filter(run=run, is_page=True).first().reason == (
        Reason.PRIVATE_ADDRESS
    )


def test_says_honestly_who_asks_and_waits_between_requests(server, add, mirror, clock):
    run = mirror(add(server, pause_seconds=0.5))

    [agent] = server.agents
    assert agent.startswith("Gremienwerk/")
    assert "http" in agent
    assert clock.slept == [0.5] * (run.requests - 1)


def test_keeps_every_answer_as_it_came(server, add, mirror):
    server.faults.append(Fault(PAGE, faulty.html))
    mirror(add(server))

    answers = list(answers_of(MirrorRun.objects.get()))

    assert [answer.request.url.removeprefix(server.origin) for answer in answers] == list(
        dict.fromkeys(server.requests)
    )
    [broken] = [answer for answer in answers if answer.request.url.endswith(PAGE)]
    assert (broken.status, broken.content[:9]) == (200, b"<!DOCTYPE")
