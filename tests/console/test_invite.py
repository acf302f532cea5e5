"""`gremienwerk invite`: the first account comes from the machine."""

import re

import pytest

from gremienwerk import console
from gremienwerk.domain.accounts.models import Invitation, User
from gremienwerk.foundation.outbox.models import Letter

pytestmark = pytest.mark.django_db


def test_the_link_is_printed_and_opens_the_first_account(capsys, client):
    code = console.call("invite", "First@mail.example", "--role", "administrator")
    token = re.search(r"/konto/einladung/([\w-]+)/", capsys.readouterr().out)[1]

    client.post(f"/konto/einladung/{token}/", {"name": "A. Musterlein", "language": ""})

    user = User.objects.get(email="first@mail.example")
    assert code == console.DONE
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.appointments.get().role == "office_administrator"
    assert Letter.objects.count() == 0


def test_a_letter_goes_out_if_asked_for(capsys):
    console.call("invite", "a@mail.example", "--letter")

    assert Letter.objects.get().recipient == "a@mail.example"
    assert Invitation.objects.get().role == ""


@pytest.mark.parametrize("email", ["nobody", "a@mail.example"])
def test_what_cannot_be_invited_is_refused_in_words(capsys, email):
    User.objects.create(email="a@mail.example", name="A")

    assert console.call("invite", email) == console.REFUSED
    assert capsys.readouterr().err
    assert Invitation.objects.count() == 0
