"""What a body's page says, and what it keeps to itself."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gremienwerk.domain.meetings.choices import MeetingFileRole, MeetingState
from gremienwerk.domain.organizations.choices import MembershipKind, RelationKind, Role, Status
from gremienwerk.domain.people.choices import ConsentPurpose
from tests.factories.bodies import InstallationFactory
from tests.factories.files import FileFactory, ImageFactory
from tests.factories.meetings import MeetingFactory, MeetingFileFactory, RecurrenceFactory
from tests.factories.organizations import (
    AliasFactory,
    ConvenorFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    RelationFactory,
    SeatFactory,
    StatusPeriodFactory,
    SupporterFactory,
    SuspensionFactory,
)
from tests.factories.papers import OriginatorFactory, PaperFactory
from tests.factories.people import PersonFactory
from tests.surfaces.portal.stage import CLOSED, FORMAL, OUTSIDE, SECRET, day, set_stage

pytestmark = pytest.mark.django_db
PAGES = (
    *("", "gremien/", "gremien/beirat/", "gremien/runder-tisch/", "gremien/interne-runde/"),
    *("gremien/koordinierungsrunde/", "gremien/ausschuss/", "gremien/ausschuss-stadt/"),
    *("bezirke/", "impressum/", "barrierefreiheit/", "leichte-sprache/", "datenschutz/"),
)
INVITED = {**CLOSED, "access": "invitation", "focus_topic": "on", "publication": "documentation"}


def body(client, slug="beirat", language="de"):
    answer = client.get(f"/{language}/gremien/{slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_stand_within_twelve_queries_without_cookie_and_secret(client, language, path):
    set_stage()
    client.get(f"/{language}/{path}")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 200
    assert 0 < len(queries) <= 12
    assert SECRET not in answer.content.decode()
    assert not answer.cookies
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    data = '<script type="application/ld+json">'  # told to machines, never run
    assert "<script" not in answer.content.decode().replace(data, "")
    assert "style=" not in answer.content.decode()


@pytest.mark.parametrize("path", ["", "gremien/", "gremien/beirat/", "gremien/ausschuss-stadt/"])
def test_two_hundred_rows_cost_the_queries_of_one(client, path):
    stage = set_stage()
    before = _queries(client, path)
    for n in range(200):
        person = PersonFactory(name=f"Exemplar {n}", agrees=[ConsentPurpose.NAME])
        MembershipFactory(organization=stage.beirat, person=person)
        meeting = MeetingFactory(organizations=[stage.beirat], starts_on=day(n - 100))
        MeetingFileFactory(
            meeting=meeting, role=MeetingFileRole.RESULTS_PROTOCOL, file=FileFactory()
        )
        OriginatorFactory(paper=PaperFactory(released=True), organization=stage.beirat)
    for n in range(30):
        one = OrganizationFactory(slug=f"weitere-{n}", name=f"Runde {n}", abilities=OUTSIDE)
        MeetingFactory(organizations=[one], starts_on=day(5))
        ConvenorFactory(organization=one, party=OfficeFactory(name=f"Stelle {n}"))
        RelationFactory(organization=stage.beirat, other=one)
        OrganizationFactory(
            slug=f"rat-{n}", body=stage.council_body.body, stewardship="", sphere=""
        )
    assert _queries(client, path) == before


def _queries(client, path):
    client.get(f"/de/{path}")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/de/{path}")
    return len(queries)


def test_a_formal_body_says_what_comes_next_and_how_to_come(client):
    set_stage()
    page = body(client)
    assert "Nächste" in page
    assert "Sprachmittlung" in page  # first item of the agenda
    assert "Personalsache" not in page  # a closed one
    assert "/feeds/gremien/beirat.ics" in page
    assert "beirat@mail.example" in page
    assert "Protokoll" in page


def test_a_further_or_former_name_leads_to_the_one_address(client):
    stage = set_stage()
    AliasFactory(organization=stage.table, slug="ehrenamtsrunde", name="Ehrenamtsrunde")
    answer = client.get("/de/gremien/ehrenamtsrunde/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/de/gremien/runder-tisch/")
    hidden = OrganizationFactory(slug="entwurf", published_at=None)
    AliasFactory(organization=hidden, slug="alter-entwurf")
    assert client.get("/de/gremien/alter-entwurf/").status_code == 404
    assert client.get("/de/gremien/entwurf/").status_code == 404


def test_names_of_old_stand_with_their_period(client):
    stage = set_stage()
    AliasFactory(organization=stage.beirat, name="Weiterer Name")
    AliasFactory(
        organization=stage.beirat,
        name="Alter Name",
        is_former=True,
        starts_on=date(2012, 5, 1),
        ends_on=date(2021, 7, 1),
    )
    page = body(client).replace("\N{NO-BREAK SPACE}", " ")
    assert "Auch bekannt als</dt>" in page
    assert "Weiterer Name" in page
    assert "1. Mai 2012" in page
    assert "1. Juli 2021" in page


def test_members_are_named_only_if_they_agreed_but_all_are_counted(client):
    InstallationFactory()
    beirat = OrganizationFactory(slug="beirat", abilities=FORMAL)
    seats = [SeatFactory(organization=beirat) for _ in range(4)]
    chair = PersonFactory(
        name="Ada Musterlein",
        affiliation=SECRET,
        function="Lehrerin",
        agrees=[ConsentPurpose.NAME, ConsentPurpose.FUNCTION],
    )
    MembershipFactory(organization=beirat, person=chair, seat=seats[0], role=Role.CHAIR)
    quiet = PersonFactory(name=SECRET)
    MembershipFactory(organization=beirat, person=quiet, seat=seats[1])
    gone = PersonFactory(name=SECRET, agrees=[ConsentPurpose.NAME])
    MembershipFactory(organization=beirat, person=gone, ends_on=day(-1))
    MembershipFactory(
        organization=beirat, person=None, party=OfficeFactory(name="Verein Probe"), seat=seats[2]
    )
    MembershipFactory(
        organization=beirat,
        person=None,
        party=OfficeFactory(name="Beauftragte"),
        kind=MembershipKind.STANDING_GUEST,
    )
    page = body(client)
    assert "Ada Musterlein</a>" in page
    assert "Vorsitz, Lehrerin" in page
    assert "Verein Probe" in page
    assert "Ständige Gäste" in page
    assert "1 Person, nicht genannt" in page
    assert "1 Platz unbesetzt" in page
    assert SECRET not in page


def test_a_suspended_body_says_since_when_why_and_whom_to_ask(client):
    InstallationFactory()
    paused = OrganizationFactory(slug="runde", abilities=INVITED)
    SuspensionFactory(
        organization=paused,
        starts_on=date(2026, 4, 23),
        internal_reason=SECRET,
        decided_by="das Büro",
        review_on=date(2031, 1, 8),
        contact_email="hilfe@mail.example",
    )
    substitute = OrganizationFactory(slug="ersatz", name="Ersatzrunde")
    RelationFactory(organization=substitute, kind=RelationKind.SUBSTITUTES_FOR, other=paused)
    MeetingFactory(
        organizations=[paused],
        state=MeetingState.HELD,
        starts_on=date(2025, 11, 11),
        focus_topic="Ankommen im Winter",
        name=SECRET,
        attendance_note=SECRET,
    )
    MeetingFactory(organizations=[paused], starts_on=day(30), focus_topic=SECRET)
    page = body(client, "runde").replace("\N{NO-BREAK SPACE}", " ")
    assert "Ausgesetzt seit 23. April 2026" in page
    assert "nicht bekannt" in page  # the reason
    assert "das Büro" in page
    assert "8. Januar 2031" in page
    assert "hilfe@mail.example" in page
    assert "Ersatzrunde" in page
    assert "Ankommen im Winter" in page
    assert "11. November 2025" in page
    assert SECRET not in page


def test_topics_of_a_meeting_with_an_internal_body_stay_inside(client):
    InstallationFactory()
    invited = OrganizationFactory(slug="runde", abilities=INVITED)
    closed = OrganizationFactory(slug="zu", abilities=CLOSED)
    past = {"state": MeetingState.HELD, "starts_on": day(-30)}
    MeetingFactory(organizations=[invited, closed], focus_topic=SECRET, **past)
    MeetingFactory(organizations=[closed], focus_topic=SECRET, **past)
    assert SECRET not in body(client, "runde") + body(client, "zu")


def test_a_released_documentation_is_read_although_the_meeting_was_by_invitation(client):
    InstallationFactory()
    invited = OrganizationFactory(slug="netzwerk", abilities=INVITED)
    meeting = MeetingFactory(organizations=[invited], starts_on=day(-30), name=SECRET)
    shown = {"meeting": meeting, "role": MeetingFileRole.DOCUMENTATION}
    released = MeetingFileFactory(**shown, file=FileFactory(file_name="doku.txt")).file
    MeetingFileFactory(**shown, file=FileFactory(file_name="geheim.txt", published_at=None))
    MeetingFileFactory(meeting=meeting, file=FileFactory(file_name="geheim.txt"), role="invitation")
    page = body(client, "netzwerk")
    assert f"/dateien/{released.pk}/doku.txt" in page
    assert "geheim.txt" not in page
    assert SECRET not in page


def test_three_convenors_and_a_supporter_stand_with_their_part(client):
    InstallationFactory()
    one = OrganizationFactory(slug="netzwerk", abilities=INVITED)
    for name in ("Stelle Eins", "Stelle Zwei", "Stelle Drei"):
        ConvenorFactory(organization=one, party=OfficeFactory(name=name))
    SupporterFactory(
        organization=one, party=OfficeFactory(name="Dachverband"), contribution="Organisation"
    )
    ConvenorFactory(organization=one, party=OfficeFactory(name=SECRET), ends_on=day(-1))
    page = body(client, "netzwerk")
    assert page.index("Stelle Eins") < page.index("Stelle Zwei") < page.index("Stelle Drei")
    assert "wird unterstützt von" in page
    assert "Dachverband" in page
    assert SECRET not in page


def test_child_rounds_are_named_in_the_text_and_have_no_page(client):
    InstallationFactory()
    parent = OrganizationFactory(slug="doppelrunde", abilities=CLOSED)
    OrganizationFactory(slug="teil-a", name="Runde A", parent=parent, is_listed=False)
    OrganizationFactory(
        slug="teil-b", name=SECRET, parent=parent, is_listed=False, published_at=None
    )
    page = body(client, "doppelrunde")
    assert "Runde A" in page
    assert SECRET not in page
    assert client.get("/de/gremien/teil-a/").status_code == 404


def test_relations_are_told_from_both_sides(client):
    InstallationFactory()
    one = OrganizationFactory(slug="eins", name="Gremium Eins")
    other = OrganizationFactory(slug="zwei", name="Gremium Zwei")
    RelationFactory(organization=one, kind=RelationKind.ADVISES, other=other)
    RelationFactory(organization=one, other=OrganizationFactory(name=SECRET, published_at=None))
    assert "Gremium Zwei" in body(client, "eins")
    there = body(client, "zwei")
    assert "wird beraten von" in there
    assert "Gremium Eins" in there
    assert SECRET not in body(client, "eins")


def test_an_external_body_leads_to_its_home_first_and_vouches_for_nothing(client):
    set_stage()
    page = body(client, "runder-tisch")
    assert "externe Veranstaltung" in page
    assert page.index("https://buendnis.example/") < page.index('id="dates"')
    assert "Bündnis Probe lädt ein" in page
    assert "ohne Gewähr" in page
    assert "unbestätigt" in page
    assert "Wir speichern keine Anmeldungen" in page


def test_a_mirrored_body_names_source_licence_and_age(client):
    set_stage()
    page = body(client, "ausschuss-stadt")
    assert "Ratsinformationssystem Probe" in page
    assert "CC BY 4.0" in page
    assert "Bo Beispielow" in page
    assert client.get("/de/gremien/ausschuss-dorf/").status_code == 404


def test_an_expired_picture_is_replaced_by_nothing(client):
    InstallationFactory()
    shown = ImageFactory(name="haus", alt_text="Ein Haus", author="Erdacht")
    OrganizationFactory(slug="a", image=shown, image_decision="chosen")
    expired = ImageFactory(name="alt", expires_on=day(0))
    OrganizationFactory(slug="b", image=expired, image_decision="chosen")
    assert 'src="/bilder/haus"' in body(client, "a")
    assert "Erdacht" in body(client, "a")
    assert "/bilder/alt" not in body(client, "b")


def test_age_rhythm_and_seats_are_written_into_texts_from_data(client):
    InstallationFactory()
    one = OrganizationFactory(
        slug="runde", founded_year=day(0).year - 11, purpose="{seats} Sitze, {rhythm}, {unbekannt}."
    )
    SeatFactory(organization=one)
    RecurrenceFactory(organization=one)
    page = body(client, "runde")
    assert "1 Sitze, jeden ersten Mittwoch im Monat, {unbekannt}." in page
    assert "vor 11 Jahren" in page


def test_an_ended_body_keeps_its_page_and_says_so(client):
    InstallationFactory()
    one = OrganizationFactory(slug="alt", abilities=FORMAL)
    StatusPeriodFactory(organization=one, status=Status.ENDED, starts_on=date(2024, 1, 1))
    page = body(client, "alt")
    assert "Besteht nicht mehr" in page
    assert "/feeds/gremien/alt.ics" not in page


def test_the_overview_answers_six_questions_per_body(client):
    set_stage()
    page = client.get("/de/gremien/").content.decode()
    assert "Beirat für Probe und Muster" in page
    assert "Kommen Sie einfach" in page
    assert "beirat@mail.example" in page
    assert "ausgesetzt seit" in page
    assert "/de/gremien/ausschuss-dorf/" not in page
    assert "Wer einlädt, ist nicht bekannt" in page
    assert "Bündnis Probe lädt ein" in page


def test_a_body_that_shows_a_council_s_one_stands_once_in_the_overview(client):
    set_stage()
    page = client.get("/de/gremien/").content.decode()

    assert page.count('href="/de/gremien/ausschuss/"') == 1
    assert "/de/gremien/ausschuss-stadt/" not in page
