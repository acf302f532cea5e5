"""What lies on the desk beside what the network reminds of: changes of others, similar records."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.people.commands.keep_apart import keep_apart
from tests.domain.meetings.convenors import set_convenors
from tests.factories.people import PersonFactory
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db


def _items(client, user):
    client.force_login(user)
    groups = client.get(reverse("workspace:desk")).context["groups"]
    return [entry["item"] for group in groups for entry in group["items"]]


def test_a_convenor_sees_what_another_changed(client):
    set_stage()
    body, users = set_convenors(edits=2, at=timezone.now() - timedelta(hours=2))
    history = reverse("workspace:body_history", args=[body.slug])

    [found] = [item for item in _items(client, users[1]) if item.url == history]

    assert found.title == "Geändert von Ada Probenfeld: Texte und Bild"
    assert found.is_new
    assert [item for item in _items(client, users[0]) if item.url == history] == []


def test_similar_records_lie_on_the_desk_of_the_office(client):
    set_stage()
    clerk = account(BodyRole.CLERK)
    url = reverse("workspace:duplicates")
    assert [item for item in _items(client, clerk) if item.url == url] == []
    one, other = (
        PersonFactory(name="Ada Probenfeld", email="ada@probe.example") for _number in range(2)
    )

    [found] = [item for item in _items(client, clerk) if item.url == url]

    assert found.title == "Personen, die doppelt sein können: 1"
    keep_apart(one, other, by=clerk, now=timezone.now())
    assert [item for item in _items(client, clerk) if item.url == url] == []
