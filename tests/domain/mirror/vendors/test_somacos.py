"""Rows 13 to 20 of the vendor table: does each deviation of Somacos come over rightly?"""

import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting
from gremienwerk.domain.mirror.choices import Feature
from gremienwerk.domain.mirror.fetching.walk import Since, with_since
from gremienwerk.domain.mirror.models import Capability, UnresolvedReference
from gremienwerk.domain.papers.models import Paper
from tests import oparl_server as faulty
from tests.domain.mirror.conftest import NOW
from tests.domain.mirror.state import fingerprint
from tests.domain.mirror.vendors.council import (
    PLACE,
    ROOT,
    council,
    item,
    meeting,
    paged,
    paper,
    thing,
    url,
)
from tests.oparl_server import Fault, send

pytestmark = pytest.mark.django_db


def forgetful(server, handler):
    """Filter by `modified_since` on the first two pages only; a plus becomes a blank."""
    parts = urlsplit(handler.path)
    asked = dict(part.partition("=")[::2] for part in parts.query.split("&"))
    number = int(asked.get("page", 1))
    since = asked.get("modified_since", "")
    items = server.tree[parts.path][1]["data"]
    if since and "+" in since:
        send(handler, b"<h1>blank in date</h1>", kind="text/html")
        return
    if since and number < 3:
        items = [one for one in items if one["modified"] > "2026-03"]
    links = {}
    if number < 4:
        links["next"] = f"{server.origin}{parts.path}?page={number + 1}"
        links["next"] += "&modified_since=2026-03-02T03:00:00+01:00" if number == 1 else ""
    body = json.dumps({"data": items[number - 1 : number], "links": links})
    send(handler, body.replace(PLACE, server.origin).encode())


def test_13_the_filter_is_kept_on_each_page_and_its_plus_is_encoded(serve, add, mirror):
    old, new = "2020-01-01T00:00:00+01:00", "2026-03-03T12:00:00+01:00"
    papers = [paper(n, modified=old if n % 2 else new) for n in range(4)]
    server = serve(council(paper=papers))
    source = add(server)
    mirror(source)
    Capability.objects.create(source=source, feature=Feature.SINCE, found=True, found_at=NOW)
    server.faults.append(Fault("list/paper", forgetful))
    server.requests.clear()

    run = mirror(source)

    asked = [path for path in server.requests if "list/paper" in path]
    assert (run.is_full, run.is_complete, len(asked)) == (False, True, 4)
    assert all("modified_since=2026-03-03T03%3A00%3A00%2B01%3A00" in path for path in asked)
    assert run.counts["Paper"] == {"unchanged": 2}  # what lies outside of the filter is dropped


def test_14_moments_are_spelled_as_the_server_wants_them_in_whole_seconds():
    moment = datetime(2026, 3, 4, 1, 2, 3, 456789, tzinfo=UTC)

    assert str(Since(moment)) == "2026-03-04T02%3A02%3A03%2B01%3A00"
    plain = with_since("https://a.example/papers?body=1", Since(moment, "plain"))
    assert plain == "https://a.example/papers?body=1&modified_since=2026-03-04T02:02:03+01:00"


def test_15_the_same_page_for_ever_ends_by_itself(serve, add, mirror, refused):
    server = serve(council(paper=[paper(1)]))
    server.faults.append(Fault("list/paper", faulty.endless))

    run = mirror(add(server))

    assert (run.is_complete, refused(run)) == (False, ["loop"])


def test_16_lists_under_other_names(serve, add, mirror):
    tree = council(paper=[paper(1)])
    body = tree[f"{ROOT}/bodies"][1]["data"][0]
    body |= {"consultations": url("list/consultations"), "files": url("list/files")}
    station = thing("Consultation", "consultation/1", paper=url("paper/1"))
    file = thing("File", "file/1", accessUrl=url("bytes/1.pdf"))
    for name, one in (("consultations", station), ("files", file)):
        tree[f"{ROOT}/list/{name}"] = (200, {"data": [one], "links": {}})

    mirror(add(serve(tree)))

    assert (Consultation.objects.count(), File.objects.count()) == (1, 1)


def test_17_an_agenda_that_stands_only_in_the_meeting_alone(serve, add, mirror, writes):
    tree = council(meeting=[meeting(1), meeting(2)])  # five weeks ago
    for n in (1, 2):
        items = [item(n, order="113", number="")]
        tree[f"{ROOT}/meeting/{n}"] = (200, meeting(n, agendaItem=items))
    server = serve(tree)
    source = add(server)

    mirror(source)
    writes.clear()
    server.requests.clear()
    run = mirror(source)

    assert AgendaItem.objects.count() == 2
    assert (writes, run.counts["Meeting"]) == ([], {"unchanged": 2})
    assert f"{ROOT}/meeting/1" not in server.requests  # taken over from the last run


def test_17_files_that_cannot_be_had_are_no_failed_run(serve, add, mirror):
    file = thing("File", "file/1", accessUrl=url("bytes/404.pdf"))
    server = serve(council(paper=[paper(1, mainFile=file)]))

    assert mirror(add(server)).is_complete
    assert not [path for path in server.requests if "bytes" in path]


def test_18_ids_under_another_address_than_the_real_one(serve, add, mirror, switch):
    tree = json.loads(json.dumps(council(paper=[paper(1)])).replace(PLACE, "http://intern"))
    server = serve({path: tuple(answer) for path, answer in tree.items()})
    source = add(server)
    switch(source, rewrites=[["http://intern/", f"{server.origin}/"]])

    run = mirror(source)

    assert (run.is_complete, Paper.objects.count()) == (True, 1)


def test_18_meetings_that_end_before_they_begin_and_orders_that_repeat(serve, add, mirror):
    items = [item(1, order=1), item(2, order=1), item(3, order=1)]
    facts = {"end": "2026-02-01T00:00:00+01:00", "agendaItem": items}

    mirror(add(serve(council(meeting=[meeting(1, **facts)]))))

    assert Meeting.objects.get().ends_at is None
    assert list(AgendaItem.objects.order_by("pk").values_list("position", flat=True)) == [0, 1, 2]


def test_18_tombstones_with_empty_fields(serve, add, mirror):
    dead = {"deleted": True, "name": "", "start": "", "modified": "2026-01-02T10:00:00+01:00"}

    run = mirror(add(serve(council(meeting=[meeting(1, **dead)], paper=[paper(1, **dead)]))))

    assert run.is_complete
    assert not Meeting.objects.alive().exists()
    assert Meeting.objects.get().deleted_at == Paper.objects.get().deleted_at


def test_18_changes_whose_time_did_not_move(serve, add, mirror):
    server = serve(council(paper=[paper(1, modified="2020-01-01T00:00:00+01:00")]))
    source = add(server)
    mirror(source)
    server.change(f"{ROOT}/list/paper", lambda body: body["data"][0].update(name="Anders"))

    mirror(source)

    assert Paper.objects.get().name == "Anders"


def test_19_swapped_papers_are_exchanged_by_a_switch(serve, add, mirror, switch):
    below = paper(2, superordinatedPaper=[url("paper/1")])
    source = switch(add(serve(council(paper=[paper(1), below]))), is_swapped=True)

    mirror(source)

    assert Paper.objects.get(name="Antrag 2").relations.get().kind == "subordinated"


def test_20_references_to_nothing_make_no_dummies_and_are_asked_again(serve, add, mirror):
    tree = council(paper=[paper(1, originatorPerson=[url("person/9")])])
    server = serve(tree)
    source = add(server)
    assert mirror(source).is_complete
    assert UnresolvedReference.objects.get().url.endswith("/person/9")
    server.tree[f"{ROOT}/person/9"] = (200, thing("Person", "person/9", name="Ada Musterlein"))

    mirror(source)

    paper_row = Paper.objects.get()
    found = paper_row.originators.get().person
    assert (found.name, found.body) == ("Ada Musterlein", paper_row.body)
    assert not UnresolvedReference.objects.exists()


def test_an_interrupted_council_is_the_same_as_one_read_in_peace(serve, add, mirror):
    tree = council()
    paged(tree, "paper", [paper(1)], [paper(2)])
    server = serve(tree)
    server.faults.append(Fault("page=2", faulty.error_500, times=5))
    source = add(server)
    assert not mirror(source).is_complete

    mirror(source)

    assert Paper.objects.count() == 2
    assert fingerprint(source)
