"""Admit somebody to a body in one act: a person, new if need be, with seat and role."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.domain.organizations.commands.add_member import MemberDraft, add_member
from gremienwerk.domain.organizations.commands.appoint import appoint
from gremienwerk.domain.organizations.commands.seat import Seating, WrongHolder, seat
from gremienwerk.domain.organizations.models import Membership, Organization, Seat
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.people.commands.add_person import PersonDraft, add_person
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class MemberAdmitted(Event):
    """Somebody was admitted, with all that belongs to it."""

    kind = "organizations.member_admitted"
    organization_id: int
    membership_id: int


@dataclass(frozen=True, slots=True)
class Admission:
    """Who is admitted, as what, for how long; with `place` the seat decides the kind."""

    holder: Person | PersonDraft | Organization
    place: Seat | None = None
    kind: str = MembershipKind.MEMBER.value
    role: Role | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    on_behalf_of: Organization | None = None


@transaction.atomic
def admit(
    organization: Organization, admission: Admission, *, by: User, now: datetime
) -> Membership:
    """Admit the holder of `admission`.

    Raises `NotAllowed`, and whatever adding a person, seating and appointing raise.
    """
    row = locked(organization)
    require(by, Can.ADD_MEMBER, row)
    if admission.place is not None and admission.place.organization_id != row.pk:
        raise WrongHolder(_("Choose a seat of this body."))
    holder = admission.holder
    if isinstance(holder, PersonDraft):
        holder = add_person(row.body, holder, by=by, now=now)
    if admission.place is not None:
        seating = Seating(
            holder, admission.starts_on, admission.ends_on, on_behalf_of=admission.on_behalf_of
        )
        membership = seat(admission.place, seating, by=by, now=now)
    else:
        draft = MemberDraft(
            holder,
            kind=admission.kind,
            on_behalf_of=admission.on_behalf_of,
            starts_on=admission.starts_on,
            ends_on=admission.ends_on,
        )
        membership = add_member(row, draft, by=by, now=now)
    if admission.role is not None:
        membership = appoint(membership, admission.role, by=by, now=now)
    event = MemberAdmitted(organization_id=row.pk, membership_id=membership.pk)
    publish(event, by=by, at=now)
    return membership
