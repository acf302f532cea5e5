from datetime import date, datetime, time

import pytest
import recurring_ical_events
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from gremienwerk.domain.meetings.choices import RhythmKind
from gremienwerk.domain.meetings.models import Recurrence
from gremienwerk.domain.meetings.queries import (
    current_recurrences,
    facts_of,
    fill,
    holiday_name,
    rhythm_sentence,
)
from gremienwerk.domain.meetings.queries.rule_words import ORDINALS, WEEKDAYS, rule_words
from gremienwerk.domain.meetings.queries.series import (
    proposed_next_date,
    rule_dates,
)
from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.texts.write import Rendering, translate
from tests.factories.bodies import LocationFactory
from tests.factories.meetings import MeetingFactory, RecurrenceFactory
from tests.factories.organizations import (
    OrganizationFactory,
    SeatFactory,
    SuspensionFactory,
    TermFactory,
)

NOW = datetime.fromisoformat("2026-11-24T09:00:00+00:00")
TODAY = date(2026, 11, 24)
INTERVAL = {"kind": RhythmKind.INTERVAL, "rule": "", "first_on": None}


def sentence(language, **fields):
    with translation.override(language):
        return rhythm_sentence(Recurrence(**fields))


@pytest.mark.parametrize(
    ("rule", "german", "english"),
    [
        (
            "FREQ=MONTHLY;BYDAY=1WE",
            "jeden ersten Mittwoch im Monat",
            "every first Wednesday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1TH",
            "jeden letzten Donnerstag im Monat",
            "every last Thursday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1TU,3TU",
            "jeden ersten und dritten Dienstag im Monat",
            "every first and third Tuesday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1MO,2TU,3FR",
            "jeden ersten Montag, zweiten Dienstag und dritten Freitag im Monat",
            "every first Monday, second Tuesday and third Friday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
            "jeden zweiten Dienstag im Monat",
            "every second Tuesday of the month",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH",
            "alle zwei Monate am zweiten Donnerstag",
            "every two months on the second Thursday",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1WE;BYMONTH=1,2,3,4,5,6,9,10,11,12",
            "jeden ersten Mittwoch im Monat, außer im Juli und August",
            "every first Wednesday of the month, except in July and August",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1WE;BYMONTH=3,9",
            "jeden ersten Mittwoch im Monat, nur im März und September",
            "every first Wednesday of the month, only in March and September",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "am 15. jedes Monats", "on day 15 of every month"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "am letzten Tag jedes Monats",
            "on the last day of every month",
        ),
        ("FREQ=MONTHLY", "am 7. jedes Monats", "on day 7 of every month"),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1",
            "alle drei Monate am 1.",
            "every three months on day 1",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
            "alle drei Monate am letzten Tag",
            "every three months on the last day",
        ),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "jeden Montag und Mittwoch", "every Monday and Wednesday"),
        ("FREQ=WEEKLY", "jeden Mittwoch", "every Wednesday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
            "alle zwei Wochen am Freitag",
            "every two weeks on Friday",
        ),
        ("FREQ=YEARLY", "einmal im Jahr", "once a year"),
        ("FREQ=YEARLY;INTERVAL=2", "alle zwei Jahre", "every two years"),
        ("FREQ=DAILY", "jeden Tag", "every day"),
        ("FREQ=DAILY;INTERVAL=30", "alle 30 Tage", "every 30 days"),
        ("FREQ=MONTHLY;BYDAY=WE", "nach einer festen Regel", "by a fixed rule"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "nach einer festen Regel", "by a fixed rule"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "nach einer festen Regel", "by a fixed rule"),
    ],
)
def test_a_rule_reads_as_people_say_it(rule, german, english):
    fields = {"kind": RhythmKind.RULE, "rule": rule, "first_on": date(2026, 1, 7)}

    assert (sentence("de", **fields), sentence("en", **fields)) == (german, english)


@pytest.mark.parametrize(
    ("fields", "german", "english"),
    [
        (
            {"interval_months": 2, "is_approximate": True},
            "etwa alle zwei Monate",
            "about every two months",
        ),
        ({"interval_months": 3}, "alle drei Monate", "every three months"),
        ({"interval_months": 1}, "einmal im Monat", "once a month"),
        (
            {"interval_months": 12, "is_approximate": True},
            "etwa einmal im Jahr",
            "about once a year",
        ),
        ({"interval_months": 18}, "alle 18 Monate", "every 18 months"),
        (
            {"interval_months": 2, "is_approximate": True, "weekday": 2, "time": time(17, 30)},
            "etwa alle zwei Monate, meist mittwochs um 17.30\xa0Uhr",
            "about every two months, mostly on Wednesdays at 5:30\xa0pm",
        ),
    ],
)
def test_an_interval_reads_as_people_say_it(fields, german, english):
    known = {**INTERVAL, **fields}

    assert (sentence("de", **known), sentence("en", **known)) == (german, english)


def test_without_rule_and_interval_the_words_stand():
    words = {"kind": RhythmKind.NONE, "words": "regelmäßig, nach Bedarf"}

    assert sentence("de", **words) == "regelmäßig, nach Bedarf"
    assert sentence("de", kind=RhythmKind.NONE) == "kein fester Abstand"
    with translation.override("en"):
        assert rhythm_sentence(None) == "no fixed interval"


@pytest.mark.django_db
def test_words_are_shown_in_their_translation():
    rhythm = RecurrenceFactory(kind=RhythmKind.NONE, rule="", words="nach Bedarf")
    translate(rhythm, "words", Rendering("en", "as needed"), now=NOW)

    with translation.override("en"):
        assert rhythm_sentence(rhythm, Texts([rhythm], "en")) == "as needed"
        assert rhythm_sentence(rhythm, Texts([rhythm], "de")) == "nach Bedarf"


@given(
    nth=st.sampled_from(sorted(ORDINALS)),
    weekday=st.sampled_from(WEEKDAYS),
    interval=st.integers(1, 24),
    language=st.sampled_from(["de", "en"]),
)
def test_every_numbered_weekday_has_words(nth, weekday, interval, language):
    rule = f"FREQ=MONTHLY;INTERVAL={interval};BYDAY={nth}{weekday}"

    with translation.override(language):
        assert "%" not in rule_words(rule, None)
        assert rule_words(rule, None) not in {"by a fixed rule", "nach einer festen Regel"}


@given(
    rule=st.sampled_from(
        [
            "FREQ=MONTHLY;BYDAY=1WE",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH",
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SA",
            "FREQ=MONTHLY;BYMONTHDAY=31",
            "FREQ=YEARLY;BYMONTH=5;BYDAY=1TU",
        ]
    ),
    first_on=st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    start=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
)
def test_dates_are_those_that_a_calendar_program_would_show(rule, first_on, start):
    """An independent reader of RFC 5545 agrees; what a rule excludes as first day stays out."""
    first = rule_dates(rule, first_on, first_on, date(2031, 1, 1))[0]
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        f"DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{first:%Y%m%d}\r\nRRULE:{rule}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    end = start.replace(year=start.year + 1)
    shown = recurring_ical_events.of(Calendar.from_ical(text)).between(start, end)
    expected = sorted(event.start for event in shown if event.start < end)

    found = [day for day in rule_dates(rule, first, start, end) if day < end]

    assert found == expected


def test_the_days_of_the_round_table():
    days = rule_dates("FREQ=MONTHLY;BYDAY=1WE", date(2024, 1, 3), TODAY, date(2027, 7, 31))

    assert days == [
        date(2026, 12, 2),
        date(2027, 1, 6),
        date(2027, 2, 3),
        date(2027, 3, 3),
        date(2027, 4, 7),
        date(2027, 5, 5),
        date(2027, 6, 2),
        date(2027, 7, 7),
    ]


@pytest.mark.parametrize(
    ("day", "german", "english"),
    [
        (date(2024, 5, 1), "Erster Mai", "Labor Day"),
        (date(2025, 1, 1), "Neujahr", "New Year's Day"),
        (date(2029, 10, 3), "Tag der Deutschen Einheit", "German Unity Day"),
        (date(2027, 3, 8), "Frauentag", "Women's Day"),
        (date(2027, 3, 9), None, None),
    ],
)
def test_holidays_of_berlin_have_names(day, german, english):
    assert (holiday_name(day, "de"), holiday_name(day, "en"), holiday_name(day, "fr")) == (
        german,
        english,
        english,
    )


# --- facts ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_facts_are_generated_from_data(django_assert_num_queries):
    body = OrganizationFactory(
        founded_year=2012, location=LocationFactory(), abilities={"access": "public"}
    )
    RecurrenceFactory(organization=body, interval_months=2, is_approximate=True, **INTERVAL)
    TermFactory(organization=body, name="Amtszeit A")
    SeatFactory.create_batch(15, organization=body)
    SeatFactory.create_batch(14, organization=body, kind=MembershipKind.DEPUTY)
    SeatFactory(organization=body, ends_on=date(2020, 1, 1))
    MeetingFactory(organizations=[body], starts_on=date(2026, 12, 9))
    MeetingFactory(organizations=[body], starts_on=date(2026, 12, 1), state="draft")
    MeetingFactory(
        organizations=[body], starts_on=date(2026, 12, 2), cancelled=True, cancel_reason="krank"
    )

    with django_assert_num_queries(3), translation.override("de"):
        facts = facts_of(body, today=TODAY)

    assert facts == {
        "rhythm": "etwa alle zwei Monate",
        "next_date": "Mittwoch, 9.\xa0Dezember 2026",
        "seats": "15",
        "deputy_seats": "14",
        "age": "14",
        "venue": "Rathaus Musterfeld",
        "status": "aktiv",
        "term": "Amtszeit A",
    }


@pytest.mark.django_db
def test_facts_that_nobody_knows_are_said_so():
    body = OrganizationFactory()
    SuspensionFactory(organization=body, starts_on=date(2026, 4, 23))

    with translation.override("en"):
        facts = facts_of(body, today=TODAY)

    assert facts == {
        "rhythm": "no fixed interval",
        "next_date": "not known",
        "seats": "0",
        "deputy_seats": "0",
        "age": "not known",
        "venue": "not known",
        "status": "suspended",
        "term": "not known",
    }


def test_placeholders_are_filled_and_other_braces_stay():
    text = "Wir treffen uns {rhythm}; {unknown}, {} und {{rhythm}} {Rhythm}."

    filled = fill(text, {"rhythm": "monatlich {seats}", "seats": "15"})

    assert filled == (
        "Wir treffen uns monatlich {seats}; {unknown}, {} und {monatlich {seats}} {Rhythm}."
    )


@pytest.mark.django_db
def test_the_rhythm_of_today_is_found_for_many_bodies_at_once(django_assert_num_queries):
    bodies = OrganizationFactory.create_batch(3)
    old = {"starts_on": date(2020, 1, 1), "ends_on": TODAY}
    RecurrenceFactory(organization=bodies[0], **old)
    new = RecurrenceFactory(organization=bodies[0], starts_on=TODAY)
    other = RecurrenceFactory(organization=bodies[1])

    with django_assert_num_queries(1):
        found = current_recurrences(bodies, TODAY)

    assert found == {bodies[0].pk: new, bodies[1].pk: other}


# --- the next date of an approximate rhythm ---------------------------------------------------


@pytest.mark.django_db
def test_proposes_a_day_two_months_on_that_is_free():
    body = OrganizationFactory()
    RecurrenceFactory(organization=body, interval_months=2, weekday=2, **INTERVAL)
    MeetingFactory(organizations=[body], starts_on=date(2026, 11, 4))

    # 4 January is the aim; 30 December and 6 January: the latter is the nearer Wednesday.
    assert proposed_next_date(body, TODAY) == date(2027, 1, 6)


@pytest.mark.django_db
def test_proposes_no_holiday_and_no_weekend():
    body = OrganizationFactory()
    RecurrenceFactory(organization=body, interval_months=1, **INTERVAL)
    MeetingFactory(organizations=[body], starts_on=date(2026, 11, 26))

    # 26 December is a holiday on a Saturday in the middle of the break from 23 December.
    assert proposed_next_date(body, TODAY) == date(2026, 12, 22)


@pytest.mark.django_db
def test_proposes_nothing_to_a_body_that_pauses_or_has_no_interval():
    paused, by_rule, without = OrganizationFactory.create_batch(3)
    RecurrenceFactory(organization=paused, interval_months=2, **INTERVAL)
    SuspensionFactory(organization=paused, starts_on=date(2026, 4, 23))
    RecurrenceFactory(organization=by_rule)

    assert [proposed_next_date(one, TODAY) for one in (paused, by_rule, without)] == [None] * 3
