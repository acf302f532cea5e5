"""Does the network move by whole days, with everything in its place?"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gremienwerk.demo import jobs
from gremienwerk.demo.commands.shift import shift
from gremienwerk.demo.days import first_wednesday
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.meetings.models import Meeting, RecurrenceException
from gremienwerk.domain.organizations.models import StatusPeriod
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.events.models import Entry
from tests.demo import rows
from tests.demo.conftest import NOW

BERLIN = ZoneInfo("Europe/Berlin")
MEETING = ("pk", "state", "cancelled", "is_confirmed", "focus_topic", "name")
"""What a shift must leave alone."""


def move(to):
    return shift(to, by=system_user(), now=NOW)


def states():
    return list(Meeting.objects.order_by("pk").values_list(*MEETING))


FRIDAY = 4  # an office reviews on a working day


@pytest.mark.parametrize("days", [1, 7, 125, 400, -30])
def test_ids_and_states_stay(network, days):
    before = states()

    moved = move(network + timedelta(days=days))

    assert moved == days
    assert states() == before


@pytest.mark.parametrize("days", [1, 7, 125, 400, -30])
def test_what_counts_from_the_reference_date_still_does(network, days):
    today = network + timedelta(days=days)
    move(today)

    suspended = StatusPeriod.objects.get(status="suspended")
    assert Installation.objects.get().demo_reference_on == today
    assert suspended.starts_on == today - timedelta(days=200)
    review = today + timedelta(days=60)
    assert review <= suspended.review_on < review + timedelta(days=7)
    assert suspended.review_on.weekday() == FRIDAY
    invited = Meeting.objects.get(organizations__slug="arbeitsmarktintegration", state="invited")
    assert invited.starts_on == today + timedelta(days=35)
    request = Paper.objects.get(reference="DEMO-3/VII")
    assert request.answer_due_on == today + timedelta(days=14)
    held = Meeting.objects.filter(state="held").values_list("starts_on", flat=True)
    to_come = Meeting.objects.filter(state="invited").values_list("starts_on", flat=True)
    assert max(held) < today <= min(to_come)


@pytest.mark.parametrize("days", [1, 7, 125, 400, -30])
def test_sittings_stay_on_their_weekday_and_hour(network, days):
    move(network + timedelta(days=days))

    sittings = Meeting.objects.filter(organizations__slug="beirat")
    starts = [sitting.starts_at.astimezone(BERLIN) for sitting in sittings]
    assert Counter(f"{start:%A %H:%M}" for start in starts) == {"Wednesday 17:30": 9}
    assert {sitting.starts_on for sitting in sittings} == {start.date() for start in starts}
    assert {paper.date.weekday() // 5 for paper in Paper.objects.all()} == {0}


@pytest.mark.parametrize("days", [1, 7, 125, 400, -30])
def test_the_series_is_planned_anew(network, days):
    today = network + timedelta(days=days)
    move(today)

    series = Meeting.objects.filter(organizations__slug="runder-tisch")
    dates = sorted(series.values_list("rule_date", flat=True))
    assert dates == [first_wednesday(n, today) for n in range(1, len(dates) + 1)]
    assert len(dates) in {24, 25}
    decided = RecurrenceException.objects.order_by("date").values_list("kind", "date")
    assert list(decided) == [
        ("moved", first_wednesday(2, today)),
        ("removed", first_wednesday(6, today)),
    ]
    moved = series.get(is_confirmed=True)
    assert moved.starts_on == moved.rule_date + timedelta(days=7)


@given(days=st.lists(st.integers(-500, 500), min_size=1, max_size=3))
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_there_and_back_is_where_it_was(network, days):
    before = dates()

    for one in days:
        move(network + timedelta(days=one))
    move(network)

    after = dates()
    assert {key: after[key] for key in before} == before


def dates():
    fields = ("starts_on", "starts_at", "ends_at", "moved_from", "rule_date", "confirmed_on")
    return {row[0]: row[1:] for row in Meeting.objects.values_list("pk", *fields)}


def test_the_log_stays_and_tells_of_the_move(network):
    before = list(Entry.objects.order_by("pk").values_list("hash", flat=True))

    move(network + timedelta(days=3))

    after = Entry.objects.order_by("pk")
    assert list(after.values_list("hash", flat=True))[: len(before)] == before
    assert after.last().kind == "demo.shifted"
    assert after.last().payload == {"reference_on": "2026-11-12", "days": 3}


def test_the_same_day_changes_nothing(network):
    before = rows.state()

    assert move(network) == 0
    assert rows.state() == before


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (datetime(2026, 11, 11, 1, 30, tzinfo=BERLIN), date(2026, 11, 11)),
        (datetime(2026, 11, 11, 14, 0, tzinfo=BERLIN), date(2026, 11, 9)),
    ],
    ids=["at night", "by day"],
)
def test_the_job_follows_the_day_at_night_only(network, monkeypatch, clock, expected):
    monkeypatch.setattr(timezone, "now", lambda: clock.astimezone(UTC))

    jobs.follow_the_day.func()

    assert Installation.objects.get().demo_reference_on == expected
