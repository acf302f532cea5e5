"""Do the pages answer what was asked for (acceptance items of network.md)? Seen from outside."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from gremienwerk.demo.commands.shift import shift
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import CommissionerEntry, Organization
from gremienwerk.domain.people.models import Person
from tests.demo.conftest import NOW
from tests.demo.test_network import ALLIANCE, BODIES

EVERYWHERE = [
    *("/de/", "/en/", "/de/gremien/", "/de/termine/", "/de/sitzungen/", "/de/drucksachen/"),
    *("/de/bezirke/", "/de/impressum/", "/de/datenschutz/", "/de/barrierefreiheit/"),
    *("/de/leichte-sprache/", "/feeds/alle.ics", "/feeds/alle.atom"),
    *(f"/{language}/gremien/{slug}/" for language in ("de", "en") for slug in BODIES),
]


def body(slug):
    return f"/de/gremien/{slug}/"


def missing(words, text):
    return [word for word in words if word not in text]


@pytest.fixture
def everything(network, client, page):
    """All that anybody gets to see: every page, feed and file, as it goes over the wire."""
    addresses = list(EVERYWHERE)
    addresses += [f"/de/sitzungen/{pk}/" for pk in Meeting.objects.values_list("pk", flat=True)]
    answers = [client.get(address) for address in addresses]
    return "\n".join(a.getvalue().decode() for a in answers if a.status_code == 200)


def test_n1_1_twelve_districts_each_with_what_is_to_be_known(page):
    text = page("/de/bezirke/")

    entries = CommissionerEntry.objects.all()
    known = [word for e in entries for word in (e.district_name, e.name, e.email)]
    assert missing(known, text) == []
    assert text.count("unbesetzt") >= 1
    assert "geprüft" in text


def test_n1_2_the_map_shows_the_twelve_of_the_list(client, page):
    page("/de/bezirke/")
    source = client.get("/de/bezirke/").content.decode()
    drawn = [source[found.start() :] for found in re.finditer("<svg", source)]
    picture = max((part.split("</svg>")[0] for part in drawn), key=len)

    assert len(re.findall(r"<path", picture)) >= 12
    assert "Geodaten: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE, vereinfacht" in source


def test_n1_8_and_n4_9_nothing_internal_reaches_anybody(everything):
    secrets = (
        *("Gemeinsame Standards", "Interne Vorbereitung", "Wege in Schule und Kita"),
        *("Gemeinsames Treffen mit dem Landesamt", "Ferien für Kinder", "Ergebnisvermerk"),
        *("nicht überliefert", "Niederschrift der Sitzung, Entwurf", "I. Musterlein"),
        *("R. Phantasos", "S. Probenfeld", "Q. Musterlein", "Arbeit und Kinderbetreuung"),
    )

    assert [word for word in secrets if word in everything] == []
    assert "Abschlüsse anerkennen lassen" in everything  # the control: a released documentation


def test_n1_8_internal_meetings_drafts_and_their_files_do_not_exist(network, client):
    hidden = Meeting.objects.exclude(pk__in=Meeting.objects.public().values("pk"))
    files = File.objects.filter(published_at=None)

    assert hidden.count() == 12
    assert {client.get(f"/de/sitzungen/{one.pk}/").status_code for one in hidden} == {404}
    answers = {client.get(f"/dateien/{one.pk}/{one.file_name}").status_code for one in files}
    assert answers == {404}


def test_n2_1_a_suspension_says_since_when_why_until_when_and_whom_to_ask(page):
    text = page(body("koordinierungsrunde"))

    words = ("Ausgesetzt seit 23. April 2026", "nicht bekannt", "8. Januar 2027")
    assert missing((*words, "Modellow", "koordinierungsrunde@bezirk.example"), text) == []
    assert "Angaben vom 9. November 2026" in text


def test_n2_2_while_suspended_there_is_no_date_anywhere(network, page):
    coming = Meeting.objects.filter(
        organizations__slug="koordinierungsrunde", starts_on__gte=network
    )

    assert not coming.exists()
    assert "Ehrenamt in den Unterkünften" not in page("/de/termine/")
    assert "Koordinierungsrunde Hilfen für Geflüchtete" in page("/de/termine/")


def test_n2_5_suspended_ended_and_cancelled_are_three_words(page):
    assert len({str(Status.SUSPENDED.label), str(Status.ENDED.label), "fällt aus"}) == 3
    assert "fällt aus" in page(body("beirat"))
    assert "fällt aus" not in page(body("koordinierungsrunde"))


def test_n2_7_past_topics_stand_with_their_year(page):
    text = page(body("koordinierungsrunde"))

    topics = ("Ehrenamt in den Unterkünften", "24. Februar 2026", "Ankommen im Winter")
    assert missing((*topics, "11. November 2025"), text) == []


def test_n2_8_the_age_follows_from_the_year(page):
    assert "2015, vor 11 Jahren" in page(body("koordinierungsrunde"))


def test_n3_1_the_three_convenors_stand_in_their_order(page):
    text = page(body("arbeitsmarktintegration"))

    names = ("Beauftragte*r für Partizipation", "Gleichstellungsbeauftragte", "BCA")
    places = [text.index(name) for name in names]
    assert places == sorted(places)
    assert "DaMigra" in text


def test_n3_7_a_released_documentation_can_be_read(page):
    assert "Dokumentation" in page(body("arbeitsmarktintegration"))


def test_n3_8_a_page_without_a_picture_is_complete(client, page):
    text = page(body("arbeitsmarktintegration"))

    assert missing(("Wege in die Arbeit", "nach Einladung", "netzwerk-arbeit@"), text) == []
    assert "/bilder/" not in client.get(body("arbeitsmarktintegration")).content.decode()


def test_n4_1_two_rounds_are_named_and_have_no_page(client, page):
    text = page(body("unterkunftsleitungen"))

    assert "Austausch mit dem Landesamt für Flüchtlingsangelegenheiten" in text
    for child in ("unterkunftsleitungen-runde", "austausch-laf"):
        assert client.get(body(child)).status_code == 404


def test_n5_5_exactly_one_rhythm_sentence_made_from_data(page):
    text = page(body("soziale-dienste")).lower()

    assert text.count("alle zwei monate") == 1


def test_n6_1_mirrored_objects_name_source_licence_and_age(network, page):
    sitting = Meeting.objects.get(body__is_own=False, state="held")

    text = page(f"/de/sitzungen/{sitting.pk}/")

    assert missing(("Informationssystem der BVV", "Demo, erfunden", "9. November 2026"), text) == []


def test_n6_3_the_page_says_who_runs_the_committee_and_whom_to_ask(page):
    text = page(body("ausschuss"))

    words = ("Die BVV führt den Ausschuss, nicht das Integrationsbüro", "BVV-Büro")
    assert missing((*words, "bvv-buero@bezirk.example"), text) == []


def test_n6_4_the_page_says_how_to_take_part(page):
    text = page(body("ausschuss"))

    words = ("So können Sie teilnehmen", "bitte beim BVV-Büro erfragen", "ungenannt")
    assert missing((*words, "wofür der Bezirk zuständig ist"), text) == []


def test_n7_1_and_n7_5_seats_are_counted_and_only_who_agreed_is_named(page):
    text = page(body("beirat"))

    assert "15 Sitze für gewählte Mitglieder und 15 für Stellvertretungen" in text
    named = Person.objects.filter(memberships__organization__slug="beirat").public().distinct()
    current = [person.name for person in named if person.name != "T. Fiktinger"]
    assert len(current) == 20
    assert missing(current, text) == []
    assert "nicht genannt" in text
    assert "unbesetzt" in text


def test_n7_2_minutes_are_public_once_released_and_not_before(network, page):
    held = Meeting.objects.filter(organizations__slug="beirat", state="held")
    draft = held.order_by("starts_on").last()
    released = held.get(starts_on=network - timedelta(days=82))

    assert "öffentlicher Teil" in page(f"/de/sitzungen/{released.pk}/")
    assert "Entwurf" not in page(f"/de/sitzungen/{draft.pk}/")


def test_n7_11_the_standing_guest_is_named_without_a_vote(page):
    text = page(body("beirat"))

    assert "Ständige Gäste ohne Stimme Beauftragte*r" in text


def test_n8_2_and_n8_3_every_date_is_unconfirmed_names_the_organiser_and_promises_nothing(page):
    text = page(body("runder-tisch"))

    words = ("unbestätigt", "Angabe ohne Gewähr", "Willkommensbündnis Steglitz-Zehlendorf lädt ein")
    assert missing((*words, "verlegt vom 6. Januar", "fällt aus"), text) == []


def test_n8_1_no_time_of_day_is_invented(network, page):
    first = Meeting.objects.filter(organizations__slug="runder-tisch").order_by("starts_on")[0]
    text = page(f"/de/sitzungen/{first.pk}/")

    assert "Mittwoch, 2. Dezember 2026" in text.replace("\xa0", " ")
    assert not re.search(r"\d Uhr", text)


def test_n8_2_on_a_public_holiday_the_reason_is_shown_too(network, client, monkeypatch):
    day = date(2029, 9, 10)
    shift(day, by=system_user(), now=NOW)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2029, 9, 10, 12, tzinfo=UTC))
    meeting = Meeting.objects.get(rule_date=date(2029, 10, 3))

    answer = client.get(f"/de/sitzungen/{meeting.pk}/")

    assert "Tag der Deutschen Einheit" in answer.content.decode()
    assert "unbestätigt" in answer.content.decode()


def test_n8_4_registration_leads_out_and_nothing_is_stored(client, page):
    text = page(body("runder-tisch"))

    assert "Wir speichern keine Anmeldungen" in text
    assert f'href="{ALLIANCE}"' in client.get(body("runder-tisch")).content.decode()
    assert "<form" not in client.get(body("runder-tisch")).content.decode().split("<main")[1]


def test_n8_5_the_badge_says_that_others_hold_it(page):
    assert "externe Veranstaltung" in page(body("runder-tisch"))
    assert "externe Veranstaltung" not in page(body("beirat"))


@pytest.mark.parametrize(
    ("alias", "slug"),
    [
        ("runder-tisch-fluechtlingsarbeit", "runder-tisch"),
        ("lag", "landesarbeitsgemeinschaft"),
        ("bezirksbeirat", "beirat"),
    ],
)
def test_n8_7_and_p9_other_names_lead_to_the_one_address(network, client, alias, slug):
    answer = client.get(body(alias))

    assert (answer.status_code, answer["Location"]) == (301, body(slug))


def test_p1_three_spheres_with_a_heading_each(page):
    text = page("/de/gremien/")

    headings = ("In der Verwaltung", "Im politischen Raum", "In der Zivilgesellschaft")
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


@pytest.mark.parametrize("slug", BODIES)
def test_p2_pictures_have_author_and_licence_and_expired_ones_do_not_exist(client, page, slug):
    page(body(slug))
    source = client.get(body(slug)).content.decode()

    assert "sommerfest" not in source
    assert ("CC0 1.0" in source) == ("/bilder/" in source)


def test_p7_and_p8_the_overview_answers_six_questions_for_every_body(client, page):
    text = page("/de/gremien/")
    source = client.get("/de/gremien/").content.decode()

    for one in Organization.objects.filter(slug__in=BODIES):
        assert missing((one.name, one.purpose), text) == []
        assert f"mailto:{one.contact_email}" in source
    assert text.count("Wann") == text.count("Dürfen Sie kommen?") == len(BODIES)
    words = ("ausgesetzt", "öffentlich", "intern", "nach Einladung", "mit Anmeldung")
    assert missing(words, text) == []


@pytest.mark.parametrize("slug", sorted(set(BODIES) - {"ausschuss", "beirat"}))
def test_p10_who_does_not_sit_formally_meets(page, slug):
    text = page(body(slug))

    own = text.replace("Sitzungskalender", "")
    assert not re.search(r"\bSitzung(en)?\b", own)


def test_the_demo_says_so_and_asks_not_to_be_indexed(network, client, page):
    assert "erfundene Angaben" in page("/de/", whole=True)
    assert "noindex" in client.get("/de/")["X-Robots-Tag"]
