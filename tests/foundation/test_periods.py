"""Periods: what the database finds is what the object says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gremienwerk.domain.bodies.models import Body, LegislativeTerm
from gremienwerk.domain.organizations.checks import overlapping
from gremienwerk.foundation.periods import covering

DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 8))
ENDS = st.none() | DAYS


class TestPeriods(TestCase):
    """A class, since each example of hypothesis needs a transaction of its own."""

    def _row(self, starts_on, ends_on):
        body = Body.objects.create(slug="b", name="B")
        return LegislativeTerm.objects.create(
            body=body, name="T", starts_on=starts_on, ends_on=ends_on
        )

    @given(starts_on=ENDS, length=st.none() | st.integers(1, 6), day=DAYS)
    def test_covering_finds_what_holds_on_the_day(self, starts_on, length, day):
        ends_on = starts_on + timedelta(length) if starts_on and length else None
        row = self._row(starts_on, ends_on)

        found = LegislativeTerm.objects.filter(covering(day)).exists()

        assert found == row.holds_on(day)

    @given(starts_on=ENDS, ends_on=ENDS, other_start=ENDS, other_end=ENDS)
    def test_overlapping_finds_what_shares_a_day(self, starts_on, ends_on, other_start, other_end):
        if starts_on and ends_on and ends_on <= starts_on:
            ends_on = None
        if other_start and other_end and other_end <= other_start:
            other_end = None
        row = self._row(starts_on, ends_on)
        days = [date(2025, 12, 1) + timedelta(n) for n in range(80)]
        other = LegislativeTerm(starts_on=other_start, ends_on=other_end)

        found = LegislativeTerm.objects.filter(overlapping(other_start, other_end)).exists()

        assert found == any(row.holds_on(day) and other.holds_on(day) for day in days)


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2026-01-01", False), ("2026-01-02", True), ("2026-01-04", True), ("2026-01-05", False)],
)
def test_the_first_day_counts_and_the_last_does_not(day, holds):
    row = LegislativeTerm(starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 5))

    assert row.holds_on(date.fromisoformat(day)) == holds
