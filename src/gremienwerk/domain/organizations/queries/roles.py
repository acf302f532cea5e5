"""What is an account in a body? Derived from dated rows: appointment, membership, stewardship.

Rule: rights follow from these rows, so that they end when the period ends (source:
decision 18).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Q, QuerySet, Value

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.accounts.queries import offices_of, remember_offices
from gremienwerk.domain.accounts.sight import Actor
from gremienwerk.domain.organizations.choices import BodyRole, MembershipKind, Role
from gremienwerk.domain.organizations.models import (
    Convenor,
    Membership,
    Organization,
    Supporter,
)

_KEPT = "_standing"
BESIDE = (BodyRole.CONVENOR.value, BodyRole.SUPPORTER.value)

_BY_ROLE = {
    Role.CHAIR: BodyRole.CHAIR,
    Role.DEPUTY_CHAIR: BodyRole.DEPUTY_CHAIR,
    Role.SECRETARY: BodyRole.SECRETARY,
    Role.MINUTE_TAKER: BodyRole.SECRETARY,
    Role.SHELTER_MANAGER: BodyRole.SHELTER_CONTACT,
    Role.SHELTER_SOCIAL_WORKER: BodyRole.SHELTER_CONTACT,
}
_BY_KIND = {
    MembershipKind.MEMBER: BodyRole.MEMBER,
    MembershipKind.STATUTORY_MEMBER: BodyRole.MEMBER,
    MembershipKind.DEPUTY: BodyRole.DEPUTY,
    MembershipKind.STANDING_GUEST: BodyRole.STANDING_GUEST,
    MembershipKind.ADVISORY: BodyRole.ADVISER,
    MembershipKind.EXPERT: BodyRole.ADVISER,
}


@dataclass(frozen=True)
class Standing:
    """What an account is on one day: its offices, and its roles by the id of the body."""

    on: date
    offices: frozenset[BodyRole]
    bodies: Mapping[int, frozenset[BodyRole]]


def remember_standing(actor: User, *, on: date) -> Standing:
    """Load what `actor` is on day `on` once, for all questions of one page. One query.

    It is kept on this one object, which a page takes from its request and throws away.
    """
    rows = list(_rows(actor, on)) if actor.is_active else []
    offices = frozenset(OfficeRole(role) for organization, _kind, role in rows if not organization)
    remember_offices(actor, offices, on=on)
    standing = Standing(on, office_roles(actor, on=on), _by_body(rows))
    setattr(actor, _KEPT, standing)
    return standing


def _remembered(actor: Actor, on: date) -> Standing | None:
    found = getattr(actor, _KEPT, None)
    return found if isinstance(found, Standing) and found.on == on else None


def office_roles(actor: Actor, *, on: date) -> frozenset[BodyRole]:
    """Return what `actor` is for the whole installation on day `on`. One query."""
    return frozenset(BodyRole(office.value) for office in offices_of(actor, on=on))


def roles_in(actor: Actor, organization: Organization, *, on: date) -> frozenset[BodyRole]:
    """Return what `actor` is in `organization` on day `on`, offices included. Two queries."""
    found = bodies_of(actor, on=on).get(organization.pk, frozenset())
    return found | office_roles(actor, on=on)


def bodies_of(actor: Actor, *, on: date) -> dict[int, frozenset[BodyRole]]:
    """Return what `actor` is in which bodies on day `on`, by id; offices left out. One query.

    Who belongs to an office that convenes or supports a body is convenor or supporter there;
    who belongs to a body belongs to the joint round above it only if a row says so.
    """
    if not isinstance(actor, User) or not actor.is_active:
        return {}
    if (standing := _remembered(actor, on)) is not None:
        return dict(standing.bodies)
    return _by_body(_rows(actor, on))


def _rows(actor: User, on: date) -> Iterable[tuple[int, str, str]]:
    """Return body, kind and role of every part of `actor`; an office has the body 0."""
    own = own_memberships(actor, on=on)
    mine = own.values("organization")
    convened = Convenor.objects.on(on).filter(party__in=mine)
    supported = Supporter.objects.on(on).filter(party__in=mine)
    offices = Appointment.objects.on(on).filter(user=actor)
    nowhere = Value(0, output_field=BigIntegerField())
    return own.values_list("organization_id", "kind", "role").union(
        convened.values_list("organization_id", Value(""), Value(BESIDE[0])),
        supported.values_list("organization_id", Value(""), Value(BESIDE[1])),
        offices.values_list(nowhere, Value(""), "role"),
    )


def _by_body(rows: Iterable[tuple[int, str, str]]) -> dict[int, frozenset[BodyRole]]:
    found: dict[int, set[BodyRole]] = defaultdict(set)
    for organization, kind, role in rows:
        if organization:
            found[organization] |= {BodyRole(role)} if role in BESIDE else _roles(kind, role)
    return {pk: frozenset(roles) for pk, roles in found.items()}


def own_memberships(actor: User, *, on: date) -> QuerySet[Membership]:
    """Return the memberships that `actor`'s person holds on day `on`."""
    return Membership.objects.alive().on(on).filter(person__user=actor)


def bodies_open_to(actor: Actor, *, on: date) -> Q:
    """Return the condition that `actor` belongs to an organization in any role on day `on`."""
    if not isinstance(actor, User) or not actor.is_active:
        return Q(pk__in=[])
    mine = own_memberships(actor, on=on).values("organization")
    convened = Convenor.objects.on(on).filter(party__in=mine).values("organization")
    supported = Supporter.objects.on(on).filter(party__in=mine).values("organization")
    return Q(pk__in=mine) | Q(pk__in=convened) | Q(pk__in=supported)


def _roles(kind: str, role: str) -> set[BodyRole]:
    found = {_BY_ROLE[Role(role)]} if role else set()
    return found | ({_BY_KIND[MembershipKind(kind)]} if kind else set())
