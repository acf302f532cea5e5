"""The directory of the twelve districts: checked, corrected, changed, vacant."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.models import CommissionerEntry
from tests.factories.organizations import CommissionerEntryFactory, OrganizationFactory
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
HERE = reverse("workspace:districts")
SIX = reverse("workspace:district", args=["06"])


@pytest.fixture
def entry():
    set_stage()
    CommissionerEntry.objects.all().delete()
    body = OrganizationFactory(slug="runde-der-bezirke")
    long_ago = timezone.localdate() - timedelta(days=181)
    return CommissionerEntryFactory(organization=body, checked_on=long_ago)


@pytest.fixture
def clerk(client, entry):
    client.force_login(account(BodyRole.CLERK))
    client.get(HERE)
    return client


def test_an_old_entry_lies_on_the_desk_until_it_is_checked(
    clerk, entry, django_assert_max_num_queries
):
    desk = reverse("workspace:desk")
    assert HERE in clerk.get(desk).content.decode().split("<main")[1]

    answer = clerk.post(HERE, {"entry": entry.pk})

    entry.refresh_from_db()
    assert (answer.status_code, entry.checked_on) == (303, timezone.localdate())
    assert HERE not in clerk.get(desk).content.decode().split("<main")[1]
    for page in (HERE, SIX):
        with django_assert_max_num_queries(12):
            assert clerk.get(page).status_code == 200


def test_a_wrong_entry_is_corrected(clerk, entry):
    said = {"do": "correct", "title": "Beauftragte", "name": "Beispielow"}

    assert clerk.post(SIX, said).status_code == 303

    entry.refresh_from_db()
    assert (entry.name, entry.checked_on) == ("Beispielow", timezone.localdate())


def test_a_vacancy_is_a_new_entry_from_its_day(clerk, entry):
    today = timezone.localdate()
    said = {"do": "succeed", "title": "Beauftragte", "name": "", "starts_on": today.isoformat()}

    assert clerk.post(SIX, said).status_code == 303

    entry.refresh_from_db()
    new = CommissionerEntry.objects.exclude(pk=entry.pk).get()
    assert (entry.ends_on, new.starts_on, new.is_vacant) == (today, today, True)


@pytest.mark.parametrize(
    "said",
    [
        {"do": "correct", "title": "", "name": "Beispielow"},
        {"do": "correct", "title": "Beauftragte", "name": "", "email": "a@b.example"},
        {"do": "correct", "title": "Beauftragte", "name": "B", "url": "javascript:alert(1)"},
        {"do": "succeed", "title": "Beauftragte", "name": "B", "starts_on": "bald"},
    ],
)
def test_what_makes_no_entry_is_refused(clerk, entry, said):
    answer = clerk.post(SIX, said)

    entry.refresh_from_db()
    assert answer.status_code == 422
    assert (CommissionerEntry.objects.count(), entry.name) == (1, "Musterlein")


def test_two_people_correct_one_entry(clerk, entry):
    page = clerk.get(SIX).content.decode()
    token = page.split('name="revision" value="')[1].split('"')[0]
    said = {"do": "correct", "title": entry.title, "revision": token}

    clerk.post(SIX, {**said, "name": "Beispielow"})
    late = clerk.post(SIX, {**said, "name": "Probenfeld"})

    entry.refresh_from_db()
    assert (late.status_code, entry.name) == (422, "Beispielow")
    assert "Probenfeld" in late.content.decode()


def test_only_the_office_keeps_the_directory(client, entry):
    client.force_login(account(BodyRole.AUDITOR))
    assert client.get(HERE).status_code == 200
    assert client.post(HERE, {"entry": entry.pk}).status_code == 403
    client.force_login(account(BodyRole.CHAIR, entry.organization))
    assert client.get(HERE).status_code == 403
    assert client.get(SIX).status_code == 403


def test_there_is_no_thirteenth_district(clerk):
    assert clerk.get(reverse("workspace:district", args=["13"])).status_code == 404
    assert clerk.post(HERE, {"entry": "0"}).status_code == 404
