"""How do tests sync? Against a loopback server, with a clock of their own, without waiting."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.fetching.client import Limits, Surroundings
from gremienwerk.domain.mirror.syncing import Options, sync
from tests.domain.mirror.state import TABLES

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


class Clock:
    """Moves by a moment per look and by what somebody sleeps."""

    def __init__(self):
        self.time, self.slept = NOW, []

    def now(self):
        self.time += timedelta(milliseconds=10)
        return self.time

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def by(db):
    return system_user()


@pytest.fixture
def add(by):
    """Add a source for a server."""

    def add(server, name="stadt", **facts):
        facts = {"pause_seconds": 0.0, "is_private_allowed": True, **facts}
        return add_source(SourceDraft(name, server.url, **facts), by=by, now=NOW)

    return add


@pytest.fixture
def mirror(by, clock):
    """Sync a source; the source comes back fresh."""

    def mirror(source, **limits):
        around = Surroundings(clock.now, clock.sleep)
        run = sync(source, Options(around, Limits(**limits)), by=by)
        source.refresh_from_db()
        return run

    return mirror


class Writes:
    """Counts what is written to the tables of the nouns."""

    def __init__(self):
        self.statements = []

    def __call__(self, execute, sql, params, many, context):
        verb, _blank, rest = sql.partition(" ")
        if verb in {"INSERT", "UPDATE", "DELETE"} and any(f'"{t}"' in rest for t in TABLES):
            self.statements.append(sql[:80])
        return execute(sql, params, many, context)


@pytest.fixture
def writes():
    counter = Writes()
    with connection.execute_wrapper(counter):
        yield counter.statements
