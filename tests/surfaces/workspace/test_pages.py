"""What does every page of a body promise every role: an answer, few queries, no tools too many?"""

import pytest
from django.urls import reverse

from gremienwerk.domain.organizations.choices import BodyRole
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db

PAGES = [
    *("body", "body_details", "body_dates", "body_parties", "body_rules", "body_template"),
    *("body_status", "body_publish", "body_history"),
]
FOR_ALL = {"body", "body_dates", "body_parties", "body_rules", "body_details"}


@pytest.fixture
def stage():
    return set_stage()


@pytest.mark.parametrize("page", PAGES)
def test_a_clerk_reads_each_page_in_few_queries(client, stage, page, django_assert_max_num_queries):
    client.force_login(account(BodyRole.CLERK))
    client.get("/arbeit/einrichtung/")  # the first page of a session writes that it began
    with django_assert_max_num_queries(12):
        response = client.get(reverse(f"workspace:{page}", args=["beirat"]))

    assert response.status_code == 200
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_member_reads_what_concerns_members_and_has_no_tools(client, stage, page):
    client.force_login(account(BodyRole.MEMBER, stage.beirat))

    response = client.get(reverse(f"workspace:{page}", args=["beirat"]))

    assert response.status_code == (200 if page in FOR_ALL else 403)
    assert 'method="post"' not in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_who_has_no_part_learns_nothing(client, stage, page):
    client.force_login(account(BodyRole.MEMBER, stage.paused))

    assert client.get(reverse(f"workspace:{page}", args=["beirat"])).status_code == 404


@pytest.mark.parametrize("page", [*PAGES, "office"])
def test_an_auditor_reads_and_has_no_tools(client, stage, page):
    client.force_login(account(BodyRole.AUDITOR))
    args = [] if page == "office" else ["beirat"]

    response = client.get(reverse(f"workspace:{page}", args=args))

    assert response.status_code == (403 if page == "body_template" else 200)
    assert 'method="post"' not in response.content.decode()
