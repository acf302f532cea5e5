"""Rows 1 to 12 of the vendor table: does each deviation of ALLRIS come over rightly?"""

import pytest

from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting
from gremienwerk.domain.mirror.models import MirrorObject, MirrorSource
from gremienwerk.domain.papers.models import Paper
from tests import oparl_server as faulty
from tests.domain.mirror.state import fingerprint
from tests.domain.mirror.vendors.council import (
    ROOT,
    council,
    item,
    meeting,
    organization,
    paged,
    paper,
    thing,
    url,
)
from tests.oparl_server import Fault

pytestmark = pytest.mark.django_db
FLAT = dict.fromkeys(("created", "modified"), "2025-12-03T13:52:29+01:00")


def test_01_one_day_for_everything_is_no_time_and_changes_are_seen_by_content(
    serve, add, mirror, clock
):
    server = serve(council(paper=[paper(n, **FLAT) for n in range(12)]))
    source = add(server)
    mirror(source)
    made = Paper.objects.get(name="Antrag 3")
    server.change(f"{ROOT}/list/paper", lambda body: body["data"][3].update(name="Anders"))

    run = mirror(source)

    made.refresh_from_db()
    assert (made.name, made.created_at.year) == ("Anders", clock.time.year)
    assert run.counts["Paper"] == {"changed": 1, "unchanged": 11}


def test_02_pages_of_ten_in_any_order_are_read_to_the_end(serve, add, mirror):
    tree = council()
    paged(tree, "paper", *[[paper(n) for n in range(k, k + 10)] for k in (0, 10, 20)])

    mirror(add(serve(tree)))

    assert Paper.objects.count() == 30


def test_03_a_limit_is_never_asked_for(serve, add, mirror):
    tree = council()
    paged(tree, "paper", [paper(1)], [paper(2)])
    server = serve(tree)

    mirror(add(server))

    assert not [path for path in server.requests if "limit" in path]
    assert Paper.objects.count() == 2


def test_04_files_with_endings_moments_and_empty_sizes(serve, add, mirror):
    facts = {"mimeType": "docx", "date": "2021-04-27T23:51:03+02:00", "size": 0}
    facts |= {"downloadUrl": "", "accessUrl": url("bytes/1.docx")}
    server = serve(council(paper=[paper(mainFile=thing("File", "file/1", **facts))]))

    mirror(add(server))

    file = File.objects.get()
    assert file.mime_type.endswith("wordprocessingml.document")
    assert (str(file.date), file.size, file.download_url) == ("2021-04-27", None, "")


def test_05_one_file_where_a_list_should_be(serve, add, mirror, codes):
    file = thing("File", "file/1", accessUrl=url("bytes/1.pdf"))

    mirror(add(serve(council(meeting=[meeting(auxiliaryFile=file)]))))

    assert Meeting.objects.get().file_links.get().role == "auxiliary"
    assert "auxiliaryFile:not_a_list" in codes()


def test_06_control_characters_in_strings(serve, add, mirror):
    server = serve(council(paper=[paper(1)]))
    server.faults.append(Fault("list/paper", faulty.control_characters))

    run = mirror(add(server))

    assert (run.is_complete, Paper.objects.get().name) == (True, "Antrag 1")


@pytest.mark.parametrize("nothing", ["N/A", " ", ""])
def test_07_placeholders_are_nothing(serve, add, mirror, nothing):
    facts = {"shortName": nothing, "created": nothing, "web": nothing}

    mirror(add(serve(council(organization=[organization(**facts)]))))

    row = MirrorObject.objects.get(object_type="Organization")
    body = MirrorSource.objects.get().bodies.get().body
    made = body.organizations.get(pk=row.row_id)
    assert (made.short_name, made.web) == ("", "")


@pytest.mark.parametrize("act", [faulty.error_500, faulty.html])
def test_08_all_lists_fail_while_the_system_answers(serve, add, mirror, act):
    server = serve(council(paper=[paper(n) for n in range(5)]))
    source = add(server)
    mirror(source)
    before = fingerprint(source)
    server.faults.append(Fault("/list/", act))

    run = mirror(source)

    assert (run.is_complete, fingerprint(source)) == (False, before)


def test_08_a_stray_500_is_asked_again(serve, add, mirror):
    server = serve(council(paper=[paper(1)]))
    server.faults.append(Fault("list/paper", faulty.error_500, times=2))

    assert mirror(add(server)).is_complete


def test_09_nulls_odd_orders_and_midnight(serve, add, mirror, codes):
    items = [item(1, order=100001, deleted=False), item(2, order=3)]
    night = {"end": "2026-02-02T00:00:00+01:00", "agendaItem": items}
    server = serve(council(meeting=[meeting(1, **night)], paper=[paper(originatorPerson=[None])]))

    run = mirror(add(server))

    assert (run.is_complete, Meeting.objects.get().ends_at) == (True, None)
    told = AgendaItem.objects.order_by("position").values_list("position", "name", "deleted_at")
    assert list(told) == [(0, "Punkt 2", None), (1, "Punkt 1", None)]
    assert codes() >= {"originatorPerson:null_in_list", "end:midnight"}


def test_10_a_place_without_id_keeps_its_made_up_one(serve, add, mirror, writes):
    hall = {"description": "Rathaus, Saal 1"}
    source = add(serve(council(meeting=[meeting(location=hall)])))
    mirror(source)
    writes.clear()

    mirror(source)

    assert (Meeting.objects.get().location.name, writes) == ("Rathaus, Saal 1", [])


def test_11_a_station_that_names_nothing_is_linked_by_the_item_that_names_it(serve, add, mirror):
    station = thing("Consultation", "consultation/1", role="Vorberatung")
    items = [item(1, consultation=url("consultation/1"))]
    tree = council(meeting=[meeting(agendaItem=items)], paper=[paper(consultation=[station])])

    run = mirror(add(serve(tree)))

    made = Consultation.objects.get()
    assert (made.agenda_item, made.meeting) == (AgendaItem.objects.get(), Meeting.objects.get())
    assert run.is_complete  # though the six further lists of 1.1 are missing


def test_12_files_elsewhere_blanks_in_the_licence_and_back_references(serve, add, mirror, writes):
    file = thing("File", "file/1", accessUrl="https://files.example/1.pdf", paper=[url("paper/1")])
    tree = council(paper=[paper(mainFile=file)])
    tree[f"{ROOT}/system"][1]["license"] = "CC BY 4.0 "
    source = add(serve(tree))

    mirror(source)

    assert File.objects.get().access_url == "https://files.example/1.pdf"
    assert source.license == "CC BY 4.0"


def test_12_ids_that_changed_their_form_double_nothing(serve, add, mirror, switch, refused):
    old = [{**paper(n), "id": url(f"papers?id={n}")} for n in range(30)]
    server = serve(council(paper=old))
    source = add(server)
    mirror(source)
    rows = set(Paper.objects.values_list("pk", flat=True))
    server.change(
        f"{ROOT}/list/paper",
        lambda body: [one.update(id=one["id"].replace("?id=", "/")) for one in body["data"]],
    )

    run = mirror(source)

    assert (run.is_complete, refused(run)) == (False, ["ids_moved"])
    assert set(Paper.objects.values_list("pk", flat=True)) == rows
