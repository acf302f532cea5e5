from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from gremienwerk.foundation.events import append_only
from gremienwerk.foundation.events.chain import append
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.events.verify import Break, first_break
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
COLUMNS = "id, 'x', payload, recorded_at, previous_hash, hash, actor_id"
REPLACE = f"INSERT OR REPLACE INTO events_entry SELECT {COLUMNS} FROM events_entry"  # noqa: S608
TRUNCATE = "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE events_entry, events_revision"


@pytest.fixture
def log():
    user = UserFactory()
    return [
        append("meetings.held", {"meeting_id": n, "ort": "Köln"}, by=user, at=NOW)
        for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events_entry SET kind = 'x'",
        "DELETE FROM events_entry",
        pytest.param(REPLACE, marks=pytest.mark.only_on("sqlite")),
        pytest.param(TRUNCATE, marks=pytest.mark.only_on("postgresql")),
    ],
)
def test_the_database_refuses_to_change_the_log(log, statement):
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert list(Entry.objects.order_by("pk")) == log
    assert first_break() is None


def test_the_database_refuses_a_second_branch(log):
    branch = Entry(
        kind="x", actor=log[0].actor, payload={}, recorded_at=NOW, previous_hash=log[0].hash
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        branch.save()


def test_an_empty_log_is_whole():
    assert first_break() is None


def test_a_change_behind_the_triggers_shows(log):
    append_only.lift(connection)
    Entry.objects.filter(pk=log[1].pk).update(payload={"meeting_id": 99})
    append_only.protect(connection)

    assert first_break() == Break("entry", log[1].pk)


def test_a_missing_end_shows(log):
    append_only.lift(connection)
    log[2].delete()
    append_only.protect(connection)

    assert first_break() == Break("end", log[1].pk)


@pytest.mark.only_on("postgresql")  # SQLite in memory has one writer
@pytest.mark.django_db(transaction=True)
def test_writers_queue_up_and_the_chain_stays_whole():
    user = UserFactory()

    def write(number):
        with transaction.atomic():
            append("number.written", {"number": number}, by=user, at=NOW)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(40)))

    assert Entry.objects.count() == 40
    assert first_break() is None
