"""Say which account belongs to a person: what the person may do follows from memberships."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, User
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class AccountLinked(Event):
    """An account belongs to a person, or (None) to none any more."""

    kind = "people.account_linked"
    person_id: int
    user_id: int | None


class NotToBeLinked(Refusal):
    """One account belongs to one person of our own district, who is still there."""


@transaction.atomic
def link_account(person: Person, user: User | None, *, by: User, now: datetime) -> Person:
    """Let `user` be the account of `person`; None takes the account away.

    Raises `NotAllowed`, `NotToBeLinked`.
    """
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(by, Can.LINK_ACCOUNT, row)
    if user is not None and (row.is_deleted or not row.body.is_own or user.email == SYSTEM_EMAIL):
        raise NotToBeLinked(_("Choose a person of our own district and an account of a person."))
    if user is not None and Person.objects.filter(user=user).exclude(pk=row.pk).exists():
        raise NotToBeLinked(_("This account belongs to somebody else already."))
    row.user, row.modified_at = user, whole_second(now)
    changes = record_changes(row, ["user"], by=by, now=now)
    row.save(update_fields=["user", "modified_at"])
    publish(AccountLinked(row.pk, user.pk if user else None, changes=changes), by=by, at=now)
    return row
