"""Change a membership: its period, its kind, on whose behalf, with or without a vote."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, overlapping
from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.domain.organizations.commands._votes import remove_rights, set_ends
from gremienwerk.domain.organizations.commands.add_member import (
    WITHOUT_VOTE,
    BelongsAlready,
    MemberNotUsable,
    NoVote,
)
from gremienwerk.domain.organizations.commands.appoint import appoint
from gremienwerk.domain.organizations.commands.relieve import relieve
from gremienwerk.domain.organizations.commands.seat import SeatIsTaken
from gremienwerk.domain.organizations.models import Membership, Organization, VotingRight
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes
from gremienwerk.foundation.records import whole_second

COLUMNS = ("kind", "role_label", "on_behalf_of", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class MembershipChanged(Event):
    """A membership is another one than was recorded."""

    kind = "organizations.membership_changed"
    membership_id: int


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """All that a membership can be changed in; vote and role stay as they are where None.

    An empty `role` relieves.
    """

    kind: str
    starts_on: date | None = None
    ends_on: date | None = None
    role_label: str = ""
    on_behalf_of: Organization | None = None
    has_vote: bool | None = None
    role: str | None = None


@transaction.atomic
def change_membership(
    membership: Membership, facts: MembershipFacts, *, by: User, now: datetime
) -> Membership:
    """Set the facts of a membership; the vote follows its period, the role may change too.

    Raises `NotAllowed`, `MemberNotUsable`, `NoVote`, `BelongsAlready`, `SeatIsTaken`,
    `PeriodEmpty`, `NotToBeAppointed`.
    """
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    require(by, Can.CHANGE_MEMBERSHIP, row)
    _check(row, facts)
    before = (row.starts_on, row.ends_on)
    row.kind, row.role_label = facts.kind, facts.role_label.strip()
    row.starts_on, row.ends_on = facts.starts_on, facts.ends_on
    row.on_behalf_of = facts.on_behalf_of
    hashes = record_changes(row, COLUMNS, by=by, now=now)
    hashes += _move_votes(row, *before, by=by, now=now)
    if facts.has_vote is not None:
        hashes += _set_vote(row, has_vote=facts.has_vote, by=by, now=now)
    if hashes:
        row.modified_at = whole_second(now)
        row.save(update_fields=[*COLUMNS, "modified_at"])
        publish(MembershipChanged(membership_id=row.pk, changes=hashes), by=by, at=now)
    if facts.role is None or facts.role == row.role:
        return row
    if facts.role:
        return appoint(row, Role(facts.role), by=by, now=now)
    return relieve(row, by=by, now=now)


def _check(row: Membership, facts: MembershipFacts) -> None:
    check_period(facts.starts_on, facts.ends_on)
    if row.is_deleted or facts.kind not in MembershipKind.values:
        raise MemberNotUsable(_("Choose a membership that is there, and a kind from the list."))
    if row.seat is not None and row.seat.kind != facts.kind:
        raise MemberNotUsable(
            _("Who holds this seat is “%(kind)s”; give the person another seat instead.")
            % {"kind": MembershipKind(row.seat.kind).label}
        )
    if facts.has_vote and facts.kind in WITHOUT_VOTE:
        raise NoVote(
            _("Who belongs as “%(kind)s” has no vote; choose another kind, or no vote.")
            % {"kind": MembershipKind(facts.kind).label}
        )
    check_free(row, facts.starts_on, facts.ends_on)


def check_free(row: Membership, starts_on: date | None, ends_on: date | None) -> None:
    """Check that neither holder nor seat has another membership in that time.

    Raises `BelongsAlready`, `SeatIsTaken`.
    """
    others = Membership.objects.alive().filter(overlapping(starts_on, ends_on)).exclude(pk=row.pk)
    same = {"person": row.person_id} if row.person_id else {"party": row.party_id}
    if others.filter(organization=row.organization_id, **same).exists():
        raise BelongsAlready(
            _("There is another membership of the same holder in that time; end it first.")
        )
    if row.seat is not None and others.filter(seat=row.seat).exists():
        raise SeatIsTaken(
            _("Seat %(number)s has a holder in that time; end that membership first.")
            % {"number": row.seat.number}
        )


def _move_votes(
    row: Membership, started: date | None, ended: date | None, *, by: User, now: datetime
) -> tuple[str, ...]:
    """Let the ends of the voting rights that were those of the membership stay its ends."""
    hashes: tuple[str, ...] = ()
    for right in VotingRight.objects.filter(membership=row).order_by("pk"):
        if right.starts_on == started:
            right.starts_on = row.starts_on
        if right.ends_on == ended:
            right.ends_on = row.ends_on
        hashes += record_changes(right, ["starts_on", "ends_on"], by=by, now=now)
        right.save(update_fields=["starts_on", "ends_on"])
    return hashes


def _set_vote(row: Membership, *, has_vote: bool, by: User, now: datetime) -> tuple[str, ...]:
    """Give or end the right to vote from today; return the hashes of what changed."""
    today = timezone.localtime(now).date()
    rights = VotingRight.objects.filter(membership=row)
    held = rights.filter(overlapping(today, None))
    if held.exists() == has_vote:
        return ()
    if has_vote:
        begun = row.starts_on is None or row.starts_on <= today
        given = VotingRight.objects.create(
            membership=row,
            starts_on=today if begun and rights.exists() else row.starts_on,
            ends_on=row.ends_on,
        )
        return record_added(given, by=by, now=now)
    hashes = remove_rights(held.filter(starts_on__gte=today), by=by, now=now)
    return hashes + set_ends(held, today, by=by, now=now)
