"""Does the demo stay usable when days go by: retention, letters, sign-in with one click?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from gremienwerk.demo.commands.shift import shift
from gremienwerk.domain.accounts.models import Invitation, User
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.commands.run_retention import run_retention
from tests.demo.conftest import NOW

PAGES = ("/de/", "/de/gremien/", "/de/termine/", "/de/gremien/beirat/")
DESKS = ("sachbearbeitung", "vorsitz", "einladend", "unterkunft")


@pytest.mark.parametrize("days", [1, 30, 400])
def test_after_nights_of_retention_everybody_can_still_enter(network, client, monkeypatch, days):
    people = Person.objects.alive().exclude(user=None).count()
    then = NOW + timedelta(days=days)

    shift(network + timedelta(days=days), by=system_user(), now=then)
    run_retention(by=system_user(), now=then)
    run_retention(by=system_user(), now=then + timedelta(hours=1))

    monkeypatch.setattr(timezone, "now", lambda: then)
    accounts = User.objects.filter(email__endswith="@demo.example", is_active=True)
    assert accounts.count() == 13  # who was invited has come: the answered invitations may go
    assert Invitation.objects.unanswered().count() == 0
    assert Person.objects.alive().exclude(user=None).count() == people
    assert [client.get(page).status_code for page in PAGES] == [200] * len(PAGES)
    for name in DESKS:
        client.force_login(accounts.get(email=f"{name}@demo.example"))
        assert client.get("/arbeit/").status_code == 200
