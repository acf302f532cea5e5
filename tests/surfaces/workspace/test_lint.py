"""The list of the nightly look: findings to be mended, or left with a reason."""

import pytest
from django.urls import reverse

from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.jobs import look_over_all_texts
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.texts.models import LintAcceptance, LintFinding
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
HERE = reverse("workspace:lint")


@pytest.fixture
def found():
    set_stage()
    Organization.objects.filter(slug="beirat").update(work="Wir treffen uns ab und zu.")
    look_over_all_texts.call()
    return LintFinding.objects.get(kind="vague_rhythm")


@pytest.fixture
def clerk(client, found):
    client.force_login(account(BodyRole.CLERK))
    client.get(HERE)
    return client


def test_the_list_names_place_and_proposal(clerk, found, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = clerk.get(HERE).content.decode()

    assert "ab und zu" in page
    assert "{rhythm}" in page
    assert reverse("workspace:text", args=["beirat", "work"]) in page
    assert "ab und zu" not in clerk.get(f"{HERE}?gremium=koordinierungsrunde").content.decode()


def test_a_finding_is_left_with_a_reason_only(clerk, found):
    refused = clerk.post(HERE, {"do": "accept", "finding": found.pk, "reason": " "})
    assert refused.status_code == 422

    accepted = clerk.post(HERE, {"do": "accept", "finding": found.pk, "reason": "So ist es."})

    assert accepted.status_code == 303
    assert LintAcceptance.objects.get().reason == "So ist es."
    assert "ab und zu" not in clerk.get(HERE).content.decode()
    assert clerk.post(HERE, {"do": "look"}).status_code == 303
    assert not LintFinding.objects.filter(kind="vague_rhythm").exists()


@pytest.mark.parametrize("number", ["", "0", "x"])
def test_what_is_not_there_is_not_accepted(clerk, number):
    answer = clerk.post(HERE, {"do": "accept", "finding": number, "reason": "x"})

    assert answer.status_code == 404


def test_findings_lie_on_the_desk_of_the_office(clerk):
    assert HERE in clerk.get(reverse("workspace:desk")).content.decode().split("<main")[1]


@pytest.mark.parametrize("role", [BodyRole.AUDITOR, BodyRole.CHAIR, BodyRole.MEMBER])
def test_the_list_is_for_the_office(client, found, role):
    client.force_login(account(role, Organization.objects.get(slug="beirat")))

    assert client.get(HERE).status_code == 403
    assert client.post(HERE, {"do": "look"}).status_code == 403
