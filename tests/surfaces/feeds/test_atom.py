from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gremienwerk.domain.meetings.choices import MeetingFileRole, MeetingState
from tests.factories.bodies import InstallationFactory
from tests.factories.files import FileFactory
from tests.factories.meetings import MeetingFactory, MeetingFileFactory, RecurrenceFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.papers import PaperFactory

pytestmark = pytest.mark.django_db

NS = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
OPEN = {"access": "public", "feed": "public"}


@pytest.fixture
def council():
    InstallationFactory()
    return OrganizationFactory(slug="beirat", name="Beirat", abilities=OPEN)


def fetched(client, path="/feeds/alle.atom"):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 -- our own


def entries(feed):
    return [
        {child.tag.removeprefix(NS): child.text or child.attrib for child in entry}
        for entry in feed.findall(f"{NS}entry")
    ]


def test_meetings_minutes_and_papers_are_news(client, council):
    held = MeetingFactory(
        organizations=[council],
        name="11. Sitzung",
        state=MeetingState.HELD,
        starts_on=date(2026, 10, 14),
        starts_at=None,
        modified_at=NOW - timedelta(days=3),
    )
    coming = MeetingFactory(organizations=[council], modified_at=NOW)
    file = FileFactory(name="Niederschrift", published_at=NOW - timedelta(days=1))
    minutes = MeetingFileFactory(meeting=held, file=file, role=MeetingFileRole.RESULTS_PROTOCOL)
    paper = PaperFactory(
        reference="DEMO-1/VII",
        name="Mehr Sprachmittlung",
        summary="Was wir vorschlagen.",
        published_at=NOW - timedelta(days=2),
        modified_at=NOW - timedelta(days=2),
    )

    feed = fetched(client)

    link = {"rel": "alternate", "type": "text/html"}
    assert entries(feed) == [
        {
            "id": f"tag:gremien.example,2026:sitzung/{coming.pk}",
            "title": "Termin: Beirat: 12. Sitzung, Mittwoch, 9.\xa0Dezember 2026, 17.30\xa0Uhr",
            "updated": "2026-11-20T09:00:00Z",
            "link": {**link, "href": f"https://gremien.example/de/sitzungen/{coming.pk}/"},
            "category": {"term": "sitzung"},
            "summary": f"Mehr: https://gremien.example/de/sitzungen/{coming.pk}/",
        },
        {
            "id": f"tag:gremien.example,2026:protokoll/{minutes.pk}",
            "title": "Protokoll veröffentlicht: Beirat: 11. Sitzung, Mittwoch, 14.\xa0Oktober 2026",
            "updated": "2026-11-19T09:00:00Z",
            "link": {**link, "href": f"https://gremien.example/de/sitzungen/{held.pk}/"},
            "category": {"term": "protokoll"},
            "summary": "Niederschrift",
        },
        {
            "id": f"tag:gremien.example,2026:drucksache/{paper.pk}",
            "title": "Drucksache DEMO-1/VII: Mehr Sprachmittlung",
            "updated": "2026-11-18T09:00:00Z",
            "link": {**link, "href": f"https://gremien.example/de/drucksachen/{paper.pk}/"},
            "category": {"term": "drucksache"},
            "summary": "Was wir vorschlagen.",
        },
        {
            "id": f"tag:gremien.example,2026:sitzung/{held.pk}",
            "title": "Hat stattgefunden: Beirat: 11. Sitzung, Mittwoch, 14.\xa0Oktober 2026",
            "updated": "2026-11-17T09:00:00Z",
            "link": {**link, "href": f"https://gremien.example/de/sitzungen/{held.pk}/"},
            "category": {"term": "sitzung"},
            "summary": f"Mehr: https://gremien.example/de/sitzungen/{held.pk}/",
        },
    ]


def test_the_feed_has_what_atom_demands(client, council):
    MeetingFactory(organizations=[council], modified_at=NOW)

    feed = fetched(client)

    heads = {child.tag.removeprefix(NS): child.text for child in feed if child.text}
    assert heads == {
        "id": "https://gremien.example/feeds/alle.atom",
        "title": "Neues: Gremien und Netzwerke",
        "subtitle": "Neue und geänderte Termine, veröffentlichte Protokolle und Drucksachen.",
        "updated": "2026-11-20T09:00:00Z",
    }
    assert feed.find(f"{NS}author/{NS}name").text == "Integrationsbüro Musterfeld"
    assert {(ln.get("rel"), ln.get("href")) for ln in feed.findall(f"{NS}link")} == {
        ("self", "https://gremien.example/feeds/alle.atom"),
        ("alternate", "https://gremien.example/de/"),
    }
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_an_empty_feed_is_one(client):
    feed = fetched(client)

    assert entries(feed) == []
    assert feed.find(f"{NS}updated").text == "2026-01-01T00:00:00Z"


def test_what_is_not_public_is_no_news(client, council):
    inner = OrganizationFactory(abilities={"access": "internal", "feed": "members"})
    shown = MeetingFactory(organizations=[council], state=MeetingState.HELD, modified_at=NOW)
    MeetingFactory(organizations=[council], state=MeetingState.DRAFT)
    rhythm = RecurrenceFactory(organization=council)
    MeetingFactory(
        organizations=[council],
        recurrence=rhythm,
        rule_date=date(2027, 1, 6),
        is_confirmed=False,
    )
    hidden = MeetingFactory(organizations=[inner], state=MeetingState.HELD)
    for meeting, file in (
        (shown, FileFactory(published_at=None)),
        (hidden, FileFactory()),
    ):
        MeetingFileFactory(meeting=meeting, file=file, role=MeetingFileRole.RESULTS_PROTOCOL)
    MeetingFileFactory(meeting=shown, role=MeetingFileRole.AUXILIARY)
    PaperFactory(published_at=None)

    assert [entry["id"] for entry in entries(fetched(client))] == [
        f"tag:gremien.example,2026:sitzung/{shown.pk}"
    ]


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"cancelled": True, "cancel_reason": "krank"}, "Abgesagt: Beirat: 12. Sitzung, Mittwoch"),
        ({"moved_from": date(2026, 12, 2)}, "Verlegt: Beirat: 12. Sitzung, Mittwoch"),
    ],
)
def test_the_title_says_what_happened(client, council, fields, title):
    MeetingFactory(organizations=[council], modified_at=NOW, **fields)

    assert entries(fetched(client))[0]["title"].startswith(title)


def test_hostile_texts_stay_texts(client, council):
    PaperFactory(
        name="<script>&amp;]]>\x01\x0b\ufffe 🎉\nZeile zwei",
        reference="",
        released=True,
        modified_at=NOW,
    )

    [entry] = entries(fetched(client))

    assert entry["title"] == "Drucksache: <script>&amp;]]> 🎉 Zeile zwei"


def test_another_language_is_asked_for_by_name(client, council):
    MeetingFactory(organizations=[council], modified_at=NOW)

    feed = fetched(client, "/feeds/alle.atom?sprache=en")

    assert feed.find(f"{NS}id").text == "https://gremien.example/feeds/alle.atom?sprache=en"
    assert entries(feed)[0]["title"].startswith("Date: Beirat: 12. Sitzung, Wednesday")
    assert client.get("/feeds/alle.atom?sprache=xx").status_code == 404


def test_no_more_than_fifty_and_the_queries_do_not_grow(client, council):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get("/feeds/alle.atom?sprache=en")
        return len(found)

    def more(number):
        meeting = MeetingFactory(organizations=[council], modified_at=NOW)
        MeetingFileFactory(meeting=meeting, role=MeetingFileRole.RESULTS_PROTOCOL)
        PaperFactory(released=True, modified_at=NOW + timedelta(minutes=number))

    more(0)
    client.get("/feeds/alle.atom?sprache=en")
    few = queries()
    for number in range(1, 70):
        more(number)

    assert queries() == few <= 12
    assert len(entries(fetched(client))) == 50


def test_who_has_the_newest_version_gets_none(client, council):
    MeetingFactory(organizations=[council], modified_at=NOW)
    first = client.get("/feeds/alle.atom")

    again = client.get("/feeds/alle.atom", HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=900"
