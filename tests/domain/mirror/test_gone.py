"""When does something count as gone? By a tombstone, or by an absence beyond doubt."""

import pytest

from gremienwerk.domain.meetings.models import AgendaItem, Meeting, MeetingNote
from gremienwerk.domain.mirror.models import MirrorObject, UnresolvedReference
from gremienwerk.domain.mirror.queries import provenance
from gremienwerk.domain.papers.models import Paper
from tests.domain.mirror.conftest import NOW
from tests.domain.mirror.trees import ROOT, council_1_1, small
from tests.oparl_server import BASE, PLACE, OparlServer

pytestmark = pytest.mark.django_db

PAPERS = f"{BASE}/body/1/paper?page=2"
MEETINGS = f"{BASE}/body/1/meeting"


@pytest.fixture
def server():
    with OparlServer(small()) as server:
        yield server


def test_a_tombstone_buries_the_meeting_and_its_agenda_but_not_our_note(server, add, mirror, by):
    source = add(server)
    mirror(source)
    meeting = Meeting.objects.filter(agenda_items__isnull=False).order_by("pk").first()
    times = {"created_at": NOW, "modified_at": NOW}
    note = MeetingNote.objects.create(meeting=meeting, author=by, text="Ours", **times)
    url = MirrorObject.objects.get(object_type="Meeting", row_id=meeting.pk).url

    def bury(body):
        for item in body["data"]:
            if item["id"].replace(PLACE, server.origin) == url:
                kept = {"id": item["id"], "modified": "2026-03-01T10:00:00+01:00"}
                item.clear()
                item.update(kept, deleted=True)

    server.change(MEETINGS, bury)
    run = mirror(source)
    again = mirror(source)

    meeting.refresh_from_db()
    assert meeting.deleted_at.isoformat() == "2026-03-01T09:00:00+00:00"
    assert not AgendaItem.objects.alive().filter(meeting=meeting).exists()
    assert provenance(meeting).gone_at_source is not None
    note.refresh_from_db()
    assert (note.text, note.meeting) == ("Ours", meeting)
    assert run.counts["AgendaItem"]["gone"] == meeting.agenda_items.count()
    assert not any(c.get("changed") or c.get("gone") for c in again.counts.values())


def test_a_missing_paper_is_gone_only_once_the_source_says_so(server, add, mirror):
    source = add(server)
    mirror(source)
    lost = server.tree[PAPERS][1]["data"][3]
    kept = server.tree[PAPERS][1]["data"][4]
    server.change(PAPERS, lambda body: [body["data"].remove(item) for item in (lost, kept)])
    server.tree[kept["id"].removeprefix(PLACE)] = (200, kept)

    run = mirror(source)

    assert run.counts["Paper"]["gone"] == 1
    url = lost["id"].replace(PLACE, server.origin)
    row = MirrorObject.objects.get(url=url)
    assert Paper.objects.get(pk=row.row_id).deleted_at is not None
    assert row.gone_at_source is not None


def test_what_comes_back_lives_again(server, add, mirror):
    source = add(server)
    mirror(source)
    lost = server.tree[PAPERS][1]["data"][3]
    server.change(PAPERS, lambda body: body["data"].remove(lost))
    mirror(source)
    server.change(PAPERS, lambda body: body["data"].insert(3, lost))

    mirror(source)

    assert not Paper.objects.exclude(deleted_at=None).exists()
    assert not MirrorObject.objects.exclude(gone_at_source=None).exists()


def test_too_much_at_once_is_not_believed(server, add, mirror):
    source = add(server)
    mirror(source)
    server.change(PAPERS, lambda body: body["data"].clear())

    run = mirror(source)

    assert (run.is_complete, run.counts["Paper"]["withheld"]) == (True, 25)
    assert not Paper.objects.exclude(deleted_at=None).exists()


def test_an_agenda_that_is_not_stated_is_not_emptied(server, add, mirror):
    source = add(server)
    mirror(source)
    with_agenda = [m for m in server.tree[MEETINGS][1]["data"] if m.get("agendaItem")]
    server.change(MEETINGS, lambda _body: with_agenda[0].pop("agendaItem"))
    server.change(MEETINGS, lambda _body: with_agenda[1]["agendaItem"].pop())

    run = mirror(source)

    assert run.counts["AgendaItem"]["gone"] == 1
    assert AgendaItem.objects.exclude(deleted_at=None).count() == 1


def test_a_change_is_seen_though_modified_did_not_move(server, add, mirror, writes):
    source = add(server)
    mirror(source)
    writes.clear()
    server.change(PAPERS, lambda body: body["data"][0].update(name="Anders"))

    run = mirror(source)

    assert run.counts["Paper"] == {"unchanged": 99, "changed": 1}
    assert len(writes) == 1
    assert Paper.objects.filter(name="Anders").count() == 1


def test_a_reference_is_linked_once_its_target_comes(add, mirror):
    tree = council_1_1()
    path = f"{ROOT}/list/paper"
    late = tree[path][1]["data"].pop()
    with OparlServer(tree, entry=f"{ROOT}/system") as server:
        source = add(server)
        mirror(source)
        paper = Paper.objects.get()
        assert (paper.relations.count(), UnresolvedReference.objects.count()) == (0, 2)
        server.change(path, lambda body: body["data"].append(late))
        mirror(source)

    assert paper.relations.get().other.web == ""
    assert UnresolvedReference.objects.get().field == "location"


def test_an_object_in_no_list_is_asked_for_alone(add, mirror):
    tree = council_1_1()
    late = tree[f"{ROOT}/list/paper"][1]["data"].pop()
    tree[f"{ROOT}/paper/2"] = (200, late)
    with OparlServer(tree, entry=f"{ROOT}/system") as server:
        mirror(add(server))

    assert Paper.objects.count() == 2
    assert UnresolvedReference.objects.get().field == "location"
    assert not any("location/9" in path for path in server.requests)
