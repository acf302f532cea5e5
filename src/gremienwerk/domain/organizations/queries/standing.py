"""Which bodies has the network, and how does each stand today?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    FilteredRelation,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from gremienwerk.domain.organizations.choices import MembershipKind, SeatHolder, Sphere
from gremienwerk.domain.organizations.models import (
    Ability,
    Convenor,
    Organization,
    OrganizationAlias,
    Seat,
    StatusPeriod,
    Term,
)
from gremienwerk.foundation.periods import covering

Abilities = Mapping[str, str]


@dataclass(frozen=True)
class Seats:
    """How many seats a body has today; counted, never typed (N7.1)."""

    members: int = 0
    member_organizations: int = 0
    deputies: int = 0


def network(today: date) -> QuerySet[Organization]:
    """Return the bodies of the network, sphere by sphere; see `with_standing`."""
    own = Organization.objects.listed().filter(body__is_own=True).exclude(stewardship="")
    return in_network_order(with_standing(own, today))


def in_network_order(bodies: QuerySet[Organization]) -> QuerySet[Organization]:
    """Order bodies as every overview lists them: sphere by sphere, each in its order."""
    return bodies.order_by(_sphere_order(), "position", "name", "pk")


def listed_bodies(today: date) -> QuerySet[Organization]:
    """Return every body with a page of its own, of mirrored councils too; see `with_standing`."""
    return with_standing(Organization.objects.listed(), today)


def with_standing(bodies: QuerySet[Organization], today: date) -> QuerySet[Organization]:
    """Load status, seats and term of today with each body; read them by `status_of` and so on."""
    standing = FilteredRelation("status_periods", condition=covering(today, "status_periods__"))
    terms = Term.objects.on(today).filter(organization=OuterRef("pk")).order_by("-starts_on")
    return (
        bodies.select_related("body", "location", "image", "mirrors")
        .annotate(
            standing=standing,
            member_seats=_seats(today, kind=MembershipKind.MEMBER),
            organization_seats=_seats(
                today, kind=MembershipKind.MEMBER, holder=SeatHolder.ORGANIZATION
            ),
            deputy_seats=_seats(today, kind=MembershipKind.DEPUTY),
            term_name=Subquery(terms.values("name")[:1]),
            term_starts_on=Subquery(terms.values("starts_on")[:1]),
            term_ends_on=Subquery(terms.values("ends_on")[:1]),
        )
        .select_related("standing")  # type: ignore[misc]  # a FilteredRelation
    )


def _sphere_order() -> Case:
    places = [When(sphere=sphere, then=Value(n)) for n, sphere in enumerate(Sphere.values)]
    return Case(*places, default=Value(len(places)), output_field=IntegerField())


def _seats(today: date, **which: str) -> Coalesce:
    seats = Seat.objects.on(today).filter(organization=OuterRef("pk"), **which).order_by()
    counted = seats.values("organization").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def status_of(body: Organization) -> StatusPeriod | None:
    """Return the status of a body that came from `with_standing`; None: nothing is recorded."""
    found = getattr(body, "standing", None)
    return found if isinstance(found, StatusPeriod) else None


def seats_of(body: Organization) -> Seats:
    """Return the seats of a body that came from `with_standing`."""
    names = ("member_seats", "organization_seats", "deputy_seats")
    return Seats(*(int(getattr(body, name, 0)) for name in names))


def term_of(body: Organization) -> str:
    """Return the name of the present term of a body that came from `with_standing`."""
    return str(getattr(body, "term_name", None) or "")


def term_days_of(body: Organization) -> tuple[date | None, date | None]:
    """Return from when until before when the present term runs, as far as that is known."""
    return getattr(body, "term_starts_on", None), getattr(body, "term_ends_on", None)


def abilities_on(organizations: Iterable[Organization], day: date) -> dict[int, Abilities]:
    """Return what each body can do on `day`, key to value, by the body's id; one query."""
    ids = {one.pk for one in organizations}
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for ability in Ability.objects.on(day).filter(organization__in=ids) if ids else ():
        found[ability.organization_id][ability.key] = ability.value
    return dict(found)


def ability_rows(organizations: Iterable[Organization]) -> QuerySet[Ability]:
    """Return all abilities of some bodies, of every time."""
    return Ability.objects.filter(organization__in={one.pk for one in organizations})


def convenor_rows(organizations: Iterable[Organization]) -> QuerySet[Convenor]:
    """Return all who convene some bodies, of every time, in their order, with the party."""
    found = Convenor.objects.filter(organization__in={one.pk for one in organizations})
    return found.select_related("party").order_by("position", "pk")


def slug_of_alias(slug: str) -> str | None:
    """Return the one address of the listed body that had this slug as a further name (P.9)."""
    listed = Organization.objects.listed()
    found = OrganizationAlias.objects.filter(slug=slug, organization__in=listed)
    return found.values_list("organization__slug", flat=True).first()
