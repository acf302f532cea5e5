"""Rows 21 to 30 of the vendor table: SD.NET, more!rubin, own systems, and any of them."""

import ssl

import pytest

from gremienwerk.domain.bodies.models import Body, Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import AgendaItem, Meeting
from gremienwerk.domain.mirror.choices import Feature
from gremienwerk.domain.mirror.fetching.addresses import is_same_server
from gremienwerk.domain.mirror.fetching.client import Limits, _certificates
from gremienwerk.domain.mirror.models import Capability, MirrorSource
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Person
from tests import oparl_server as faulty
from tests.domain.mirror.conftest import NOW
from tests.domain.mirror.state import fingerprint
from tests.domain.mirror.vendors.council import (
    ROOT,
    council,
    item,
    meeting,
    organization,
    paged,
    paper,
    person,
    thing,
    url,
)
from tests.oparl_server import Fault, send

pytestmark = pytest.mark.django_db


def code_802(_server, handler):
    send(handler, b'{"error": "nicht gefunden", "code": 802}', status=404)


def no_addresses(_server, handler):
    send(handler, b'{"error": "Keine Adressen vorhanden"}', status=400)


def bare(_server, handler):
    send(handler, b"[]")


def other_404(_server, handler):
    send(handler, b"<h1>404</h1>", status=404, kind="text/html")


@pytest.mark.parametrize("act", [code_802, no_addresses, bare])
def test_21_nothing_changed_comes_as_an_error(serve, add, mirror, act):
    server = serve(council(paper=[paper(1)]))
    source = add(server)
    mirror(source)
    Capability.objects.create(source=source, feature=Feature.SINCE, found=True, found_at=NOW)
    server.faults.append(Fault("modified_since", act))

    run = mirror(source)

    assert (run.is_full, run.is_complete) == (False, True)
    server.faults.append(Fault("list/paper", faulty.error_500))
    assert not mirror(source).is_complete  # the list itself cannot be read


@pytest.mark.parametrize("act", [code_802, no_addresses, bare, other_404])
def test_21_a_list_of_the_corporation_is_never_believed_to_be_empty(serve, add, mirror, act):
    server = serve(council(paper=[paper(1)]))
    source = add(server)
    mirror(source)
    before = fingerprint(source)
    server.faults.append(Fault("list/paper", act))

    run = mirror(source)

    assert (run.is_complete, fingerprint(source)) == (False, before)


@pytest.mark.parametrize(("act", "is_complete"), [(code_802, True), (other_404, False)])
def test_21_a_part_without_meetings_is_empty_only_by_exactly_this_body(
    serve, add, mirror, act, is_complete
):
    server = serve(council(organization=[organization(meeting=url("organization/1/meeting"))]))
    server.faults.append(Fault("/organization/1/meeting", act))

    assert mirror(add(server)).is_complete is is_complete


def test_22_tombstones_without_type_take_it_from_their_list(serve, add, mirror, refused):
    dead = {"id": url("paper/1"), "deleted": True, "modified": "2026-01-02T10:00:00+01:00"}

    run = mirror(add(serve(council(paper=[dead, paper(2)]))))

    assert (run.is_complete, refused(run)) == (True, [])
    assert list(Paper.objects.alive().values_list("name", flat=True)) == ["Antrag 2"]


def test_23_one_body_instead_of_a_list_and_odd_keys(serve, add, mirror):
    tree = council(paper=[{**paper(1), "id": url("files//1")}])
    body = {**tree[f"{ROOT}/bodies"][1]["data"][0], "ags": "5358016"}
    tree[f"{ROOT}/bodies"] = (200, body)
    seat = thing("Membership", "membership/1", organization=url("organization/1"))
    place = thing("Location", "location/7", description="Privat")
    tree[f"{ROOT}/list/person"][1]["data"] = [
        {**person(1, membership=[seat], location=place), "type": None}
    ]
    server = serve(tree)

    run = mirror(add(server))

    assert (run.is_complete, Body.objects.get(mirrored__isnull=False).ags) == (True, "05358016")
    assert (Paper.objects.count(), Membership.objects.count()) == (1, 1)
    assert not Location.objects.exists()


def test_23_doubled_slashes_make_no_other_address(serve, add, mirror):
    papers = [{**paper(1), "id": url("files//1")}, paper(2, relatedPaper=[url("files/1")])]

    mirror(add(serve(council(paper=papers))))

    assert Paper.objects.get(name="Antrag 2").relations.get().other.name == "Antrag 1"


def test_23_other_lengths_of_the_key_stay_as_they_are(serve, add, mirror):
    tree = council()
    tree[f"{ROOT}/bodies"][1]["data"][0]["ags"] = "123456789"

    mirror(add(serve(tree)))

    assert Body.objects.get(mirrored__isnull=False).ags == "123456789"


def test_24_swapped_points_odd_blanks_forms_of_address_and_missing_orders(serve, add, mirror):
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [50.7, 6.4]}}
    hall = thing("Location", "location/1", postalCode="52393\u00a0", geojson=point)
    first, second = item(1), item(2)
    del first["order"], second["order"]
    tree = council(
        person=[person(1, name="Frau Ada\nMusterlein")],
        meeting=[meeting(1, location=hall, agendaItem=[first, second])],
    )

    mirror(add(serve(tree)))

    place = Location.objects.get()
    assert (float(place.latitude), float(place.longitude)) == (50.7, 6.4)
    assert (place.postal_code, Person.objects.get().name) == ("52393", "Ada Musterlein")
    told = AgendaItem.objects.order_by("position").values_list("position", "name")
    assert list(told) == [(0, "Punkt 1"), (1, "Punkt 2")]


def test_25_a_server_that_is_switched_off_says_so(serve, add, mirror, refused):
    server = serve(council())
    server.faults.append(Fault("/system", faulty.switched_off))

    run = mirror(add(server))

    assert "switched_off" in refused(run)
    assert Limits().read_timeout == 120


def test_25_from_http_to_https_is_the_same_server():
    assert is_same_server("https://a.example/x", "http://a.example/y")
    assert not is_same_server("http://a.example/x", "https://a.example/y")


def test_26_times_that_are_today_in_every_answer_change_nothing(serve, add, mirror, writes):
    server = serve(council(paper=[paper(n, modified="2026-03-04T01:00:00+01:00") for n in (1, 2)]))
    source = add(server)
    mirror(source)
    writes.clear()
    for day in ("05", "06"):
        server.change(
            f"{ROOT}/list/paper",
            lambda body, day=day: [
                one.update(modified=f"2026-03-{day}T01:00:00+01:00") for one in body["data"]
            ],
        )
        run = mirror(source)
        assert run.counts["Paper"] == {"unchanged": 2}

    assert writes == []


def test_26_places_in_words_types_missing_and_pages_in_the_path(serve, add, mirror, refused):
    one = meeting(1, location="Rathaus, Saal 1")
    del one["type"]
    tree = council(meeting=[one])
    paged(tree, "paper", [paper(1)], [paper(2)], mark="/page/")
    server = serve(tree)

    run = mirror(add(server))

    assert run.is_complete
    assert Meeting.objects.values_list("location__name", flat=True).get() == "Rathaus, Saal 1"
    assert Paper.objects.count() == 2


def test_26_the_system_under_every_address_is_no_list(serve, add, mirror, refused):
    server = serve(council(paper=[paper(1)]))
    source = add(server)
    mirror(source)
    before = fingerprint(source)
    system = server.body(f"{ROOT}/system")
    server.faults.append(Fault("list/paper", lambda _server, handler: send(handler, system)))

    run = mirror(source)

    assert (refused(run), fingerprint(source)) == (["wrong_shape"], before)


def test_27_memberships_as_addresses_and_days_that_are_none(serve, add, mirror):
    tree = council(person=[person(1, membership=[url("membership/1")])])
    seat = {"organization": url("organization/1"), "startDate": "0000-00-00"}
    tree[f"{ROOT}/membership/1"] = (200, thing("Membership", "membership/1", **seat))

    mirror(add(serve(tree)))

    made = Membership.objects.get()
    assert (made.person, made.starts_on) == (Person.objects.get(), None)


def test_28_doubles_across_pages_count_once_and_the_last_word_holds(serve, add, mirror):
    tree = council()
    paged(tree, "paper", [paper(1), paper(2)], [paper(2, name="Später"), paper(3)])

    run = mirror(add(serve(tree)))

    assert run.counts["Paper"] == {"new": 3}
    assert Paper.objects.filter(name="Später").count() == 1


def test_28_further_authorities_are_trusted_and_checking_stays_on(tmp_path):
    missing = tmp_path / "none.pem"

    assert _certificates().verify_mode is ssl.CERT_REQUIRED
    with pytest.raises(OSError, match="No such file"):
        _certificates(str(missing))


@pytest.mark.parametrize("words", ["Open", "Nutzung nur nach Genehmigung"])
def test_29_the_licence_is_kept_word_by_word_and_nothing_is_passed_on(serve, add, mirror, words):
    tree = council()
    tree[f"{ROOT}/system"][1]["license"] = words

    mirror(add(serve(tree)))

    source = MirrorSource.objects.get()
    assert (source.license, source.is_republished) == (words, False)


def test_30_missing_is_unknown_and_empty_is_empty(serve, add, mirror):
    file = thing("File", "file/1", accessUrl=url("bytes/1.pdf"))
    facts = {"agendaItem": [item(1)], "auxiliaryFile": [file]}
    server = serve(council(meeting=[meeting(1, **facts), meeting(2, agendaItem=[item(2)])]))
    source = add(server)
    mirror(source)

    def bend(body):
        del body["data"][0]["agendaItem"]
        body["data"][0]["auxiliaryFile"] = []
        body["data"][1]["agendaItem"] = []

    server.change(f"{ROOT}/list/meeting", bend)
    mirror(source)

    assert list(AgendaItem.objects.alive().values_list("name", flat=True)) == ["Punkt 1"]
    assert not Meeting.objects.get(name="Sitzung 1").file_links.exists()
    assert not File.objects.alive().exists()
