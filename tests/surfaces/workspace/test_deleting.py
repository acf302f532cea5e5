"""Does the page of a body made by mistake say what goes, delete it, and refuse otherwise?"""

import pytest

from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.models import Organization
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.roles import account
from tests.surfaces.portal.stage import set_stage

pytestmark = pytest.mark.django_db
PAGE = "/arbeit/gremien/runde/loeschen/"


@pytest.fixture
def clerk(client):
    set_stage()
    client.force_login(account(BodyRole.CLERK))
    return client


def _body(**change):
    body = OrganizationFactory(slug="runde", name="Runde", short_name="", **change)
    MembershipFactory.create_batch(2, organization=body)
    return body


def test_a_draft_is_deleted_after_a_page_that_says_what_goes(clerk):
    _body(published_at=None)

    assert PAGE in clerk.get("/arbeit/gremien/runde/").text
    page = clerk.get(PAGE).text
    assert "2 Mitgliedschaften" in page
    assert Organization.objects.alive().filter(slug="runde").exists()  # a look deletes nothing
    done = clerk.post(PAGE, {"do": "delete"}, follow=True)

    assert done.redirect_chain == [("/arbeit/gremien/", 303)]
    assert "Das Gremium „Runde“ ist gelöscht." in done.text
    assert clerk.get("/arbeit/gremien/runde/").status_code == 404


def test_what_was_public_has_no_button_and_is_refused_with_a_sentence(clerk):
    _body()

    assert PAGE not in clerk.get("/arbeit/gremien/runde/").text
    assert 'value="delete"' not in clerk.get(PAGE).text
    refused = clerk.post(PAGE, {"do": "delete"})

    assert refused.status_code == 422
    assert "Die Öffentlichkeit hat dieses Gremium gesehen." in refused.text
    assert Organization.objects.alive().filter(slug="runde").exists()
