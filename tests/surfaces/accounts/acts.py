"""What people do at the entrance, for tests."""

import re
from datetime import date

from allauth.account.models import EmailAddress
from django.utils import timezone

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.appoint import Office, appoint
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.foundation.outbox.models import Letter

NOW = timezone.now()
SIGN_IN, CODE, DESK = "/konto/anmelden/", "/konto/anmelden/code/", "/arbeit/"


def account(email="a@mail.example", password=None, **more):
    """Make an account as an accepted invitation does."""
    user = User(email=email, name="A. Musterlein", **more)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def holding(role, email="admin@mail.example", **more):
    """Make an account that holds an office."""
    user = account(email, **more)
    appoint(user, Office(OfficeRole(role), date(2020, 1, 1)), by=system_user(), now=NOW)
    return user


def last_code():
    """Return the code of the newest letter."""
    text = Letter.objects.order_by("-pk").first().text
    return re.search(r"\n\n(\S+)\n", text)[1]


def ask_for_code(client, email="a@mail.example", **query):
    return client.post(SIGN_IN, {"email": email, **query})


def sign_in(client, email="a@mail.example"):
    """Sign in by a code, as a person would."""
    ask_for_code(client, email)
    return client.post(CODE, {"code": last_code()})
