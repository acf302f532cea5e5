"""The link of an invitation: looking changes nothing, it opens once, and says why not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gremienwerk.domain.accounts.commands.invite import Terms, invite
from gremienwerk.domain.accounts.commands.revoke_invitation import revoke_invitation
from gremienwerk.domain.accounts.models import Invitation, User
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.foundation.events.models import Entry
from tests.surfaces.accounts.acts import account, sign_in

pytestmark = pytest.mark.django_db
FORM = {"name": "N. Exemplar", "language": "de"}


@pytest.fixture
def sent():
    return invite(Terms("neu@mail.example"), by=system_user(), now=timezone.now())


@pytest.fixture
def link(sent):
    return "/konto/einladung/" + sent.url.rstrip("/").rpartition("/")[2] + "/"


def test_looking_changes_nothing_however_often(client, link):
    before = Entry.objects.count()

    answers = [client.get(link).status_code, client.head(link).status_code] * 3

    assert set(answers) == {200}
    assert (Entry.objects.count(), User.objects.count()) == (before, 1)


def test_it_opens_an_account_and_signs_in(client, link):
    answer = client.post(link, FORM)

    user = User.objects.get(email="neu@mail.example")
    assert answer.headers["Location"] == "/arbeit/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_sending_twice_opens_one(client, link):
    client.post(link, FORM)
    again = Client().post(link, {**FORM, "name": "Z. Fremd"})

    assert again.status_code == 410
    assert User.objects.get(email="neu@mail.example").name == "N. Exemplar"


def test_who_is_signed_in_as_another_becomes_the_invited(client, link):
    account()
    sign_in(client)

    client.post(link, FORM)

    user = User.objects.get(email="neu@mail.example")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_without_a_name_nothing_is_opened(client, link):
    for form in ({}, {"name": "  "}, {"name": "x" * 201}, {"name": "A", "language": "xx"}):
        assert client.post(link, form).status_code == 422
    assert User.objects.count() == 1


def test_without_the_form_token_nothing_is_opened(link):
    assert Client(enforce_csrf_checks=True).post(link, FORM).status_code == 403
    assert User.objects.count() == 1


def test_one_that_expired_or_was_taken_back_says_so(client, sent, link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    expired = client.post(link, FORM)
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    revoke_invitation(sent.invitation, by=system_user(), now=timezone.now())
    revoked = client.get(link)

    assert (expired.status_code, revoked.status_code) == (410, 410)
    assert "abgelaufen" in expired.content.decode()
    assert "zurückgenommen" in revoked.content.decode()
    assert User.objects.count() == 1


@pytest.mark.parametrize("change", [str.upper, lambda t: t[:-1], lambda t: t + "x", lambda _: "x"])
def test_a_tampered_link_is_not_known(client, link, change):
    token = link.rstrip("/").rpartition("/")[2]

    answer = client.post(f"/konto/einladung/{change(token)}/", FORM)

    assert answer.status_code == 404
    assert User.objects.count() == 1


def test_what_was_tried_stands_in_the_console_without_the_link(client, link, caplog):
    client.post("/konto/einladung/geheimnis/", FORM)

    assert "InvitationUnknown" in caplog.text
    assert "geheimnis" not in "".join(r.message for r in caplog.records if "gremienwerk" in r.name)
