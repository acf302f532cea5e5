"""The fixed rules agree with the time zone database, hour by hour around every change."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone

from gremienwerk.foundation.vtimezone import BERLIN

ZONE = ZoneInfo("Europe/Berlin")
RULES = Timezone.from_ical(BERLIN).to_tz(lookup_tzid=False)


def offset(zone, moment):
    return moment.replace(tzinfo=zone).utcoffset()


@pytest.mark.parametrize("year", [1997, 2026, 2027, 2037, 2060])
def test_same_offset_at_noon_on_every_day(year):
    days = [datetime.combine(date(year, 1, 1), time(12)) + timedelta(days=n) for n in range(365)]

    assert [d for d in days if offset(RULES, d) != offset(ZONE, d)] == []


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_same_offset_in_each_hour_of_a_day_of_change(day):
    # 02:00-02:59 does not exist in March and exists twice in October: nobody meets then.
    hours = [datetime.combine(day, time(n)) for n in range(24) if n != 2]

    assert [h for h in hours if offset(RULES, h) != offset(ZONE, h)] == []


def test_fits_into_a_feed():
    feed = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//DE\r\n"
        + BERLIN
        + "BEGIN:VEVENT\r\nUID:1@example\r\nDTSTAMP:20270101T000000Z\r\n"
        "DTSTART;TZID=Europe/Berlin:20270311T180000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    [event] = Calendar.from_ical(feed).walk("VEVENT")

    assert event.start.utcoffset() == timedelta(hours=1)


def test_lines_are_folded_and_ended_as_the_format_wants():
    lines = BERLIN.split("\r\n")

    assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines)
    assert lines[-1] == ""
