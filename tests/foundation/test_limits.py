"""Counting tries: whole again after the span, together over connections, without names."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from gremienwerk.foundation.limits.models import Count
from gremienwerk.foundation.limits.take import Limit, forget, give_back, take
from tests.processes import Processes

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIMIT = Limit("probe", 3, timedelta(minutes=15))


@pytest.mark.django_db
def test_no_try_is_left_after_the_last_until_the_span_is_over():
    taken = [take(LIMIT, "a@mail.example", now=NOW) for _ in range(4)]
    other = take(LIMIT, "b@mail.example", now=NOW)
    just_before = take(LIMIT, "a@mail.example", now=NOW + timedelta(minutes=14, seconds=59))
    afterwards = take(LIMIT, "a@mail.example", now=NOW + timedelta(minutes=15))

    assert taken == [True, True, True, False]
    assert (other, just_before, afterwards) == (True, False, True)


@pytest.mark.django_db
def test_capitals_make_nobody_another_person_and_limits_do_not_mix():
    for _ in range(3):
        take(LIMIT, "A@mail.example", now=NOW)

    assert not take(LIMIT, "a@MAIL.example", now=NOW)
    assert take(Limit("other", 3, LIMIT.period), "a@mail.example", now=NOW)


@pytest.mark.django_db
def test_a_try_can_be_given_back():
    for _ in range(3):
        take(LIMIT, "a", now=NOW)
    give_back(LIMIT, "a")

    assert take(LIMIT, "a", now=NOW)
    assert not take(LIMIT, "a", now=NOW)


@pytest.mark.django_db
def test_the_table_names_nobody_and_forgets():
    take(LIMIT, "a@mail.example", now=NOW)

    assert not Count.objects.filter(key__contains="mail").exists()
    assert forget(now=NOW) == 0
    assert forget(now=NOW + LIMIT.period) == 1


TRY_ON = """
from datetime import timedelta
from gremienwerk.foundation.limits.take import Limit, take
limit = Limit("probe", 5, timedelta(minutes=15))
print(sum(take(limit, "a", now=timezone.now()) for _ in range(20)))
"""


def test_processes_that_try_at_once_share_the_tries(tmp_path):
    """3 x 20 tries at once, 5 are allowed."""
    taken = Processes(tmp_path).at_once(TRY_ON, TRY_ON, TRY_ON)

    assert sum(map(int, taken)) == 5


@pytest.mark.only_on("postgresql")  # SQLite in memory has one writer
@pytest.mark.django_db(transaction=True)
def test_connections_that_try_at_once_share_the_tries():
    results, gate = [], threading.Barrier(2)

    def try_on():
        gate.wait()
        try:
            results.extend(take(LIMIT, "a", now=NOW) for _ in range(20))
        finally:
            connection.close()

    threads = [threading.Thread(target=try_on) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(results), sum(results)) == (40, 3)
