"""Who belongs to a body, on which seat, for how long, and with which vote?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.bodies.models import LegislativeTerm
from gremienwerk.domain.organizations.choices import (
    EndReason,
    MembershipKind,
    Role,
    SeatHolder,
)
from gremienwerk.domain.organizations.models.organization import Organization
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.periods import Dated, DatedQuerySet, covering, ends_after_it_starts
from gremienwerk.foundation.records import Record, RecordQuerySet
from gremienwerk.foundation.sight import opened


class Term(Dated):
    """A body's term of office (Amtszeit), tied to a Wahlperiode where there is one."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField(max_length=200)
    legislative_term = models.ForeignKey(
        LegislativeTerm, null=True, blank=True, on_delete=models.PROTECT, related_name="terms"
    )

    objects = DatedQuerySet["Term"].as_manager()

    class Meta:
        constraints = [ends_after_it_starts("term")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Seat(Dated):
    """One seat of a body; how many there are is counted, never typed (N7.1).

    `kind` is member or deputy; a deputy's seat may be bound to one member's seat.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="seats")
    term = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=MembershipKind, default=MembershipKind.MEMBER)
    holder = models.CharField(max_length=20, choices=SeatHolder, default=SeatHolder.PERSON)
    deputy_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies"
    )

    objects = DatedQuerySet["Seat"].as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("seat"),
            models.UniqueConstraint(
                fields=["organization", "term", "kind", "number"], name="seat_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} seat {self.number} ({self.kind})"


class MembershipQuerySet(RecordQuerySet["Membership"]):
    """Memberships by day and by who may know of them."""

    def on(self, day: date) -> Self:
        """Everything that holds on `day`."""
        return self.filter(covering(day))

    def public(self) -> Self:
        """Those whose holder a citizen may know: organisations, and people who are public."""
        return self.alive().filter(_may_be_known())

    def visible_to(self, actor: Actor) -> Self:
        """Those public, one's own, and those a body of theirs lets them know; the office all."""
        known = _may_be_known() | reads_everything(actor) | opened(Membership, actor)
        return self.alive().filter(known)


def _may_be_known() -> Q:
    holder = Q(person=None) | Q(person__in=Person.objects.public())
    return Q(organization__in=Organization.objects.public()) & holder


class Membership(Record, Dated):
    """OParl 1.1 Membership (3.9): a person's or an organisation's part in a body.

    Exactly one of `person` and `party` holds it. `role_label` keeps the word of a source as
    it came. The right to vote stands apart, dated (`VotingRight`); `votes_at_source` is what a
    source says of it, null where it says nothing.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="memberships"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    party = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="belongs_to"
    )
    kind = models.CharField(max_length=20, choices=MembershipKind, blank=True)
    role = models.CharField(max_length=30, choices=Role, blank=True)
    role_label = models.CharField(max_length=200, blank=True)
    seat = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    deputy_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies"
    )
    on_behalf_of = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )
    votes_at_source = models.BooleanField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    web = models.URLField(max_length=500, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("membership"),
            models.CheckConstraint(
                condition=Q(person=None, party__isnull=False)
                | Q(person__isnull=False, party=None)
                | Q(deleted_at__isnull=False),
                name="membership_has_one_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.person_id or self.party_id}@{self.organization_id}"


class VotingRight(Dated):
    """That a member may vote, in one period (OParl `votingRight`, here dated)."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="voting_rights"
    )
    source = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet["VotingRight"].as_manager()

    class Meta:
        constraints = [ends_after_it_starts("voting_right")]

    def __str__(self) -> str:
        return f"vote of {self.membership_id}"
