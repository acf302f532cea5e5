from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.meetings.choices import (
    ExceptionKind,
    HolidayPolicy,
    MeetingState,
    RhythmKind,
)
from gremienwerk.domain.meetings.commands.call_off import call_off
from gremienwerk.domain.meetings.commands.confirm import confirm
from gremienwerk.domain.meetings.commands.decide_date import (
    DateDecision,
    DateIsOver,
    DecisionIncomplete,
    NotOfTheSeries,
    decide_date,
)
from gremienwerk.domain.meetings.commands.extend_series import extend_series, horizon
from gremienwerk.domain.meetings.commands.move import move
from gremienwerk.domain.meetings.commands.set_rhythm import (
    RhythmDraft,
    RhythmIncomplete,
    RuleUnreadable,
    set_rhythm,
)
from gremienwerk.domain.meetings.jobs import extend_all_series
from gremienwerk.domain.meetings.models import Meeting, Recurrence, RecurrenceException
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.bodies import LocationFactory
from tests.factories.meetings import RecurrenceFactory
from tests.factories.organizations import (
    OrganizationFactory,
    StatusPeriodFactory,
    SuspensionFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
FIRST_WEDNESDAYS = RhythmDraft(
    RhythmKind.RULE, rule="FREQ=MONTHLY;BYDAY=1WE", first_on=date(2026, 1, 7)
)
SECOND_WEDNESDAYS = RhythmDraft(
    RhythmKind.RULE, rule="FREQ=MONTHLY;BYDAY=2WE", first_on=date(2026, 1, 14)
)
DECEMBER, JANUARY, FEBRUARY = date(2026, 12, 2), date(2027, 1, 6), date(2027, 2, 3)


@pytest.fixture
def table(acts):
    """A round table that meets on every first Wednesday."""
    body = OrganizationFactory(name="Runder Tisch", abilities={"access": "registration"})
    set_rhythm(body, rhythm=FIRST_WEDNESDAYS, **acts)
    return body


def dates(body):
    return list(
        Meeting.objects.filter(organizations=body, cancelled=False)
        .order_by("starts_on")
        .values_list("starts_on", flat=True)
    )


def at(rule_date):
    return Meeting.objects.get(rule_date=rule_date)


def test_a_rule_gives_its_days_for_24_months(table):
    found = Meeting.objects.order_by("starts_on")

    assert [one.starts_on for one in found[:8]] == [
        DECEMBER,
        JANUARY,
        FEBRUARY,
        date(2027, 3, 3),
        date(2027, 4, 7),
        date(2027, 5, 5),
        date(2027, 6, 2),
        date(2027, 7, 7),
    ]
    assert found.count() == 24
    assert found.last().starts_on == date(2028, 11, 1)


def test_dates_of_a_rule_are_all_day_unconfirmed_and_public(table):
    assert {
        (one.starts_at, one.ends_at, one.is_confirmed, one.state, one.starts_on == one.rule_date)
        for one in Meeting.objects.public()
    } == {(None, None, False, MeetingState.SCHEDULED, True)}
    assert Meeting.objects.public().count() == 24


def test_a_time_of_day_is_kept_where_it_is_known(acts):
    venue = LocationFactory()
    body = OrganizationFactory(location=venue)
    rhythm = RhythmDraft(
        RhythmKind.RULE,
        rule="FREQ=MONTHLY;BYDAY=1WE",
        first_on=date(2026, 1, 7),
        time=time(17, 30),
        duration_minutes=120,
    )

    set_rhythm(body, rhythm=rhythm, **acts)

    winter, summer = at(DECEMBER), at(date(2027, 6, 2))
    assert (winter.starts_at, winter.ends_at, winter.location) == (
        datetime(2026, 12, 2, 16, 30, tzinfo=UTC),
        datetime(2026, 12, 2, 18, 30, tzinfo=UTC),
        venue,
    )
    assert summer.starts_at == datetime(2027, 6, 2, 15, 30, tzinfo=UTC)


def test_a_rhythm_set_publishes_what_happened(table, events, acts):
    assert events() == ["meetings.rhythm_set", "meetings.series_extended"]
    last = Entry.objects.order_by("pk").last()
    said = dict(last.payload)
    assert len(said.pop("changes")) == 24
    assert said == {
        "organization_id": table.pk,
        "added": 24,
        "changed": 0,
        "dropped": 0,
    }

    set_rhythm(table, rhythm=FIRST_WEDNESDAYS, **acts)
    extend_series(table, until=horizon(TODAY), **acts)

    assert len(events()) == 2
    assert Recurrence.objects.count() == 1


def test_the_job_of_the_night_reaches_further_as_days_go_by(table, acts):
    later = acts["now"] + timedelta(days=40)

    extend_series(table, until=horizon(later.date()), by=acts["by"], now=later)

    assert dates(table)[-1] == date(2029, 1, 3)
    assert len(dates(table)) == 26  # what is over stays


def test_the_job_extends_every_series(table):
    assert extend_all_series.func() in {0, 1}
    assert extend_all_series.func() == 0


@pytest.mark.parametrize(
    ("holidays", "expected"), [(HolidayPolicy.SHOW, True), (HolidayPolicy.SKIP, False)]
)
@pytest.mark.parametrize(
    "day",
    [
        date(2024, 5, 1),
        date(2025, 1, 1),
        date(2029, 10, 3),
        date(2030, 5, 1),
        date(2031, 1, 1),
    ],
)
def test_a_holiday_stays_in_or_is_left_out_as_the_rhythm_says(acts, day, holidays, expected):
    body = OrganizationFactory()
    RecurrenceFactory(organization=body, holidays=holidays)
    eve = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - timedelta(days=1)

    extend_series(body, until=day, by=acts["by"], now=eve)

    assert dates(body) == ([day] if expected else [])


def test_a_change_of_the_rule_plans_anew_what_nobody_decided(table, acts, events):
    confirm(at(DECEMBER), **acts)
    move(at(JANUARY), starts=date(2027, 1, 13), **acts)
    call_off(at(FEBRUARY), reason="Winterferien", **acts)

    set_rhythm(table, rhythm=SECOND_WEDNESDAYS, **acts)

    december, january, february = at(DECEMBER), at(JANUARY), at(FEBRUARY)
    assert (december.cancelled, december.is_confirmed) == (False, True)
    assert (january.starts_on, january.moved_from) == (date(2027, 1, 13), JANUARY)
    assert (february.cancelled, february.cancel_reason) == (True, "Winterferien")
    march = at(date(2027, 3, 3))
    assert (march.cancelled, march.cancel_reason, march.sequence) == (
        True,
        "Das Gremium trifft sich in einem anderen Rhythmus.",
        1,
    )
    assert at(date(2027, 3, 10)).cancelled is False
    assert not Meeting.objects.deleted().exists()
    assert [one.ends_on for one in Recurrence.objects.order_by("pk")] == [TODAY, None]


def test_a_day_on_which_the_body_meets_anyway_gets_no_second_meeting(table, acts):
    second = date(2027, 1, 13)
    move(at(JANUARY), starts=second, **acts)

    set_rhythm(table, rhythm=SECOND_WEDNESDAYS, **acts)
    extend_series(table, until=horizon(TODAY), **acts)

    assert [one.rule_date for one in Meeting.objects.filter(starts_on=second)] == [JANUARY]


def test_a_rule_that_held_for_a_while_is_closed(table, acts):
    next_week = {**acts, "now": acts["now"] + timedelta(days=7)}
    Recurrence.objects.update(starts_on=date(2026, 1, 1))

    set_rhythm(table, rhythm=SECOND_WEDNESDAYS, **next_week)

    periods = Recurrence.objects.order_by("pk").values_list("starts_on", "ends_on")
    assert list(periods) == [
        (date(2026, 1, 1), date(2026, 12, 1)),
        (date(2026, 12, 1), None),
    ]


def test_a_rule_that_comes_back_revives_its_dates_under_the_same_identity(table, acts):
    ids = {one.rule_date: one.pk for one in Meeting.objects.all()}
    later = {**acts, "now": acts["now"] + timedelta(hours=1)}

    set_rhythm(table, rhythm=SECOND_WEDNESDAYS, **acts)
    set_rhythm(table, rhythm=FIRST_WEDNESDAYS, **later)

    back = Meeting.objects.filter(cancelled=False)
    assert {one.rule_date: one.pk for one in back} == ids
    assert {one.sequence for one in back} == {2}


def test_a_rhythm_without_dates_drops_the_undecided_ones(table, acts):
    confirm(at(DECEMBER), **acts)

    set_rhythm(table, rhythm=RhythmDraft(RhythmKind.NONE, words="nach Bedarf"), **acts)

    assert dates(table) == [DECEMBER]


def test_undecided_dates_follow_the_venue(table, acts):
    table.location = LocationFactory()
    table.save()

    extend_series(table, until=horizon(TODAY), **acts)

    assert set(Meeting.objects.values_list("location", "sequence")) == {(table.location_id, 1)}


@pytest.mark.parametrize("factory", [SuspensionFactory, StatusPeriodFactory])
def test_a_body_that_rests_gets_no_dates(acts, factory):
    body = OrganizationFactory()
    if factory is SuspensionFactory:
        SuspensionFactory(organization=body, starts_on=date(2026, 5, 1))
    else:
        StatusPeriodFactory(organization=body, status="ended", starts_on=date(2026, 5, 1))
    RecurrenceFactory(organization=body)

    extend_series(body, until=horizon(TODAY), **acts)

    assert not Meeting.objects.exists()


def test_dates_begin_again_on_the_day_on_which_a_suspension_ends(acts):
    body = OrganizationFactory()
    SuspensionFactory(organization=body, starts_on=date(2026, 5, 1), ends_on=date(2027, 2, 1))
    RecurrenceFactory(organization=body)

    extend_series(body, until=date(2027, 3, 31), **acts)

    assert dates(body) == [FEBRUARY, date(2027, 3, 3)]


def test_what_a_suspension_finds_is_left_alone(table, acts):
    SuspensionFactory(organization=table, starts_on=date(2026, 11, 1))

    extend_series(table, until=horizon(TODAY), **acts)

    assert len(dates(table)) == 24


# --- decisions ------------------------------------------------------------------------------


def test_a_decision_is_kept_beside_the_date(table, acts, events):
    decide_date(table, decision=DateDecision(DECEMBER, ExceptionKind.CONFIRMED), **acts)
    decide_date(
        table,
        decision=DateDecision(JANUARY, ExceptionKind.MOVED, moved_to=date(2027, 1, 13)),
        **acts,
    )
    decide_date(
        table, decision=DateDecision(FEBRUARY, ExceptionKind.REMOVED, reason="Ferien"), **acts
    )

    assert [
        (one.starts_on, one.moved_from, one.is_confirmed, one.cancelled, one.sequence)
        for one in (at(DECEMBER), at(JANUARY), at(FEBRUARY))
    ] == [
        (DECEMBER, None, True, False, 1),
        (date(2027, 1, 13), JANUARY, True, False, 1),
        (FEBRUARY, None, False, True, 1),
    ]
    assert at(FEBRUARY).cancel_reason == "Ferien"
    assert events()[2:] == ["meetings.date_decided"] * 3


def test_a_decision_can_be_taken_back(table, acts):
    for decision in (
        DateDecision(JANUARY, ExceptionKind.MOVED, moved_to=date(2027, 1, 13)),
        DateDecision(JANUARY, ExceptionKind.REMOVED),
        DateDecision(JANUARY, ExceptionKind.CONFIRMED),
    ):
        decide_date(table, decision=decision, **acts)

    found = at(JANUARY)
    assert (found.starts_on, found.moved_from, found.cancelled, found.cancel_reason) == (
        JANUARY,
        None,
        False,
        "",
    )
    assert RecurrenceException.objects.get().kind == ExceptionKind.CONFIRMED


def test_a_decision_waits_for_a_date_beyond_the_horizon(table, acts):
    far, new = date(2029, 1, 3), date(2029, 1, 10)
    decide_date(table, decision=DateDecision(far, ExceptionKind.MOVED, moved_to=new), **acts)
    gone = DateDecision(date(2029, 2, 7), ExceptionKind.REMOVED)
    decide_date(table, decision=gone, **acts)

    extend_series(table, until=date(2029, 2, 28), **acts)

    assert (at(far).starts_on, at(far).moved_from, at(far).is_confirmed) == (new, far, True)
    assert at(date(2029, 2, 7)).cancel_reason == "Der Veranstalter hat den Termin gestrichen."


@pytest.mark.parametrize(
    ("decision", "refusal"),
    [
        (DateDecision(date(2026, 11, 4), ExceptionKind.CONFIRMED), DateIsOver),
        (DateDecision(date(2026, 12, 3), ExceptionKind.CONFIRMED), NotOfTheSeries),
        (DateDecision(DECEMBER, ExceptionKind.MOVED), DecisionIncomplete),
        (DateDecision(DECEMBER, ExceptionKind.MOVED, moved_to=DECEMBER), DecisionIncomplete),
        (DateDecision(DECEMBER, ExceptionKind.REMOVED, moved_to=JANUARY), DecisionIncomplete),
    ],
)
def test_refuses_a_decision_that_makes_no_sense_and_leaves_no_trace(
    table, acts, events, decision, refusal
):
    with pytest.raises(refusal, match=r"\.$"):
        decide_date(table, decision=decision, **acts)

    assert not RecurrenceException.objects.exists()
    assert set(Meeting.objects.values_list("sequence", flat=True)) == {0}
    assert len(events()) == 2


# --- rules ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rhythm", "refusal"),
    [
        (RhythmDraft(RhythmKind.RULE, rule="FREQ=MONTHLY;BYDAY=1WE"), RhythmIncomplete),
        (RhythmDraft(RhythmKind.RULE, first_on=TODAY), RhythmIncomplete),
        (RhythmDraft(RhythmKind.RULE, rule="BYDAY=1WE", first_on=TODAY), RuleUnreadable),
        (RhythmDraft(RhythmKind.RULE, rule="FREQ=HOURLY", first_on=TODAY), RuleUnreadable),
        (RhythmDraft(RhythmKind.RULE, rule="FREQ=DAILY;BYHOUR=1", first_on=TODAY), RuleUnreadable),
        (
            RhythmDraft(RhythmKind.RULE, rule="FREQ=MONTHLY;BYDAY=1XX", first_on=TODAY),
            RuleUnreadable,
        ),
        (RhythmDraft(RhythmKind.RULE, rule="FREQ=MONTHLY;BYDAY=", first_on=TODAY), RuleUnreadable),
        (
            RhythmDraft(RhythmKind.RULE, rule="FREQ=DAILY;INTERVAL=0", first_on=TODAY),
            RuleUnreadable,
        ),
        (
            RhythmDraft(RhythmKind.RULE, rule="FREQ=DAILY;INTERVAL=x", first_on=TODAY),
            RuleUnreadable,
        ),
        (
            RhythmDraft(RhythmKind.RULE, rule="FREQ=DAILY;FREQ=DAILY", first_on=TODAY),
            RuleUnreadable,
        ),
        (
            RhythmDraft(RhythmKind.RULE, rule="FREQ=DAILY;UNTIL=20200101", first_on=TODAY),
            RuleUnreadable,
        ),
        (
            RhythmDraft(
                RhythmKind.RULE, rule="FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", first_on=TODAY
            ),
            RuleUnreadable,
        ),
        (RhythmDraft(RhythmKind.INTERVAL), RhythmIncomplete),
        (RhythmDraft(RhythmKind.INTERVAL, interval_months=2, weekday=7), RhythmIncomplete),
        (RhythmDraft(RhythmKind.INTERVAL, interval_months=2, rule="FREQ=DAILY"), RhythmIncomplete),
        (RhythmDraft(RhythmKind.NONE, interval_months=2), RhythmIncomplete),
        (RhythmDraft(RhythmKind.NONE, duration_minutes=90), RhythmIncomplete),
    ],
)
def test_refuses_a_rhythm_that_gives_no_dates_and_leaves_no_trace(acts, events, rhythm, refusal):
    body = OrganizationFactory()

    with pytest.raises(refusal, match=r"\.$"):
        set_rhythm(body, rhythm=rhythm, **acts)

    assert not Recurrence.objects.exists()
    assert events() == []


def test_only_the_system_sets_rhythms(table, acts):
    stranger = {**acts, "by": UserFactory()}
    decision = DateDecision(DECEMBER, ExceptionKind.CONFIRMED)
    calls = [
        lambda: set_rhythm(table, rhythm=SECOND_WEDNESDAYS, **stranger),
        lambda: extend_series(table, until=horizon(TODAY), **stranger),
        lambda: decide_date(table, decision=decision, **stranger),
    ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()


# --- laws -----------------------------------------------------------------------------------

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class SeriesLaws(TestCase):
    """What holds for every rule and every decision."""

    @settings(max_examples=15, deadline=None)
    @given(
        nth=st.sampled_from([1, 2, 3, 4, -1]),
        weekday=st.integers(0, 6),
        other=st.integers(0, 6),
        today=st.dates(date(2024, 1, 1), date(2035, 1, 1)),
        kinds=st.lists(st.sampled_from(list(ExceptionKind)), max_size=4),
    )
    def test_dates_obey_the_rule_and_decisions_survive(self, nth, weekday, other, today, kinds):
        by, now = system_user(), datetime.combine(today, time(12), tzinfo=UTC)
        body = OrganizationFactory()
        rule = f"FREQ=MONTHLY;BYDAY={nth}{WEEKDAYS[weekday]}"
        draft = RhythmDraft(RhythmKind.RULE, rule=rule, first_on=today)
        set_rhythm(body, rhythm=draft, by=by, now=now)

        found = list(Meeting.objects.filter(organizations=body).order_by("rule_date"))
        assert len(found) in {23, 24, 25}
        for one in found:
            assert one.rule_date.weekday() == weekday
            if nth > 0:
                assert (one.rule_date.day - 1) // 7 == nth - 1
            else:
                assert (one.rule_date + timedelta(days=7)).month != one.rule_date.month
            assert today <= one.rule_date <= horizon(today)
        assert extend_series(body, until=horizon(today), by=by, now=now) is None

        for one, kind in zip(found, kinds, strict=False):
            new = one.rule_date + timedelta(days=2) if kind == ExceptionKind.MOVED else None
            decision = DateDecision(one.rule_date, kind, moved_to=new)
            decide_date(body, decision=decision, by=by, now=now)
        decided = Meeting.objects.filter(
            pk__in=[one.pk for one, _kind in zip(found, kinds, strict=False)]
        )
        before = list(decided.order_by("pk").values())

        changed = RhythmDraft(
            RhythmKind.RULE, rule=f"FREQ=MONTHLY;BYDAY=2{WEEKDAYS[other]}", first_on=today
        )
        set_rhythm(body, rhythm=changed, by=by, now=now)

        assert list(decided.order_by("pk").values()) == before
        assert extend_series(body, until=horizon(today), by=by, now=now) is None
        assert Meeting.objects.filter(
            organizations=body, pk__in=[m.pk for m in found]
        ).count() == len(found)
