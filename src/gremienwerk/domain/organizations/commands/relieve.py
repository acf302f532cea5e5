"""Relieve a member of a role: who was chair or secretary is a member like the others."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class MemberRelieved(Event):
    """A member has a role in the body no longer."""

    kind = "organizations.member_relieved"
    membership_id: int
    role: str


class HasNoRole(Refusal):
    """Only who has a role can be relieved of it."""


@transaction.atomic
def relieve(membership: Membership, *, by: User, now: datetime) -> Membership:
    """Take the role off a membership; the membership stays.

    Raises `NotAllowed`, `HasNoRole`.
    """
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    require(by, Can.APPOINT, row)
    if not row.role:
        raise HasNoRole(_("This member has no role to be relieved of."))
    role, row.role, row.modified_at = row.role, "", whole_second(now)
    changes = record_changes(row, ["role"], by=by, now=now)
    row.save(update_fields=["role", "modified_at"])
    publish(MemberRelieved(membership_id=row.pk, role=role, changes=changes), by=by, at=now)
    return row
