"""People at work: accounts that hold an office or belong to a body."""

from django.utils import timezone

from gremienwerk.domain.accounts.models import Appointment
from tests.factories.accounts import UserFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.people import PersonFactory


def in_office(role="clerk", **fields):
    """An account that holds an office of the installation from today on."""
    user = UserFactory(**fields)
    today = timezone.localdate()
    Appointment.objects.create(
        user=user, role=role, starts_on=today, appointed_by=user, recorded_at=timezone.now()
    )
    return user


def in_body(organization, **membership):
    """An account whose person belongs to a body; pass `role="chair"`, `kind="deputy"`."""
    user = UserFactory()
    person = PersonFactory(body=organization.body, user=user)
    MembershipFactory(organization=organization, person=person, **membership)
    return user
