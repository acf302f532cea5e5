from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.meetings.choices import ExceptionKind, MeetingState, RhythmKind
from gremienwerk.domain.meetings.commands.decide_date import DateDecision, decide_date
from gremienwerk.domain.meetings.commands.set_rhythm import RhythmDraft, set_rhythm
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.organizations.choices import Stewardship
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.texts.write import Rendering, translate
from gremienwerk.surfaces.feeds.calendars import Cover, calendar_of
from gremienwerk.surfaces.feeds.notices import Notice, plain
from tests.factories.bodies import BodyFactory, InstallationFactory, LocationFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import (
    AliasFactory,
    ConvenorFactory,
    OfficeFactory,
    OrganizationFactory,
    SuspensionFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OPEN = {"access": "public", "feed": "public"}


@pytest.fixture
def council():
    return OrganizationFactory(slug="beirat", name="Beirat", abilities=OPEN)


@pytest.fixture
def table():
    """A round table of others, by a rule, one date moved, one removed, one confirmed."""
    body = OrganizationFactory(
        slug="runder-tisch",
        name="Runder Tisch",
        stewardship=Stewardship.EXTERNAL_MIRRORED,
        website="https://buendnis.example/",
        abilities={"access": "registration", "feed": "public"},
    )
    ConvenorFactory(organization=body, party=OfficeFactory(name="Bündnis"))
    acts = {"by": system_user(), "now": NOW}
    rule = RhythmDraft(RhythmKind.RULE, rule="FREQ=MONTHLY;BYDAY=1WE", first_on=date(2026, 1, 7))
    set_rhythm(body, rhythm=rule, **acts)
    moved = DateDecision(date(2027, 1, 6), ExceptionKind.MOVED, moved_to=date(2027, 1, 13))
    decide_date(body, decision=moved, **acts)
    gone = DateDecision(date(2027, 2, 3), ExceptionKind.REMOVED, reason="Winterferien")
    decide_date(body, decision=gone, **acts)
    sure = DateDecision(date(2027, 3, 3), ExceptionKind.CONFIRMED)
    decide_date(body, decision=sure, **acts)
    return body


def test_a_meeting_with_all_that_is_known(read, council):
    InstallationFactory()
    place = LocationFactory(name="Rathaus", room="Saal 1", postal_code="12345")
    meeting = MeetingFactory(
        organizations=[council],
        name="12. Sitzung",
        focus_topic="Sprachmittlung",
        ends_at=datetime(2026, 12, 9, 18, 30, tzinfo=UTC),
        location=place,
        sequence=3,
        created_at=NOW,
        modified_at=NOW,
    )

    calendar, events = read("/feeds/alle.ics")

    event = events[meeting.pk]
    assert {key: event[key].to_ical().decode() for key in event} == {
        "UID": f"sitzung-{meeting.pk}@gremien.example",
        "DTSTAMP": "20261124T090000Z",
        "CREATED": "20261124T090000Z",
        "LAST-MODIFIED": "20261124T090000Z",
        "SEQUENCE": "3",
        "DTSTART": "20261209T173000",
        "DTEND": "20261209T193000",
        "TRANSP": "OPAQUE",
        "SUMMARY": "Beirat: 12. Sitzung",
        "DESCRIPTION": "Thema: Sprachmittlung\\nMehr: https://gremien.example/de/sitzungen/"
        f"{meeting.pk}/",
        "LOCATION": "Rathaus\\, Saal 1\\, Musterplatz 1\\, 12345 Berlin",
        "URL": f"https://gremien.example/de/sitzungen/{meeting.pk}/",
        "STATUS": "CONFIRMED",
    }
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert event.start.utcoffset() == timedelta(hours=1)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert calendar["X-WR-CALNAME"] == "Gremien und Netzwerke"
    assert calendar["METHOD"] == "PUBLISH"


def test_dates_of_others_by_a_rule(read, table):
    _calendar, events = read("/feeds/gremien/runder-tisch.ics")

    by_rule = {m.rule_date: events[m.pk] for m in Meeting.objects.all()}
    december, moved, gone, sure = (
        by_rule[day]
        for day in (date(2026, 12, 2), date(2027, 1, 6), date(2027, 2, 3), date(2027, 3, 3))
    )
    assert len(events) == 24
    assert [
        (e.start, e.end, e["STATUS"], e["SEQUENCE"], e["TRANSP"])
        for e in (december, moved, gone, sure)
    ] == [
        (date(2026, 12, 2), date(2026, 12, 3), "TENTATIVE", 0, "TRANSPARENT"),
        (date(2027, 1, 13), date(2027, 1, 14), "CONFIRMED", 1, "TRANSPARENT"),
        (date(2027, 2, 3), date(2027, 2, 4), "CANCELLED", 1, "TRANSPARENT"),
        (date(2027, 3, 3), date(2027, 3, 4), "CONFIRMED", 1, "TRANSPARENT"),
    ]
    assert [e["SUMMARY"] for e in (december, gone)] == [
        "Runder Tisch (unbestätigt)",
        "Abgesagt: Runder Tisch",
    ]
    assert december["DESCRIPTION"].splitlines()[:-1] == [
        "Unbestätigt: Noch niemand hat gesagt, dass das Treffen stattfindet.",
        "Angabe ohne Gewähr. Bitte fragen Sie den Veranstalter.",
        "Es lädt ein: Bündnis",
        "https://buendnis.example/",
    ]
    assert moved["DESCRIPTION"].startswith("Verlegt vom 6.\xa0Januar 2027.\nZuletzt bestätigt am")
    assert gone["DESCRIPTION"].startswith("Grund: Winterferien\nAngabe ohne Gewähr.")
    assert not any(e.get("DTSTART").params.get("TZID") for e in events.values())


def test_a_rule_date_on_a_holiday_says_so(read, table):
    holiday = Meeting.objects.get(rule_date=date(2027, 3, 3))
    Meeting.objects.filter(pk=holiday.pk).update(starts_on=date(2027, 3, 8))

    _calendar, events = read("/feeds/alle.ics")

    assert "Feiertag: Frauentag" in events[holiday.pk]["DESCRIPTION"]


def test_what_is_not_public_is_in_no_feed(read, council, client):
    inner = OrganizationFactory(slug="innen", abilities={"access": "internal", "feed": "members"})
    quiet = OrganizationFactory(slug="leise", abilities={"access": "public", "feed": "none"})
    shown = MeetingFactory(organizations=[council])
    hidden = [
        MeetingFactory(organizations=[council], state=MeetingState.DRAFT),
        MeetingFactory(organizations=[council], deleted_at=NOW),
        MeetingFactory(organizations=[council], starts_on=date(2025, 11, 23)),
        MeetingFactory(organizations=[inner]),
        MeetingFactory(organizations=[quiet]),
        MeetingFactory(organizations=[council, inner]),
        MeetingFactory(organizations=[council, quiet]),
    ]

    for path in ("/feeds/alle.ics", "/feeds/gremien/beirat.ics"):
        assert list(read(path)[1]) == [shown.pk]
    for slug in ("innen", "leise", "gibt-es-nicht"):
        assert client.get(f"/feeds/gremien/{slug}.ics").status_code == 404
    codes = {pk.pk: client.get(f"/feeds/sitzungen/{pk.pk}.ics").status_code for pk in hidden}
    old, by_quiet, with_quiet = hidden[2].pk, hidden[4].pk, hidden[6].pk
    assert [pk for pk, code in codes.items() if code == 200] == [old, by_quiet, with_quiet]


def test_meetings_of_the_last_year_stay(read, council):
    last = MeetingFactory(organizations=[council], starts_on=date(2025, 11, 24))

    assert list(read("/feeds/alle.ics")[1]) == [last.pk]


def test_a_body_that_pauses_has_no_meeting_to_come_and_says_so(read, council):
    SuspensionFactory(organization=council, starts_on=date(2026, 11, 1))
    past = MeetingFactory(organizations=[council], starts_on=date(2026, 10, 1), name="Damals")
    MeetingFactory(organizations=[council], starts_on=date(2026, 12, 9))

    calendar, events = read("/feeds/gremien/beirat.ics")

    assert list(events) == [past.pk]
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "Beirat (ausgesetzt)"
    assert calendar["X-WR-CALDESC"].startswith("Dieses Gremium trifft sich zurzeit nicht.")


def test_a_mirrored_council_is_as_public_as_its_body(read, client):
    theirs = BodyFactory(slug="bvv", is_own=False, name="BVV Musterfeld")
    committee = OrganizationFactory(
        body=theirs, slug="bvv-ausschuss", name="Ausschuss (Quelle)", is_listed=False
    )
    front = OrganizationFactory(
        slug="ausschuss", name="Ausschuss", mirrors=committee, abilities=OPEN
    )
    meeting = MeetingFactory(organizations=[committee], name="")

    for path in (
        "/feeds/alle.ics",
        f"/feeds/gremien/{front.slug}.ics",
        f"/feeds/gremien/{committee.slug}.ics",
    ):
        _calendar, events = read(path)
        assert events[meeting.pk]["SUMMARY"] == "Ausschuss"
        assert "Es lädt ein: BVV Musterfeld" in events[meeting.pk]["DESCRIPTION"]

    theirs.is_public = False
    theirs.save()
    assert read("/feeds/alle.ics")[1] == {}
    assert client.get(f"/feeds/gremien/{committee.slug}.ics").status_code == 404


def test_a_former_name_leads_to_the_one_address(client, council):
    AliasFactory(organization=council, slug="alter-name")

    response = client.get("/feeds/gremien/alter-name.ics?sprache=en")

    assert (response.status_code, response.headers["Location"]) == (
        301,
        "/feeds/gremien/beirat.ics?sprache=en",
    )


def test_another_language_is_asked_for_by_name(read, client, council):
    meeting = MeetingFactory(organizations=[council], name="", focus_topic="Sprache")
    translate(council, "name", Rendering("en", "Advisory council"), now=NOW)
    translate(meeting, "focus_topic", Rendering("en", "Language"), now=NOW)

    calendar, events = read("/feeds/gremien/beirat.ics?sprache=en")

    event = events[meeting.pk]
    assert (event["SUMMARY"], calendar["X-WR-CALNAME"]) == ("Advisory council",) * 2
    assert event["DESCRIPTION"].startswith("Topic: Language\nDetails: https://gremien.example/en/")
    assert client.get("/feeds/alle.ics?sprache=tlh").status_code == 404


def test_one_meeting_can_be_put_into_ones_own_calendar(client, read, council):
    meeting = MeetingFactory(organizations=[council])

    _calendar, events = read(f"/feeds/sitzungen/{meeting.pk}.ics")

    response = client.get(f"/feeds/sitzungen/{meeting.pk}.ics")
    assert list(events) == [meeting.pk]
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="termin-{meeting.pk}.ics"'
    )
    assert client.get("/feeds/sitzungen/999999.ics").status_code == 404


def test_who_has_the_newest_version_gets_none(client, council):
    meeting = MeetingFactory(organizations=[council], modified_at=NOW)
    Organization.objects.update(modified_at=NOW)
    first = client.get("/feeds/alle.ics")

    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert first.headers["Cache-Control"] == "public, max-age=900"
    assert first.headers["Last-Modified"] == "Tue, 24 Nov 2026 09:00:00 GMT"
    assert not first.cookies
    by_tag = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}
    by_date = {"HTTP_IF_MODIFIED_SINCE": first.headers["Last-Modified"]}
    assert [client.get("/feeds/alle.ics", **h).status_code for h in (by_tag, by_date)] == [304] * 2

    Meeting.objects.filter(pk=meeting.pk).update(sequence=1, modified_at=NOW + timedelta(seconds=1))
    assert [client.get("/feeds/alle.ics", **h).status_code for h in (by_tag, by_date)] == [200] * 2


def test_links_never_follow_the_host_that_was_asked(client, council):
    MeetingFactory(organizations=[council])

    content = client.get("/feeds/alle.ics", HTTP_HOST="localhost").content

    assert b"localhost" not in content
    assert b"https://gremien.example/" in content


@pytest.mark.parametrize("path", ["/feeds/alle.ics", "/feeds/gremien/beirat.ics"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_queries_do_not_grow_with_the_rows(client, council, path, language):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get(path, {"sprache": language}).status_code == 200
        return len(found)

    place = LocationFactory()
    MeetingFactory(organizations=[council], location=place)
    client.get(path, {"sprache": language})
    few = queries()
    for number in range(199):
        day = date(2026, 12, 1) + timedelta(days=number)
        MeetingFactory(organizations=[council], location=place, starts_on=day, starts_at=None)

    assert queries() == few <= 12


# --- hostile texts ----------------------------------------------------------------------------

HOSTILE = "A; B, C\\n\nBEGIN:VEVENT\r\nSUMMARY:fremd\r\n\x01\x1b ü🎉" + "ß" * 200


def test_hostile_titles_stay_titles(client, council):
    meeting = MeetingFactory(organizations=[council], name=HOSTILE, focus_topic=HOSTILE)

    content = client.get("/feeds/alle.ics").content
    [event] = Calendar.from_ical(content).walk("VEVENT")

    assert event["uid"] == f"sitzung-{meeting.pk}@gremien.example"
    assert event["summary"].startswith("Beirat: A; B, C\\n BEGIN:VEVENT SUMMARY:fremd ü🎉ß")
    assert "\nBEGIN:VEVENT\nSUMMARY:fremd\n" in event["description"]


def test_lines_are_folded_and_ended_as_the_format_wants(client, council):
    MeetingFactory(organizations=[council], name=HOSTILE, focus_topic=HOSTILE)

    content = client.get("/feeds/alle.ics").content

    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert content.decode().count("\r\nBEGIN:VEVENT\r\n") == 1


def test_no_passcode_leaves_the_house(client, council):
    MeetingFactory(
        organizations=[council],
        name="Sitzung, Passcode: 4711-geheim",
        room="Raum, Kennwort: 4711-geheim",
        focus_topic="Kenncode: 4711-geheim",
        attendance_note="Meeting-ID: 4711-geheim",
    )

    assert b"4711" not in client.get("/feeds/alle.ics").content


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=300), line=st.text(max_size=300))
def test_every_text_comes_through_as_one_event(title, line):
    meeting = Meeting(
        pk=1,
        starts_on=date(2026, 12, 9),
        starts_at=datetime.combine(date(2026, 12, 9), time(17), tzinfo=UTC),
        modified_at=NOW,
        created_at=NOW,
    )
    notice = Notice(meeting, plain(title), "", plain(line), "https://x.example/", [plain(line)])
    content = calendar_of([notice], Cover(title, line, "https://x.example/", "de"))

    calendar = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")

    assert str(event["summary"]).replace("\n", " ") == plain(title).replace("\n", " ")
    assert all(len(part) <= 75 for part in content.split(b"\r\n"))
