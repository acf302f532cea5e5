"""Continue a membership whose end was recorded by mistake, with its right to vote."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.commands._votes import set_ends
from gremienwerk.domain.organizations.commands.change_membership import check_free
from gremienwerk.domain.organizations.models import Membership, VotingRight
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class MembershipContinued(Event):
    """A membership goes on; its end was a mistake."""

    kind = "organizations.membership_continued"
    membership_id: int
    ended_on: str


class NotEnded(Refusal):
    """Only what has an end can be continued."""


@transaction.atomic
def continue_membership(membership: Membership, *, by: User, now: datetime) -> Membership:
    """Take the end off a membership, and off the right to vote that ended with it.

    Raises `NotAllowed`, `NotEnded`, `BelongsAlready`, `SeatIsTaken`.
    """
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    require(by, Can.END_MEMBERSHIP, row)
    if row.is_deleted or row.ends_on is None:
        raise NotEnded(_("This membership has no end that could be taken back."))
    check_free(row, row.starts_on, None)
    ended, row.ends_on, row.end_reason = row.ends_on, None, ""
    row.modified_at = whole_second(now)
    changes = record_changes(row, ["ends_on", "end_reason"], by=by, now=now)
    row.save(update_fields=["ends_on", "end_reason", "modified_at"])
    changes += set_ends(
        VotingRight.objects.filter(membership=row, ends_on=ended), None, by=by, now=now
    )
    event = MembershipContinued(membership_id=row.pk, ended_on=ended.isoformat(), changes=changes)
    publish(event, by=by, at=now)
    return row
