"""End a membership with its right to vote; it stays in the body's history."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period
from gremienwerk.domain.organizations.choices import EndReason
from gremienwerk.domain.organizations.commands._votes import remove_rights, set_ends
from gremienwerk.domain.organizations.models import Membership, VotingRight
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class MembershipEnded(Event):
    """Somebody belongs to a body no longer, from an ISO date on."""

    kind = "organizations.membership_ended"
    membership_id: int
    ends_on: str
    reason: str


class EndedAlready(Refusal):
    """A membership ends once."""


@transaction.atomic
def end_membership(
    membership: Membership, ends_on: date, *, reason: EndReason, by: User, now: datetime
) -> Membership:
    """End a membership; `ends_on` is the first day on which it holds no longer.

    Raises `NotAllowed`, `EndedAlready`, `PeriodEmpty`.
    """
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    require(by, Can.END_MEMBERSHIP, row)
    if row.is_deleted or (row.ends_on is not None and row.ends_on <= ends_on):
        raise EndedAlready(_("This membership ends earlier already; choose an earlier day."))
    check_period(row.starts_on, ends_on)
    row.ends_on, row.end_reason, row.modified_at = ends_on, reason, whole_second(now)
    changes = record_changes(row, ["ends_on", "end_reason"], by=by, now=now)
    row.save(update_fields=["ends_on", "end_reason", "modified_at"])
    rights = VotingRight.objects.filter(membership=row)
    changes += remove_rights(rights.filter(starts_on__gte=ends_on), by=by, now=now)
    longer = rights.filter(Q(ends_on=None) | Q(ends_on__gt=ends_on))
    changes += set_ends(longer, ends_on, by=by, now=now)
    event = MembershipEnded(
        membership_id=row.pk,
        ends_on=ends_on.isoformat(),
        reason=reason.value,
        changes=changes,
    )
    publish(event, by=by, at=now)
    return row
