"""Does somebody without a part in it learn more of a person than the public does?"""

import pytest

from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.people.choices import ConsentPurpose
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db

NAME, FUNCTION, AFFILIATION = (
    ConsentPurpose.NAME,
    ConsentPurpose.FUNCTION,
    ConsentPurpose.AFFILIATION,
)


def _person(*agrees):
    person = PersonFactory(function="Leiterin", affiliation="Haus Probe", agrees=list(agrees))
    MembershipFactory(organization=OrganizationFactory(), person=person)
    return person


@pytest.mark.parametrize(
    ("agrees", "shown"),
    [
        ((NAME,), set()),
        ((NAME, AFFILIATION), {"Haus Probe"}),
        ((NAME, AFFILIATION, FUNCTION), {"Haus Probe", "Leiterin"}),
    ],
)
def test_others_learn_function_and_organisation_with_consent_alone(client, agrees, shown):
    person = _person(*agrees)
    client.force_login(account())

    page = client.get(f"/arbeit/personen/{person.pk}/").content.decode()
    listed = client.get("/arbeit/personen/").content.decode()

    assert {word for word in ("Haus Probe", "Leiterin") if word in page} == shown
    assert ("Haus Probe" in listed) == ("Haus Probe" in shown)


def test_others_do_not_find_by_what_they_may_not_know(client):
    person = _person(NAME)
    client.force_login(account())

    assert person.name in client.get("/arbeit/personen/?q=Musterlein").content.decode()
    assert person.name not in client.get("/arbeit/personen/?q=Probe").content.decode()


def test_the_office_knows_it(client):
    person = _person()
    client.force_login(account(BodyRole.CLERK))

    page = client.get(f"/arbeit/personen/{person.pk}/").content.decode()

    assert "Haus Probe" in page
    assert "Leiterin" in page
    assert person.name in client.get("/arbeit/personen/?q=Probe").content.decode()
