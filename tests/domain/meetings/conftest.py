"""Who acts in these tests, and when?"""

from datetime import UTC, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.foundation.events.models import Entry

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def acts(now):
    """The actor and the clock of a command, `plan([body], draft=..., **acts)`."""
    return {"by": system_user(), "now": now}


@pytest.fixture
def events():
    """The kinds of the events published so far, in order."""

    def kinds():
        return list(Entry.objects.order_by("pk").values_list("kind", flat=True))

    return kinds
