"""Appoint a member to a role: chair, deputy chair, secretary, minute taker."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import overlapping
from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second

LEADING = (Role.CHAIR, Role.DEPUTY_CHAIR)


@dataclass(frozen=True, slots=True)
class MemberAppointed(Event):
    """A member has a role in the body."""

    kind = "organizations.member_appointed"
    membership_id: int
    role: str


class NotToBeAppointed(Refusal):
    """A body has one chair at a time, who is a member and a person."""


@transaction.atomic
def appoint(membership: Membership, role: Role, *, by: User, now: datetime) -> Membership:
    """Give a member `role` for the time of the membership.

    Raises `NotAllowed`, `NotToBeAppointed`.
    """
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    require(by, Can.APPOINT, row)
    if row.is_deleted or row.person_id is None:
        raise NotToBeAppointed(_("Choose a member who is a person and still belongs."))
    members = (MembershipKind.MEMBER, MembershipKind.STATUTORY_MEMBER)
    if role in LEADING and row.kind not in members:
        raise NotToBeAppointed(_("Only a member can lead the body; choose a member."))
    if role == Role.CHAIR:
        check_chair(row)
    row.role, row.modified_at = role, whole_second(now)
    changes = record_changes(row, ["role"], by=by, now=now)
    row.save(update_fields=["role", "modified_at"])
    event = MemberAppointed(membership_id=row.pk, role=role.value, changes=changes)
    publish(event, by=by, at=now)
    return row


def check_chair(row: Membership) -> None:
    """Check that nobody else has the chair in the time of `row`. Raises `NotToBeAppointed`."""
    others = Membership.objects.alive().filter(organization=row.organization_id, role=Role.CHAIR)
    same_time = others.exclude(pk=row.pk).filter(overlapping(row.starts_on, row.ends_on))
    if same_time.exists():
        raise NotToBeAppointed(
            _("The body has a chair in that time; end that membership or role first.")
        )
