"""What pages tell machines is what they tell people, and nothing in it runs."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.surfaces.portal.linked_data import block
from tests.factories.bodies import InstallationFactory, LocationFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.papers import OriginatorFactory, PaperFactory
from tests.factories.people import PersonFactory

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
ORIGIN = "https://gremien.example"
EVIL = "</script><script>alert(1)</script><!--"


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.PUBLIC_ORIGIN = ORIGIN


@pytest.fixture
def body(db):
    InstallationFactory()
    return OrganizationFactory(name="Beirat", abilities={"access": "public"})


def nodes(client, url):
    """The nodes of a page by type."""
    page = client.get(url).content.decode()
    found = BLOCK.findall(page)
    assert len(found) <= 1
    if not found:
        return {}
    told = json.loads(found[0])
    assert told["@context"] == "https://schema.org"
    return {node["@type"]: node for node in told["@graph"]}


def event(client, meeting):
    return nodes(client, f"/de/sitzungen/{meeting.pk}/").get("Event")


def test_a_meeting_is_an_event_with_place_and_who_holds_it(client, body):
    place = LocationFactory(
        body=body.body, name="Rathaus", street_address="Kirchstr. 1", postal_code="14163"
    )
    meeting = MeetingFactory(
        organizations=[body],
        name="Offene Sitzung",
        location=place,
        starts_on=date(2026, 9, 15),
        starts_at=datetime(2026, 9, 15, 15, tzinfo=UTC),
        ends_at=datetime(2026, 9, 15, 17, tzinfo=UTC),
    )

    told = event(client, meeting)

    assert told["name"] == "Offene Sitzung"
    assert told["url"] == f"{ORIGIN}/de/sitzungen/{meeting.pk}/"
    assert told["startDate"] == "2026-09-15T17:00+02:00"
    assert told["endDate"] == "2026-09-15T19:00+02:00"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["location"]["name"] == "Rathaus"
    assert told["location"]["address"]["streetAddress"] == "Kirchstr. 1"
    (organizer,) = told["organizer"]
    assert organizer == {
        "@type": "Organization",
        "name": "Beirat",
        "url": f"{ORIGIN}/de/gremien/{body.slug}/",
    }


def test_no_time_of_day_is_invented(client, body):
    meeting = MeetingFactory(
        organizations=[body], starts_on=date(2026, 9, 15), starts_at=None, ends_at=None
    )

    told = event(client, meeting)
    assert told["startDate"] == "2026-09-15"
    assert "endDate" not in told


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"cancelled": True, "cancel_reason": "Saal gesperrt"}, "EventCancelled"),
        ({"moved_from": date(2026, 9, 8)}, "EventRescheduled"),
    ],
)
def test_a_cancelled_or_moved_meeting_says_so(client, body, facts, status):
    meeting = MeetingFactory(organizations=[body], **facts)

    told = event(client, meeting)
    assert told["eventStatus"] == f"https://schema.org/{status}"
    if "moved_from" in facts:
        assert told["previousStartDate"] == "2026-09-08"


def test_a_date_that_nobody_confirmed_is_no_event(client, body):
    meeting = MeetingFactory(organizations=[body], is_confirmed=False)

    assert event(client, meeting) is None
    Meeting.objects.update(is_confirmed=True)
    assert event(client, meeting) is not None


def test_a_place_that_is_to_stay_unknown_does(client, body):
    place = LocationFactory(body=body.body, name="Schutzwohnung", is_public=False)
    meeting = MeetingFactory(organizations=[body], location=place)

    assert "location" not in event(client, meeting)
    assert "Schutzwohnung" not in client.get(f"/de/sitzungen/{meeting.pk}/").content.decode()


def test_a_body_is_an_organisation_and_the_way_to_it_is_told(client, body):
    found = nodes(client, f"/de/gremien/{body.slug}/")

    assert found["Organization"]["name"] == "Beirat"
    assert found["Organization"]["url"] == f"{ORIGIN}/de/gremien/{body.slug}/"
    trail = found["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in trail] == [1, 2]
    assert trail[0]["item"] == f"{ORIGIN}/de/gremien/"
    assert trail[-1]["item"] == f"{ORIGIN}/de/gremien/{body.slug}/"


def test_a_paper_names_the_bodies_that_wrote_it_and_no_person(client, body):
    person = PersonFactory(body=body.body, name="Ada Musterlein", agrees=list(ConsentPurpose))
    paper = PaperFactory(body=body.body, released=True, reference="0815/VI")
    OriginatorFactory(paper=paper, organization=body)
    OriginatorFactory(paper=paper, person=person, position=1)

    told = nodes(client, f"/de/drucksachen/{paper.pk}/")["CreativeWork"]
    assert told["identifier"] == "0815/VI"
    assert told["author"] == [{"@type": "Organization", "name": "Beirat"}]


def test_the_start_page_is_a_web_site_with_its_publisher(client, body):
    told = nodes(client, "/en/")["WebSite"]

    assert (told["url"], told["inLanguage"]) == (f"{ORIGIN}/en/", "en")
    assert told["publisher"]["name"]


def test_of_a_person_nothing_is_told_to_machines(client, body):
    person = PersonFactory(body=body.body, name="Ada Musterlein", agrees=list(ConsentPurpose))

    assert client.get(f"/de/personen/{person.pk}/").status_code == 200
    assert nodes(client, f"/de/personen/{person.pk}/") == {}


def test_no_text_can_end_the_block(client, body):
    meeting = MeetingFactory(organizations=[body], name=EVIL)

    assert event(client, meeting)["name"] == EVIL
    assert "<script>alert" not in client.get(f"/de/sitzungen/{meeting.pk}/").content.decode()
    text = block([{"name": EVIL + "&\u2028"}], [], "/de/")
    assert text.count("<") == text.count(">") == 2
    assert "&" not in text


def test_the_block_costs_no_query(client, body, monkeypatch):
    meeting = MeetingFactory(organizations=[body])
    url = f"/de/sitzungen/{meeting.pk}/"
    with CaptureQueriesContext(connection) as with_block:
        client.get(url)
    monkeypatch.setattr(
        "gremienwerk.surfaces.portal.meetings.views.event_of", lambda meeting, hosts: []
    )
    with CaptureQueriesContext(connection) as without:
        client.get(url)
    assert len(with_block) == len(without)
