"""Add a member: a person's or an organisation's part in a body, without or with a vote."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, locked, overlapping
from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.models import Membership, Organization, Seat, VotingRight
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added
from gremienwerk.foundation.records import whole_second

WITHOUT_VOTE = (MembershipKind.STANDING_GUEST, MembershipKind.ADVISORY, MembershipKind.EXPERT)


@dataclass(frozen=True, slots=True)
class MemberAdded(Event):
    """Somebody belongs to a body."""

    kind = "organizations.member_added"
    organization_id: int
    membership_id: int


class BelongsAlready(Refusal):
    """Nobody belongs to a body twice at the same time."""


class NoVote(Refusal):
    """Guests, experts and advisory members have no vote."""


class MemberNotUsable(Refusal):
    """A membership has a known kind and is not of a body in itself."""


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """Who belongs to a body, as what, for how long; fields as in the model `Membership`.

    `has_vote` adds a right to vote for the same period; `vote_source` says where it stands.
    """

    holder: Person | Organization
    kind: str = MembershipKind.MEMBER.value
    role_label: str = ""
    seat: Seat | None = None
    on_behalf_of: Organization | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    has_vote: bool = False
    vote_source: str = ""


@transaction.atomic
def add_member(
    organization: Organization, draft: MemberDraft, *, by: User, now: datetime
) -> Membership:
    """Add the member of `draft`; who takes a seat is added by `seat`.

    Rule: standing guests, advisory members and experts have no vote (source:
    vocabulary.md; L2.7).
    Raises `NotAllowed`, `MemberNotUsable`, `NoVote`, `BelongsAlready`, `PeriodEmpty`.
    """
    row = locked(organization)
    require(by, Can.ADD_MEMBER, row)
    _check(row, draft)
    moment = whole_second(now)
    is_person = isinstance(draft.holder, Person)
    membership = Membership.objects.create(
        organization=row,
        person_id=draft.holder.pk if is_person else None,
        party_id=None if is_person else draft.holder.pk,
        kind=draft.kind,
        role_label=draft.role_label,
        seat=draft.seat,
        on_behalf_of=draft.on_behalf_of,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        created_at=moment,
        modified_at=moment,
    )
    changes = record_added(membership, by=by, now=now)
    if draft.has_vote:
        right = VotingRight.objects.create(
            membership=membership,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
            source=draft.vote_source,
        )
        changes += record_added(right, by=by, now=now)
    event = MemberAdded(organization_id=row.pk, membership_id=membership.pk, changes=changes)
    publish(event, by=by, at=now)
    return membership


def _check(row: Organization, draft: MemberDraft) -> None:
    check_period(draft.starts_on, draft.ends_on)
    if draft.kind not in MembershipKind.values:
        raise MemberNotUsable(
            _("Somebody belongs to a body as one of: %(all)s.")
            % {"all": ", ".join(MembershipKind.values)}
        )
    if draft.has_vote and draft.kind in WITHOUT_VOTE:
        raise NoVote(
            _("Who belongs as “%(kind)s” has no vote; choose another kind, or no vote.")
            % {"kind": MembershipKind(draft.kind).label}
        )
    if isinstance(draft.holder, Person):
        same = Q(person=draft.holder)
    elif draft.holder.pk == row.pk:
        raise MemberNotUsable(_("A body is not a member of itself; name another."))
    else:
        same = Q(party=draft.holder)
    held = Membership.objects.alive().filter(same, organization=row)
    if held.filter(overlapping(draft.starts_on, draft.ends_on)).exists():
        raise BelongsAlready(
            _("“%(name)s” belongs to this body in that time already; end that membership first.")
            % {"name": draft.holder.name}
        )
