"""Does the calendar show what is public, on the right days, in a list and in a month?"""

import re
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gremienwerk.surfaces.portal.calendar.span import earlier, later, nearest, shifted, span_from
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import AliasFactory
from tests.surfaces.portal.stage import SECRET, at, day, set_stage

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2020, 5, 1), date(2026, 11, 1)


@pytest.fixture
def stage():
    return set_stage()


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def month(days):
    return f"{day(days):%Y-%m}"


@pytest.mark.parametrize("language", ["de", "en"])
def test_shows_what_comes_and_hides_the_rest(client, stage, language):
    response = client.get(f"/{language}/termine/")

    assert response.status_code == 200
    text = text_of(response)
    assert stage.meeting.organizations.get().name in text
    assert SECRET not in response.content.decode()
    assert "set-cookie" not in {name.lower() for name in response.headers}


def test_says_what_is_moved_cancelled_and_unsure(client, stage):
    text = text_of(client.get("/de/termine/"))

    assert "verlegt auf" in text
    assert "verlegt vom" in text
    assert "Die Heizung ist ausgefallen." in text
    assert "unbestätigt" in text
    assert "Bündnis Probe lädt ein" in text
    assert "Angabe ohne Gewähr" in text


def test_names_bodies_that_pause_and_never_their_dates(client, stage):
    text = text_of(client.get("/de/termine/"))

    assert "Koordinierungsrunde, ausgesetzt seit" in text


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?gremium=beirat", "/de/sitzungen/{meeting}/", "/de/sitzungen/{unsure}/"),
        ("?gremium=runder-tisch", "/de/sitzungen/{unsure}/", "/de/sitzungen/{meeting}/"),
        ("?zugang=offen", "/de/sitzungen/{meeting}/", "/de/sitzungen/{unsure}/"),
        ("?zugang=anmeldung", "/de/sitzungen/{unsure}/", "/de/sitzungen/{meeting}/"),
        ("?gremium=ausschuss", "/de/sitzungen/{council_meeting}/", "/de/sitzungen/{meeting}/"),
    ],
)
def test_narrows_by_body_and_access(client, stage, query, shown, hidden):
    ids = {name: stage.named[name].pk for name in ("meeting", "unsure", "council_meeting")}

    page = client.get(f"/de/termine/{query}").content.decode()

    assert shown.format(**ids) in page
    assert hidden.format(**ids) not in page


def test_a_former_name_finds_the_body(client, stage):
    AliasFactory(organization=stage.table, slug="stammtisch")

    for place in ("termine", "sitzungen", "drucksachen"):
        assert client.get(f"/de/{place}/?gremium=stammtisch").status_code == 200


def test_a_subscription_is_offered_to_open_to_copy_and_once_as_a_file(client, stage):
    page = client.get("/de/termine/abonnieren/?gremium=beirat").content.decode()

    path = "/feeds/gremien/beirat.ics"
    assert f'href="webcal://127.0.0.1:8000{path}"' in page
    assert f">{settings.PUBLIC_ORIGIN}{path}</code>" in page
    assert f'href="{path}" download' in page
    assert "interne-runde" not in page


def test_a_subscription_speaks_the_language_of_the_page(client, stage):
    page = client.get("/en/termine/abonnieren/").content.decode()

    assert 'href="webcal://127.0.0.1:8000/feeds/alle.ics?sprache=en"' in page


def test_nobody_subscribes_to_what_is_not_public(client, stage):
    assert client.get("/de/termine/abonnieren/?gremium=interne-runde").status_code == 404


def test_subscribes_to_what_was_chosen(client, stage):
    chosen = client.get("/de/termine/?gremium=beirat").content.decode()
    assert "/de/termine/abonnieren/?gremium=beirat" in chosen
    closed = client.get("/de/termine/?gremium=interne-runde")
    assert "/de/termine/abonnieren/?gremium=interne-runde" not in closed.content.decode()
    assert "Die Termine dieses Gremiums sind nicht öffentlich." in text_of(closed)


def test_says_why_a_body_that_pauses_has_no_dates(client, stage):
    text = text_of(client.get("/de/termine/?gremium=koordinierungsrunde"))

    assert "Keine Termine: Dieses Gremium pausiert." in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_month_holds_the_same_entries(client, stage, language):
    response = client.get(f"/{language}/termine/{month(12)}/")

    assert response.status_code == 200
    page = response.content.decode()
    assert f"/{language}/sitzungen/{stage.meeting.pk}/" in page
    assert SECRET not in page


def test_month_names_holidays(client, db):
    assert "Tag der Deutschen Einheit" in text_of(client.get("/de/termine/2029-10/"))


@pytest.mark.parametrize(
    "address",
    [
        "termine/2026-13/",
        "termine/2026-00/",
        "termine/0000-00/",
        "termine/9999-12/",
        "termine/2026-1/",
        "termine/abc/",
        "termine/٢٠٢٦-١٢/",
        "termine/?ab=2026-13",
        "termine/?ab=abc",
        "termine/?gremium=gibt-es-nicht",
        "termine/?zugang=geheim",
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_answers_nonsense_with_a_page_that_helps(client, stage, language, address):
    response = client.get(f"/{language}/{address}")

    assert response.status_code == 404
    assert f"/{language}/termine/" in response.content.decode()


@pytest.mark.parametrize("where", ["1900-01", "2199-12", "1950-06"])
def test_is_polite_about_months_far_away(client, stage, where):
    response = client.get(f"/de/termine/{where}/")

    assert response.status_code == 200
    assert "Nächstgelegene Termine" in text_of(response)
    assert client.get(f"/de/termine/?ab={where}").status_code == 200


def test_is_complete_without_any_date(client, db):
    for address in ("termine/", f"termine/{month(0)}/", "sitzungen/", "drucksachen/"):
        for language in ("de", "en"):
            assert client.get(f"/{language}/{address}").status_code == 200


def test_asks_the_database_as_often_for_two_hundred_dates(client, stage):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    addresses = (
        "/de/termine/",
        "/en/termine/",
        f"/de/termine/{month(12)}/",
        "/en/termine/?zugang=offen",
    )
    few = [queries(address) for address in addresses]
    for number in range(200):
        MeetingFactory(
            organizations=[stage.beirat], starts_on=day(12), starts_at=at(12, number % 24)
        )
    many = [queries(address) for address in addresses]

    assert few == many
    assert max(many) <= 12


def test_turns_to_the_next_months_that_hold_something():
    months = [EARLY, date(2026, 10, 1), LATE, date(2027, 6, 1)]
    span = span_from(LATE)

    assert later(span, months) == date(2027, 6, 1)
    assert earlier(span, months) == date(2026, 8, 1)
    assert earlier(span_from(EARLY), months) is None
    assert later(span_from(date(2027, 6, 1)), months) is None
    assert nearest(date(2024, 1, 1), months) == date(2026, 10, 1)
    assert shifted(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert shifted(date(2026, 1, 1), -1) == date(2025, 12, 1)
