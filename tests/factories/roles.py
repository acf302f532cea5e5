"""Accounts by what they are in a body; every right comes from dated rows, as in real life."""

from datetime import UTC, date, datetime

from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import BodyRole, MembershipKind, Role
from tests.factories.accounts import UserFactory
from tests.factories.organizations import (
    ConvenorFactory,
    MembershipFactory,
    OfficeFactory,
    SupporterFactory,
)
from tests.factories.people import PersonFactory

SINCE = date(2020, 1, 1)
OFFICES = (BodyRole.OFFICE_ADMINISTRATOR, BodyRole.CLERK, BodyRole.AUDITOR)
SEATS = {
    BodyRole.CHAIR: {"role": Role.CHAIR},
    BodyRole.DEPUTY_CHAIR: {"role": Role.DEPUTY_CHAIR},
    BodyRole.SECRETARY: {"role": Role.SECRETARY, "kind": MembershipKind.STANDING_GUEST},
    BodyRole.MEMBER: {},
    BodyRole.DEPUTY: {"kind": MembershipKind.DEPUTY},
    BodyRole.STANDING_GUEST: {"kind": MembershipKind.STANDING_GUEST},
    BodyRole.ADVISER: {"kind": MembershipKind.ADVISORY},
    BodyRole.SHELTER_CONTACT: {"role": Role.SHELTER_MANAGER},
}


def account(role: BodyRole | None = None, organization=None, *, ends_on=None) -> User:
    """Return a new account that is `role` (in `organization`) until `ends_on`."""
    user = UserFactory(name=f"{role or 'nobody'}")
    if role is None:
        return user
    if role in OFFICES:
        Appointment.objects.create(
            user=user,
            role=role.value,
            starts_on=SINCE,
            ends_on=ends_on,
            appointed_by=system_user(),
            recorded_at=datetime(2020, 1, 1, tzinfo=UTC),
        )
        return user
    person = PersonFactory(user=user, name=f"Person {role.value}")
    period = {"starts_on": SINCE, "ends_on": ends_on}
    if role in SEATS:
        MembershipFactory(organization=organization, person=person, **period, **SEATS[role])
        return user
    party = OfficeFactory(name=f"Office of the {role.value}")
    MembershipFactory(organization=party, person=person, starts_on=SINCE)
    make = ConvenorFactory if role == BodyRole.CONVENOR else SupporterFactory
    make(organization=organization, party=party, **period)
    return user
