"""Encrypt what second factors keep with the newest key."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.keys import encrypt_anew

SECRETS = ("secret", "seed")  # of an app, of the recovery codes


@dataclass(frozen=True, slots=True)
class FactorKeysRenewed(Event):
    """So many secrets of second factors lie under the newest key."""

    kind = "accounts.factor_keys_renewed"
    values: int


@transaction.atomic
def renew_factor_keys(*, by: User, now: datetime) -> int:
    """Encrypt every secret anew; return how many there were. Raises `NotAllowed`, `WrongKey`."""
    require(by, Can.RENEW_FACTOR_KEYS, by)
    number = 0
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        found = {name: encrypt_anew(row.data[name]) for name in SECRETS if name in row.data}
        if found:
            row.data |= found
            row.save(update_fields=["data"])
            number += len(found)
    publish(FactorKeysRenewed(number), by=by, at=now)
    return number
