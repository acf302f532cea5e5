"""Who sits where in a body on a day, which seats are vacant, and who did before?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, QuerySet

from gremienwerk.domain.accounts.sight import Actor
from gremienwerk.domain.organizations.choices import MembershipKind, SeatHolder
from gremienwerk.domain.organizations.models import Membership, Organization, Seat, VotingRight
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent
from gremienwerk.foundation.periods import covering

SHOWN = (
    ConsentPurpose.NAME,
    ConsentPurpose.PHOTO,
    ConsentPurpose.PARTICIPANT_LIST,
    ConsentPurpose.CONTACT,
)


@dataclass(frozen=True)
class Place:
    """One row: a membership, or a vacant seat. `is_named` tells whether the actor may know whom."""

    seat: Seat | None
    membership: Membership | None
    is_named: bool = True
    vacant_since: date | None = None

    @property
    def is_vacant(self) -> bool:
        """Nobody holds the seat."""
        return self.membership is None

    @property
    def kind(self) -> str:
        """In what capacity."""
        row = self.membership
        return row.kind if row is not None else self.seat.kind if self.seat else ""

    @property
    def is_for_organization(self) -> bool:
        """Tell whether the seat is for an organisation."""
        return self.seat is not None and self.seat.holder == SeatHolder.ORGANIZATION


@dataclass(frozen=True)
class Bench:
    """One numbered seat with what belongs to it: the member, then the deputies."""

    number: int
    places: Sequence[Place]


@dataclass(frozen=True)
class SeatingPlan:
    """All of a body on one day."""

    benches: Sequence[Bench]
    others: Sequence[Place]  # guests, advisers, members without a seat

    def places(self) -> list[Place]:
        """Return all rows."""
        return [place for bench in self.benches for place in bench.places] + list(self.others)


def seating_plan(organization: Organization, actor: Actor, *, on: date) -> SeatingPlan:
    """Return who sits where in `organization` on day `on`. Three queries.

    Everybody is counted; whom `actor` may not know of by name is marked.
    """
    seats = list(
        Seat.objects.on(on).filter(organization=organization).order_by("number", "-kind", "pk")
    )
    rows = list(memberships_at_work(organization, actor, on).filter(covering(on)))
    by_seat: dict[int, list[Membership]] = defaultdict(list)
    for row in rows:
        if row.seat_id is not None:
            by_seat[row.seat_id].append(row)
    since = _vacant_since([seat for seat in seats if seat.pk not in by_seat], on)
    numbers = {seat.pk: seat.number for seat in seats}
    benches: dict[int, list[Place]] = defaultdict(list)
    for seat in sorted(seats, key=lambda seat: seat.kind == MembershipKind.DEPUTY):
        bound = numbers.get(seat.deputy_of_id or 0, seat.number)
        held = by_seat.get(seat.pk, [])
        places = [Place(seat, row, _is_known(row)) for row in held]
        benches[bound] += places or [Place(seat, None, vacant_since=since.get(seat.pk))]
    seated = {seat.pk for seat in seats}
    others = [Place(None, row, _is_known(row)) for row in rows if row.seat_id not in seated]
    return SeatingPlan([Bench(n, benches[n]) for n in sorted(benches)], others)


def former_members(organization: Organization, actor: Actor, *, on: date) -> list[Place]:
    """Return whose membership ended until day `on`, the last first. One query."""
    rows = list(
        memberships_at_work(organization, actor, on)
        .filter(ends_on__lte=on)
        .order_by("-ends_on", "-pk")
    )
    return [Place(row.seat, row, _is_known(row)) for row in rows]


def memberships_at_work(organization: Organization, actor: Actor, on: date) -> QuerySet[Membership]:
    """Return all memberships of a body with holder, seat, vote on a day, and consents of today.

    `is_known` tells whether `actor` may know of whom it is.
    """
    votes = VotingRight.objects.on(on).filter(membership=OuterRef("pk"))
    agreed = {
        f"agreed_{purpose.value}": Exists(
            Consent.objects.valid().filter(person=OuterRef("person"), purpose=purpose)
        )
        for purpose in SHOWN
    }
    rows = Membership.objects.alive().filter(organization=organization)
    loaded = rows.select_related("person__body", "party", "seat", "on_behalf_of", "organization")
    known = Membership.objects.visible_to(actor).filter(pk=OuterRef("pk"))
    return loaded.annotate(may_vote=Exists(votes), is_known=Exists(known), **agreed).order_by(
        F("seat__number").asc(nulls_last=True), "kind", "pk"
    )


def _is_known(row: Membership) -> bool:
    return bool(getattr(row, "is_known", False))


def _vacant_since(seats: Sequence[Seat], on: date) -> dict[int, date]:
    """Return since when vacant seats are: the end of the last holder, else their own beginning."""
    held = Membership.objects.alive().filter(seat__in=[seat.pk for seat in seats], ends_on__lte=on)
    ends = dict(held.order_by().values_list("seat").annotate(last=Max("ends_on")))
    found = {seat.pk: ends.get(seat.pk) or seat.starts_on for seat in seats}
    return {key: day for key, day in found.items() if day is not None}


def vacant_seats(organization: Organization, on: date) -> list[Seat]:
    """Return the seats of a body that nobody holds on day `on`."""
    held = Membership.objects.alive().on(on).filter(seat=OuterRef("pk"))
    rows = Seat.objects.on(on).filter(organization=organization)
    return list(rows.exclude(Exists(held)).order_by("-kind", "number", "pk"))
