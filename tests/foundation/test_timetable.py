from datetime import UTC, datetime, timedelta

import pytest

from gremienwerk.foundation.timetable import clock
from gremienwerk.foundation.timetable.clock import tick

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
DELIVER = "gremienwerk.foundation.outbox.jobs.deliver_letters"


@pytest.fixture(autouse=True)
def _only_one_job(monkeypatch):
    monkeypatch.setattr(clock, "_periods", {DELIVER: clock._periods[DELIVER]})


def test_periodic_job_is_queued_once_per_period(jobs):
    seconds = [0, 1, 59, 60, 61, 600]

    started = [tick(now=NOW + timedelta(seconds=second)) for second in seconds]

    assert started == [[DELIVER], [], [], [DELIVER], [], [DELIVER]]
    assert jobs() == [(DELIVER, [])] * 3


def test_a_clock_with_nothing_to_do_only_reads(django_assert_num_queries):
    tick(now=NOW)

    with django_assert_num_queries(1) as queries:
        tick(now=NOW + timedelta(seconds=1))
    assert queries[0]["sql"].startswith("SELECT")
