"""Does the page of a meeting say what one needs, before and after, and nothing more?"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gremienwerk.foundation.texts.write import Rendering, translate
from tests.factories.files import FileFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    ConsultationFactory,
    MeetingFactory,
    MeetingFileFactory,
)
from tests.factories.organizations import OrganizationFactory
from tests.factories.papers import PaperFactory, PaperFileFactory
from tests.surfaces.portal.stage import FORMAL, SECRET, at, day, set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_stage()


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, row, language="de"):
    return client.get(f"/{language}/sitzungen/{row.pk}/")


def test_before_says_when_where_how_and_what(client, stage):
    response = get(client, stage.meeting)

    text = text_of(response)
    assert response.status_code == 200
    assert "Sitzung: Beirat für Probe und Muster" in text
    assert "17.30 bis 19.30\xa0Uhr" in response.content.decode()
    assert "Nicht nötig. Kommen Sie einfach." in text
    assert "Sie kommen ohne Stufen hinein." in text
    assert "Aufzug links vom Eingang." in text
    assert "Sprachmittlung" in text
    assert "96\xa0kB" in response.content.decode()
    assert f"/feeds/sitzungen/{stage.meeting.pk}.ics" in response.content.decode()
    assert f"/de/drucksachen/{stage.paper.pk}/" in response.content.decode()
    assert f"/de/orte/{stage.place.pk}/" in response.content.decode()


def test_before_in_english(client, stage):
    translate(stage.beirat, "name", Rendering("en", "Council of Trial"), now=timezone.now())

    text = text_of(get(client, stage.meeting, "en"))

    assert "Meeting: Council of Trial" in text
    assert "Not needed. Just come." in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_hides_what_is_not_public(client, stage, language):
    for name in ("meeting", "unsure", "moved", "cancelled", "held", "waiting", "council_meeting"):
        response = get(client, stage.named[name], language)
        assert response.status_code == 200, name
        assert SECRET not in response.content.decode(), name


def test_of_a_closed_item_only_number_and_title(client, stage):
    text = text_of(get(client, stage.meeting))

    assert "Personalsache Dieser Punkt ist nicht öffentlich." in text
    assert "Heimliche Vorlage" not in text


def test_cuts_what_lets_strangers_in(client, stage):
    own, imported = get(client, stage.meeting), get(client, stage.council_meeting)

    assert "987 6543 2101" not in own.content.decode()
    assert "Der Raum steht am Eingang." in own.content.decode()
    assert "abc123" not in imported.content.decode()
    assert "Saal 1" in imported.content.decode()


@pytest.mark.parametrize(
    "name", ["draft", "internal", "joint", "of_paused", "hidden_council_meeting"]
)
def test_what_is_not_public_does_not_exist(client, stage, name):
    response = get(client, stage.named[name])

    assert response.status_code == 404
    assert SECRET not in response.content.decode()


def test_what_was_public_is_gone_and_what_was_not_never_was(client, stage):
    for name, status in (("meeting", 410), ("draft", 404), ("internal", 404)):
        row = stage.named[name]
        row.deleted_at = timezone.now()
        row.save()
        assert get(client, row).status_code == status
    assert client.get("/de/sitzungen/999999/").status_code == 404
    assert client.get("/de/sitzungen/99999999999999999999/").status_code == 404
    assert client.get("/de/sitzungen/abc/").status_code == 404


def test_afterwards_decisions_come_before_minutes_and_agenda(client, stage):
    text = text_of(get(client, stage.held))

    order = [
        text.rindex(words)
        for words in (
            "Das wurde beschlossen",
            "Der Beirat bittet um ruhige Räume.",
            "Niederschrift vom letzten Mal",
            "Tagesordnung",
        )
    ]
    assert order == sorted(order)
    assert "hat stattgefunden" in text


def test_minutes_that_are_not_released_are_only_announced(client, stage):
    text = text_of(get(client, stage.waiting))

    assert "Noch nicht veröffentlicht." in text


def test_says_that_others_hold_it_and_nobody_confirmed(client, stage):
    text = text_of(get(client, stage.unsure))

    assert "Treffen: Runder Tisch Probe" in text
    assert "Noch nicht bestätigt" in text
    assert "Bündnis Probe lädt ein" in text
    assert "Sie stehen für den Termin ein, hier wird er nur gezeigt." in text


def test_says_moved_and_cancelled_with_reason(client, stage):
    assert "Dieser Termin wurde verlegt" in text_of(get(client, stage.moved))
    cancelled = text_of(get(client, stage.cancelled))
    assert "Dieser Termin fällt aus" in cancelled
    assert "Die Heizung ist ausgefallen." in cancelled
    assert "Beirat für Probe und Muster und Runder Tisch Probe" in cancelled


def test_a_mirrored_one_names_source_licence_and_original(client, stage):
    response = get(client, stage.council_meeting)

    text = text_of(response)
    assert "Sitzung: Ausschuss Probe" in text
    assert "Ratsinformationssystem Probe" in text
    assert "CC BY 4.0" in text
    assert "https://rat.example/sitzung/1" in response.content.decode()


def test_asks_the_database_as_often_for_two_hundred_items(client, stage):
    def queries(row, language):
        get(client, row, language)
        with CaptureQueriesContext(connection) as found:
            get(client, row, language)
        return len(found)

    rows = (stage.meeting, stage.council_meeting)
    for row in rows:
        _fill(row, 1)
    few = [queries(row, language) for row in rows for language in ("de", "en")]
    for row in rows:
        _fill(row, 199)
    many = [queries(row, language) for row in rows for language in ("de", "en")]

    assert few == many
    assert max(many) <= 12


def _fill(meeting, number):
    for position in range(number):
        item = AgendaItemFactory(meeting=meeting, position=1000 - position)
        paper = PaperFactory(released=True, body=meeting.body)
        PaperFileFactory(paper=paper, role="main", file=FileFactory(body=meeting.body))
        ConsultationFactory(paper=paper, meeting=meeting, agenda_item=item)
        MeetingFileFactory(meeting=meeting, file=FileFactory(body=meeting.body))


@pytest.mark.parametrize("language", ["de", "en"])
def test_archive_lists_narrows_and_hides(client, stage, language):
    page = client.get(f"/{language}/sitzungen/?gremium=beirat").content.decode()

    assert f"/{language}/sitzungen/{stage.held.pk}/" in page
    assert f"/{language}/sitzungen/{stage.unsure.pk}/" not in page
    assert SECRET not in page
    year = client.get(f"/{language}/sitzungen/?year=1999")
    assert year.status_code == 200
    assert f"/{language}/sitzungen/{stage.held.pk}/" not in year.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=abc",
        "page=999999",
        "page=1e3",
        "year=abc",
        "year=0000",
        "year=99999",
        "gremium=nix",
        f"page={'9' * 400}",
    ],
)
@pytest.mark.parametrize("place", ["sitzungen", "drucksachen"])
def test_lists_answer_nonsense_with_a_page_that_helps(client, stage, place, query):
    response = client.get(f"/de/{place}/?{query}")

    assert response.status_code == 404
    assert f"/de/{place}/" in response.content.decode()


def test_archive_asks_as_often_for_two_hundred_meetings(client, stage):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    addresses = ("/de/sitzungen/", "/en/sitzungen/?gremium=beirat")
    few = [queries(address) for address in addresses]
    body = OrganizationFactory(abilities=FORMAL)
    for number in range(200):
        MeetingFactory(
            organizations=[stage.beirat, body], starts_on=day(-number), starts_at=at(-number)
        )
    many = [queries(address) for address in addresses]

    assert few == many
    assert max(many) <= 12
    assert client.get("/de/sitzungen/?page=9").status_code == 200
