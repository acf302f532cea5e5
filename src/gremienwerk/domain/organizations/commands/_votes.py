"""How does a right to vote end or go with its membership, so that it can be taken back?"""

from datetime import date, datetime

from django.db.models import QuerySet

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.models import VotingRight
from gremienwerk.foundation.events.revisions import record_changes, record_removed


def set_ends(
    rights: QuerySet[VotingRight], ends_on: date | None, *, by: User, now: datetime
) -> tuple[str, ...]:
    """Let `rights` end on `ends_on`; return the hashes of what changed."""
    hashes: tuple[str, ...] = ()
    for right in rights.order_by("pk"):
        right.ends_on = ends_on
        hashes += record_changes(right, ["ends_on"], by=by, now=now)
        right.save(update_fields=["ends_on"])
    return hashes


def remove_rights(rights: QuerySet[VotingRight], *, by: User, now: datetime) -> tuple[str, ...]:
    """Remove `rights` that never came to hold; return the hashes of what went."""
    hashes = record_removed(*rights.order_by("pk"), by=by, now=now)
    rights.delete()
    return hashes
