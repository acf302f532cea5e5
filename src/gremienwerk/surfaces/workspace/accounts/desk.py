"""Which invitations run out before somebody accepted them?"""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import Invitation
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.frame import ADMINISTRATOR, address

AHEAD = timedelta(days=3)


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return the invitations that are about to run out, or have; for who invites. One query."""
    if ADMINISTRATOR not in desk.offices:
        return
    until = desk.today + AHEAD
    for invitation in Invitation.objects.unanswered().order_by("expires_at", "pk"):
        ends = timezone.localtime(invitation.expires_at).date()
        yield DeskItem(
            title=_("Invitation to %(email)s") % {"email": invitation.email},
            url=address("accounts"),
            action=_("Invite again or revoke"),
            due=ends,
            why=_("Nobody has accepted it yet."),
            waits=ends > until,
        )
