"""Who takes care of a source: losses, alarms, moved ids, removal, old answers?"""

import json
from datetime import timedelta

import pytest

from gremienwerk.cli import main
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.meetings.models import Meeting, MeetingNote
from gremienwerk.domain.mirror.choices import Alarm
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.commands.confirm_loss import NothingMissing, confirm_loss
from gremienwerk.domain.mirror.commands.move_ids import Collision, Move, move_ids, preview
from gremienwerk.domain.mirror.commands.purge_answers import purge_answers
from gremienwerk.domain.mirror.commands.raise_alarms import raise_alarms
from gremienwerk.domain.mirror.commands.remove_source import remove_source
from gremienwerk.domain.mirror.commands.steer_source import NoPattern, Switches, steer_source
from gremienwerk.domain.mirror.models import MirrorSource, RawAnswer, RawBody
from gremienwerk.domain.mirror.staleness import alarms_of, stale_sources
from gremienwerk.domain.mirror.syncing import NothingToMap, map_again
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.outbox.models import Letter
from tests import oparl_server as faulty
from tests.domain.mirror.conftest import NOW
from tests.domain.mirror.vendors.council import ROOT, council, meeting, paper, url
from tests.factories.accounts import UserFactory
from tests.oparl_server import Fault, OparlServer

pytestmark = pytest.mark.django_db
PAPERS = f"{ROOT}/list/paper"


@pytest.fixture
def server():
    papers = [{**paper(n), "id": url(f"papers?id={n}")} for n in range(30)]
    with OparlServer(council(paper=papers, meeting=[meeting(1)]), entry=f"{ROOT}/system") as server:
        yield server


def test_a_loss_that_a_person_confirms_is_believed_once(server, add, mirror, by):
    source = add(server)
    mirror(source)
    with pytest.raises(NothingMissing):
        confirm_loss(source, by=by, now=NOW)
    server.change(PAPERS, lambda body: body["data"].__delitem__(slice(5, None)))
    assert mirror(source).counts["Paper"]["withheld"] == 25

    confirm_loss(source, by=by, now=NOW)
    source.refresh_from_db()
    run = mirror(source)

    assert (run.counts["Paper"]["gone"], Paper.objects.alive().count()) == (25, 5)
    assert source.loss_confirmed == {}


def test_more_than_was_confirmed_is_withheld_again(server, add, mirror, by):
    source = add(server)
    mirror(source)
    server.change(PAPERS, lambda body: body["data"].__delitem__(slice(8, None)))
    mirror(source)
    confirm_loss(source, by=by, now=NOW)
    source.refresh_from_db()
    server.change(PAPERS, lambda body: body["data"].clear())

    run = mirror(source)

    assert (run.counts["Paper"]["withheld"], Paper.objects.alive().count()) == (30, 30)


def test_confirmed_at_the_terminal(server, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    main(["mirror", "add", "stadt", server.url, "--allow-private", "--pause", "0"])
    main(["mirror", "sync", "stadt"])
    assert main(["mirror", "sync", "stadt", "--confirm-loss"]) == 1
    server.change(PAPERS, lambda body: body["data"].clear())
    main(["mirror", "sync", "stadt"])

    assert main(["mirror", "sync", "stadt", "--confirm-loss"]) == 0
    assert not Paper.objects.alive().exists()


def test_moved_ids_keep_rows_and_own_notes(server, add, mirror, by):
    source = add(server)
    mirror(source)
    row, times = Meeting.objects.get(), {"created_at": NOW, "modified_at": NOW}
    note = MeetingNote.objects.create(meeting=row, author=by, text="Ours", **times)
    before = dict(Paper.objects.values_list("name", "pk"))
    for path in (PAPERS, f"{ROOT}/list/meeting"):
        server.change(
            path,
            lambda body: [
                one.update(id=one["id"].replace("papers?id=", "paper/").replace("meeting/", "m/"))
                for one in body["data"]
            ],
        )
    assert not mirror(source).is_complete
    move = Move(r"/(?:papers\?id=(\d+)|meeting/(\d+))$", r"/x")

    moving = preview(source, move)
    assert len(moving) == 31
    move_ids(source, Move(r"/papers\?id=(\d+)$", r"/paper/\1"), by=by, now=NOW)
    move_ids(source, Move(r"/meeting/(\d+)$", r"/m/\1"), by=by, now=NOW)
    source.refresh_from_db()
    run = mirror(source)

    assert run.is_complete
    assert dict(Paper.objects.values_list("name", "pk")) == before
    note.refresh_from_db()
    assert (Meeting.objects.get(), note.meeting) == (row, row)
    with pytest.raises(Collision):
        move_ids(source, Move("nirgends", ""), by=by, now=NOW)


def test_a_removed_source_is_gone_for_all_and_comes_back_with_its_notes(server, add, mirror, by):
    source = add(server, shown="public")
    mirror(source)
    row, times = Meeting.objects.get(), {"created_at": NOW, "modified_at": NOW}
    note = MeetingNote.objects.create(meeting=row, author=by, text="Ours", **times)

    remove_source(source, by=by, now=NOW)

    assert not Paper.objects.alive().exists()
    assert not RawAnswer.objects.exists()
    assert not RawBody.objects.exists()
    assert not Body.objects.get(mirrored__isnull=False).is_public
    assert not MirrorSource.objects.in_use().exists()
    assert MeetingNote.objects.get() == note
    again = add_source(SourceDraft("stadt", server.url), by=by, now=NOW)
    assert again == source
    assert mirror(again).is_complete
    assert (Paper.objects.alive().count(), Meeting.objects.alive().get()) == (30, row)


def test_switches_are_set_by_the_office_only(server, add, by):
    source, somebody = add(server), UserFactory()
    with pytest.raises(NotAllowed):
        steer_source(source, Switches(is_paused=True), by=somebody, now=NOW)
    with pytest.raises(NoPattern):
        steer_source(source, Switches(id_rules=[("(", "")]), by=by, now=NOW)

    steered = steer_source(source, Switches(is_paused=True, volatile=["web"]), by=by, now=NOW)

    assert (steered.is_paused, steered.volatile) == (True, ["web"])
    assert not MirrorSource.objects.in_use().exists()


def test_a_source_that_goes_stale_is_told_once_to_the_named_person(server, add, mirror, by):
    source, clerk = add(server), UserFactory(email="clerk@example.org")
    mirror(source)
    steer_source(source, Switches(alarm_to=clerk), by=by, now=NOW)
    soon, late = NOW + timedelta(hours=20), NOW + timedelta(hours=30)
    assert stale_sources(soon) == []

    [stale] = stale_sources(late)
    assert (stale.source, stale.alarms) == (source, (Alarm.NO_SUCCESS,))
    assert raise_alarms(source, stale.alarms, by=by, now=late)
    assert not raise_alarms(source, stale.alarms, by=by, now=late)

    letter = Letter.objects.get()
    assert (letter.recipient, "26" in letter.text) == ("clerk@example.org", True)
    assert alarms_of(source, now=NOW + timedelta(days=9)) == (
        Alarm.NO_SUCCESS,
        Alarm.NO_FULL_WALK,
    )


def test_each_alarm_has_its_reason(server, add, mirror, clock):
    source = add(server)
    mirror(source)
    server.change(PAPERS, lambda body: body["data"].__delitem__(slice(20, None)))
    mirror(source)
    assert Alarm.SHRUNK in alarms_of(source, now=clock.now())
    server.faults.append(Fault("/list/person", faulty.forbidden))
    mirror(source)
    assert Alarm.LIST_FAILS in alarms_of(source, now=clock.now())
    server.faults.clear()
    server.change(PAPERS, lambda body: body["data"].clear())
    Paper.objects.update(deleted_at=None)
    days = [{**meeting(n), "id": url(f"old/{n}")} for n in range(1, 4)]
    server.change(f"{ROOT}/list/meeting", lambda body: body["data"].extend(days))
    mirror(source)
    assert Alarm.NOTHING_NEW in alarms_of(source, now=NOW.replace(month=5))


def test_old_answers_are_forgotten_and_their_hashes_kept(server, add, mirror, by, clock):
    source = add(server)
    mirror(source)
    server.change(PAPERS, lambda body: body["data"][0].update(name="Anders"))
    clock.sleep(40 * 86400)
    mirror(source)

    assert purge_answers(source, by=by, now=clock.now()) == 1
    assert purge_answers(source, by=by, now=clock.now()) == 0

    [purged] = RawBody.objects.exclude(purged_at=None)
    assert (bytes(purged.data), len(purged.sha256)) == (b"", 64)
    map_again(source, by=by, now=clock.now())  # what is needed is still there


def test_what_a_source_deleted_is_forgotten_even_where_it_is_needed(server, add, mirror, by, clock):
    source = add(server)
    mirror(source)
    row = source.objects_seen.get(object_type="Meeting")
    row.gone_at_source = clock.now() + timedelta(days=1)
    row.save()
    clock.sleep(40 * 86400)

    purge_answers(source, by=by, now=clock.now())

    answer = RawAnswer.objects.get(url__endswith="list/meeting")
    assert bytes(answer.body.data) == b""
    assert json.dumps(answer.body.sha256)
    with pytest.raises(NothingToMap):
        map_again(source, by=by, now=clock.now())
