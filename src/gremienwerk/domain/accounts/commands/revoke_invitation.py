"""Take an invitation back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import Invitation, User
from gremienwerk.domain.accounts.offices import InvitationRevoked, InvitationUsed, check_open
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish

__all__ = ["InvitationRevoked", "InvitationUsed", "revoke_invitation"]


@dataclass(frozen=True, slots=True)
class InvitationTakenBack(Event):
    """A link leads nowhere any more."""

    kind = "accounts.invitation_taken_back"
    invitation_id: int


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User, now: datetime) -> Invitation:
    """Take back an invitation that nobody has accepted, expired or not.

    Raises `NotAllowed`, `InvitationUsed`, `InvitationRevoked`.
    """
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(by, Can.REVOKE_INVITATION, row)
    check_open(row, at=row.invited_at)  # having expired does not matter here
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    publish(InvitationTakenBack(row.pk), by=by, at=now)
    return row
