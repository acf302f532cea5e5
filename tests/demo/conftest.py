"""The demo network, loaded once per file of tests around a fixed day."""

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.utils import timezone

from gremienwerk.demo.commands.load import load
from gremienwerk.domain.accounts.queries import system_user

REFERENCE = date(2026, 11, 9)
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def _network(django_db_setup, django_db_blocker):
    """Load it in a transaction around all tests of the file, and take it back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(REFERENCE, by=system_user(), now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def network(_network, db):
    """The reference date of the loaded network."""
    return REFERENCE


@pytest.fixture
def page(network, client, monkeypatch):
    """What a reader sees of a page on the reference date: words without marks."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def read(address, *, whole=False):
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        if not whole:
            text = re.search(r"<main.*?</main>", text, re.DOTALL)[0]
        text = text.replace("<wbr>", "")
        words = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\xad", "")
        return re.sub(r"\s+", " ", words)

    return read
