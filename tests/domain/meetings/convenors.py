"""A body that two offices convene, with an account in each; one of them changed something."""

from datetime import timedelta

from django.utils import timezone

from gremienwerk.domain.organizations.commands.edit_texts import edit_texts
from gremienwerk.domain.organizations.models import Convenor
from tests.domain.events.call import NOW
from tests.factories.accounts import UserFactory
from tests.factories.organizations import (
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    StatusPeriodFactory,
)
from tests.factories.people import PersonFactory

BEFORE = NOW - timedelta(hours=1)


def set_convenors(*, edits=1, at=BEFORE):
    """Return the body and the accounts of its convenors; the first one wrote texts."""
    body = OrganizationFactory(stewardship="joint", short_name="", name="Netzwerk")
    StatusPeriodFactory(organization=body)
    users = []
    for position, name in enumerate(("Ada Probenfeld", "Ben Versuch", "Cem Entwurf")):
        party = OfficeFactory(name=f"Stelle {position}", body=body.body)
        Convenor.objects.create(organization=body, party=party, position=position)
        user = UserFactory(name=name, email=f"{position}@stelle.example")
        person = PersonFactory(user=user, body=body.body)
        MembershipFactory(organization=party, person=person)
        users.append(user)
    for number in range(edits):
        texts = {"work": f"Geheimes Wort {number}"}
        edit_texts(body, texts, by=users[0], now=at + timedelta(minutes=number))
    return body, users


def now():
    """The real moment, for pages."""
    return timezone.now()
