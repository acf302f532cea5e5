"""What answers at an address before it is mirrored, who is left alone, and what came new?"""

from datetime import timedelta

import pytest

from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.mirror.choices import Reason
from gremienwerk.domain.mirror.commands.let_rest import REST, Rests, let_rest
from gremienwerk.domain.mirror.commands.request_sync import request_sync
from gremienwerk.domain.mirror.fetching.client import Limits, Reach, Surroundings
from gremienwerk.domain.mirror.looking import ADVICE, NO_BODY, NO_SYSTEM, NothingToMirror, look
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource
from gremienwerk.domain.mirror.news import words_of
from gremienwerk.domain.mirror.nightly import sync_all
from gremienwerk.domain.mirror.screen import screen
from gremienwerk.domain.mirror.syncing import Options, sync
from tests import oparl_server as faulty
from tests.domain.mirror.conftest import NOW
from tests.domain.mirror.vendors.council import ROOT, council, meeting, paper, url
from tests.oparl_server import Fault, OparlServer

pytestmark = pytest.mark.django_db
NEAR = Reach(is_private_allowed=True)


@pytest.fixture
def server():
    lists = {"paper": [paper(1)], "meeting": [meeting(1), meeting(2)]}
    with OparlServer(council(**lists), entry=f"{ROOT}/system") as server:
        yield server


@pytest.fixture
def around(clock):
    return Surroundings(clock.now, clock.sleep)


def test_a_first_look_says_what_the_server_says_of_itself(server, around):
    seen = look(server.url, around, reach=NEAR)
    assert seen.version in {"1.0", "1.1"}
    assert len(seen.bodies) == 1
    assert {"paper", "meeting"} <= {*seen.lists}
    assert len(server.requests) <= 2
    assert not MirrorSource.objects.exists()


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (faulty.html, Reason.NO_JSON),
        (faulty.error_500, Reason.SERVER_ERROR),
        (faulty.forbidden, Reason.REFUSED),
        (faulty.nothing, Reason.EMPTY),
        (faulty.switched_off, Reason.SWITCHED_OFF),
        (faulty.invalid_json, Reason.BROKEN_JSON),
        (faulty.huge, Reason.TOO_BIG),
        (faulty.to_private, Reason.REDIRECTS),
    ],
)
def test_each_fault_has_its_sentence(server, around, act, reason):
    server.faults.append(Fault("/system", act))
    with pytest.raises(NothingToMirror) as refused:
        look(server.url, around, reach=NEAR)
    assert str(refused.value) == str(ADVICE[reason])


def test_private_addresses_and_what_is_no_system_are_refused(server, around):
    with pytest.raises(NothingToMirror) as refused:
        look(server.url, around)
    assert str(refused.value) == str(ADVICE[Reason.PRIVATE_ADDRESS])
    assert server.requests == []
    for change, sentence in (
        (lambda body: body.pop("oparlVersion"), NO_SYSTEM),
        (lambda body: body.update(oparlVersion="1.1", body=[]), NO_SYSTEM),
        (lambda body: body.update(body=["x"]), NO_BODY),
    ):
        server.change(f"{ROOT}/system", change)
        with pytest.raises(NothingToMirror) as refused:
            look(server.url, around, reach=NEAR)
        assert str(refused.value) == str(sentence)
    for nonsense in ("", "stadt", "ftp://stadt.example/", "javascript:alert(1)"):
        with pytest.raises(NothingToMirror):
            look(nonsense, around, reach=NEAR)


def test_a_server_that_fails_in_a_row_is_left_alone_for_an_hour(server, add, mirror, clock, by):
    source = add(server)
    other = MirrorSource.objects.create(
        name="zweite", url=f"{server.url}?x=1", created_at=NOW, is_private_allowed=True
    )
    elsewhere = MirrorSource.objects.create(
        name="fern", url="https://fern.example/system", created_at=NOW, is_paused=True
    )
    server.faults.append(Fault("/list/", faulty.error_500))

    run = mirror(source)

    other.refresh_from_db()
    elsewhere.refresh_from_db()
    assert source.rests_until == other.rests_until
    assert source.rests_until - run.finished_at <= REST + timedelta(seconds=1)
    assert elsewhere.rests_until is None
    assert any(f"{source.rests_until:%d.%m.%Y}" in line for line in screen(source, run))
    asked = len(server.requests)
    around = Surroundings(clock.now, clock.sleep)
    assert sync_all(Options(around), by=by) == 0
    assert len(server.requests) == asked
    with pytest.raises(Rests):
        request_sync(source, by=by, now=clock.now())
    with pytest.raises(Rests):
        sync(source, Options(around, heeds_rest=True), by=by)

    server.faults.clear()
    clock.time += REST
    sync(source, Options(around, Limits(), heeds_rest=True), by=by)
    source.refresh_from_db()
    assert source.rests_until is None


def test_resting_is_told_once_for_all_sources_of_a_server(server, add, by):
    source = add(server)
    until = let_rest(source, by=by, now=NOW)
    source.refresh_from_db()
    assert (until, source.rests_until) == (NOW + REST, NOW + REST)


def test_news_are_what_came_since_the_run_before(server, add, mirror):
    source = add(server)
    assert mirror(source).news == []

    def more(body):
        body["data"] += [{**paper(2), "id": url("paper/2")}, {**paper(3), "id": url("paper/3")}]

    def moved(body):
        body["data"][0]["start"] = "2027-05-05T18:00:00+02:00"
        body["data"][1]["cancelled"] = True

    server.change(f"{ROOT}/list/paper", more)
    server.change(f"{ROOT}/list/meeting", moved)
    run = mirror(source)

    assert run.news == [
        {"type": "Paper", "word": "new", "number": 2},
        {"type": "Meeting", "word": "moved", "number": 1},
        {"type": "Meeting", "word": "called_off", "number": 1},
    ]
    assert words_of(run.news) == "2 neue Drucksachen, 1 Sitzung verlegt, 1 Sitzung abgesagt"
    assert Meeting.objects.filter(cancelled=True).count() == 1
    assert mirror(source).news == []
    assert words_of([{"type": "Unsinn"}]) == ""
    assert MirrorRun.objects.count() == 3
