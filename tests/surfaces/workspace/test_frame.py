"""Who enters the workspace, and what frames its pages?"""

import pytest
from django.urls import reverse

from gremienwerk.domain.organizations.choices import BodyRole
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_stage()


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(client):
    response = client.get("/arbeit/gremien/?x=1")

    assert response.status_code == 302
    assert response.headers["Location"] == "/konto/anmelden/?next=%2Farbeit%2Fgremien%2F%3Fx%3D1"


def test_a_page_is_private_and_never_indexed(client, stage):
    client.force_login(account(BodyRole.CLERK))

    response = client.get(reverse("workspace:desk"))

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("role", [BodyRole.CLERK, BodyRole.OFFICE_ADMINISTRATOR])
def test_desk_and_bodies_cost_few_queries(client, stage, role, django_assert_max_num_queries):
    client.force_login(account(role))

    client.get("/arbeit/")  # the first page of a session writes that it began
    for name in ("desk", "bodies"):
        with django_assert_max_num_queries(12):
            assert client.get(reverse(f"workspace:{name}")).status_code == 200


def test_a_member_sees_the_own_body_only(client, stage):
    client.force_login(account(BodyRole.MEMBER, stage.beirat))

    text = client.get(reverse("workspace:bodies")).content.decode()

    assert "Beirat für Probe und Muster" in text
    assert "Koordinierungsrunde" not in text
    assert client.get(reverse("workspace:body", args=["beirat"])).status_code == 200
    assert client.get(reverse("workspace:body", args=["koordinierungsrunde"])).status_code == 404


def test_what_is_not_there_is_said_in_the_workspace(client, stage):
    client.force_login(account(BodyRole.CLERK))

    response = client.get("/arbeit/gibt-es-nicht/")

    assert response.status_code == 404
    assert "Zum Schreibtisch" in response.content.decode() or "desk" in response.content.decode()


@pytest.mark.parametrize("address", ["/de/", "/de/gremien/", "/feeds/alle.ics"])
def test_the_portal_stays_without_cookie_and_asks_no_account(client, stage, address):
    client.force_login(account(BodyRole.CLERK))

    response = client.get(address)

    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (BodyRole.OFFICE_ADMINISTRATOR, {"mailing_lists", "accounts"}),
        (BodyRole.CLERK, {"mailing_lists"}),
        (BodyRole.AUDITOR, {"accounts"}),
        (BodyRole.CHAIR, {"mailing_lists"}),
        (BodyRole.MEMBER, set()),
    ],
)
def test_the_navigation_offers_what_one_may_open(client, stage, role, offered):
    client.force_login(account(role, stage.beirat))

    found = {str(link.url) for link in client.get(reverse("workspace:desk")).context["nav"]}

    asked = {name: reverse(f"workspace:{name}") for name in ("mailing_lists", "accounts")}
    assert {name for name, url in asked.items() if url in found} == offered
    assert all(client.get(asked[name]).status_code == 200 for name in offered)
