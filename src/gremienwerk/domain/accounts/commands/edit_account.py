"""Change how an account is called and in which language it is spoken to."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class AccountEdited(Event):
    """Name or language changed."""

    kind = "accounts.account_edited"
    user_id: int


class DetailsNotUsable(Refusal):
    """An account has a name, and a language that we speak."""


@dataclass(frozen=True, slots=True)
class Details:
    """The name, and a language ("" for what the browser asks for)."""

    name: str
    language: str


@transaction.atomic
def edit_account(user: User, details: Details, *, by: User, now: datetime) -> User:
    """Change name and language. Raises `NotAllowed`, `DetailsNotUsable`."""
    row = User.objects.select_for_update().get(pk=user.pk)
    require(by, Can.EDIT, row)
    name = details.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise DetailsNotUsable(_("Enter a name of at most 200 characters."))
    if details.language not in {"", *dict(settings.LANGUAGES)}:
        raise DetailsNotUsable(_("Choose one of the languages offered."))
    row.name, row.language = name, details.language
    changes = record_changes(row, ["name", "language"], by=by, now=now)
    row.save(update_fields=["name", "language"])
    publish(AccountEdited(row.pk, changes=changes), by=by, at=now)
    return row
