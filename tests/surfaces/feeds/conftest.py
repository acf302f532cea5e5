"""Which day is it, and how is a feed read back?"""

from datetime import date

import pytest
from icalendar import Calendar

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _today(monkeypatch, settings):
    settings.PUBLIC_ORIGIN = "https://gremien.example"
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)


@pytest.fixture
def read(client):
    """Fetch a calendar and return (calendar, {UID number: event}); anything but 200 fails."""

    def fetched(path, **extra):
        response = client.get(path, **extra)
        assert response.status_code == 200
        calendar = Calendar.from_ical(response.content)
        assert calendar.errors == []
        events = {int(e["uid"].split("-")[1].split("@")[0]): e for e in calendar.walk("VEVENT")}
        assert all(e.errors == [] for e in events.values())
        return calendar, events

    return fetched
