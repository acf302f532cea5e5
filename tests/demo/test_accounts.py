"""D.12: one account per role, entered by one click, in demo mode only."""

import pytest
from django.test import Client

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.queries.roles import bodies_of, office_roles
from gremienwerk.foundation.outbox.models import Letter

DEMO, LETTERS = "/konto/demo/", "/konto/demo/nachrichten/"
ACCOUNTS = {
    "verwaltung": {"office_administrator"},
    "sachbearbeitung": {"clerk"},
    "datenschutz": {"auditor"},
    "vorsitz": {"chair", "member"},
    "stellvertretender-vorsitz": {"deputy_chair", "member"},
    "geschaeftsstelle": {"secretary", "adviser"},
    "mitglied": {"member"},
    "stellvertretung": {"deputy"},
    "gast": {"standing_guest"},
    "beratung": {"adviser"},
    "einladend": {"member", "convenor"},
    "unterstuetzend": {"member", "supporter"},
    "unterkunft": {"shelter_contact", "member"},
}


def roles(user, day):
    found = set(office_roles(user, on=day))
    for inside in bodies_of(user, on=day).values():
        found |= inside
    return {str(role) for role in found}


def test_each_of_the_thirteen_roles_has_an_account(network):
    accounts = User.objects.filter(email__endswith="@demo.example")
    found = {user.email.partition("@")[0]: roles(user, network) for user in accounts}

    assert found == ACCOUNTS
    assert set().union(*found.values()) == set(BodyRole.values)
    assert not any(user.has_usable_password() for user in accounts)


def test_one_click_signs_in_and_another_changes_the_role(network, client):
    page = client.get(DEMO).content.decode()
    answers = [client.post(DEMO, {"email": f"{key}@demo.example"}) for key in ACCOUNTS]

    assert all(f'value="{key}@demo.example"' in page for key in ACCOUNTS)
    assert {(a.status_code, a.headers["Location"]) for a in answers} == {(302, "/arbeit/")}
    last = User.objects.get(email="unterkunft@demo.example")
    assert client.session["_auth_user_id"] == str(last.pk)


@pytest.mark.parametrize("email", ["", "system@gremienwerk.invalid", "a@mail.example"])
def test_nobody_else_is_entered_by_a_click(network, client, email):
    User.objects.get_or_create(email="a@mail.example", defaults={"name": "A"})

    assert client.post(DEMO, {"email": email}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_click_from_another_site_does_nothing(network):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(DEMO, {"email": "vorsitz@demo.example"}).status_code == 403


def test_the_messages_that_would_have_been_sent_stand_on_a_page(network, client):
    client.post("/konto/anmelden/", {"email": "vorsitz@demo.example"})

    shown = client.get(LETTERS).content.decode()

    assert Letter.objects.get().text.split("\n\n")[1] in shown
    assert "vorsitz@demo.example" in shown
