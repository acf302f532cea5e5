"""What do calendars get of the demo network? Seen from outside, read by a calendar program."""

import icalendar
import pytest
from django.utils import timezone

from tests.demo.conftest import NOW
from tests.demo.test_network import ALLIANCE


@pytest.fixture
def events(network, client, monkeypatch):
    """The events of a feed on the reference date."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def read(address):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return icalendar.Calendar.from_ical(answer.getvalue()).walk("VEVENT")

    return read


def test_n8_6_a_removed_date_is_cancelled_and_the_rest_is_tentative(events):
    found = events("/feeds/gremien/runder-tisch.ics")

    states = [str(event["STATUS"]) for event in found]
    assert (len(found), states.count("CANCELLED"), states.count("CONFIRMED")) == (24, 1, 1)
    assert states.count("TENTATIVE") == 22


def test_n8_6_entries_name_the_organiser_with_its_link(events):
    for event in events("/feeds/gremien/runder-tisch.ics"):
        assert ALLIANCE in str(event["DESCRIPTION"])
        assert "Willkommensbündnis" in str(event["DESCRIPTION"])


def test_n8_1_days_are_all_day(events):
    assert {
        event["DTSTART"].params.get("VALUE") for event in events("/feeds/gremien/runder-tisch.ics")
    } == {"DATE"}


def test_n2_2_and_n1_8_nothing_internal_or_suspended_is_in_the_feed_of_all(events):
    text = " ".join(str(event.get("SUMMARY")) for event in events("/feeds/alle.ics"))

    for word in ("Koordinierungsrunde", "Unterkunftsleiter", "Sozialen Dienste", "Arbeitsmarkt"):
        assert word not in text
    for word in ("Runder Tisch", "Beirat", "Ausschuss"):
        assert word in text
