"""Take back a membership that was entered by mistake; it leaves a tombstone."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.models import Membership, VotingRight
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.people.models import Person
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes, record_removed
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class MemberTakenBack(Event):
    """A membership never was one."""

    kind = "organizations.member_taken_back"
    membership_id: int


class TakenBackAlready(Refusal):
    """A membership is taken back once."""


@transaction.atomic
def take_back_member(membership: Membership, *, by: User, now: datetime) -> Membership:
    """Delete a membership that was a mistake; one that is over is ended instead.

    The record of a person that was made together with it goes too, if nothing else holds it.

    Raises `NotAllowed`, `TakenBackAlready`.
    """
    row = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    require(by, Can.END_MEMBERSHIP, row)
    if row.is_deleted:
        raise TakenBackAlready(_("This membership was taken back already."))
    rights = VotingRight.objects.filter(membership=row)
    changes = record_removed(*rights, by=by, now=now)
    rights.delete()
    row.seat, row.role = None, ""
    row.deleted_at = row.modified_at = whole_second(now)
    changes += record_changes(row, ["seat", "role", "deleted_at"], by=by, now=now)
    row.save(update_fields=["seat", "role", "deleted_at", "modified_at"])
    if row.person is not None and _was_made_for(row, row.person):
        changes += _bury(row.person, by=by, now=now)
    publish(MemberTakenBack(membership_id=row.pk, changes=changes), by=by, at=now)
    return row


def _was_made_for(row: Membership, person: Person) -> bool:
    """Tell whether the person's record came with the membership and serves nothing else."""
    return (
        person.created_at == row.created_at
        and person.user_id is None
        and not person.is_deleted
        and not person.consents.exists()
        and not Membership.objects.alive().filter(person=person).exists()
    )


def _bury(record: Person, *, by: User, now: datetime) -> tuple[str, ...]:
    person = Person.objects.select_for_update(of=("self",)).get(pk=record.pk)
    person.deleted_at = person.modified_at = whole_second(now)
    changes = record_changes(person, ["deleted_at"], by=by, now=now)
    person.save(update_fields=["deleted_at", "modified_at"])
    return changes
