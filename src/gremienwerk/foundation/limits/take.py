"""May somebody try once more? The database counts, so several processes count together.

One conditional UPDATE takes a try; two that come at once cannot both take the last one. Call
it outside the transaction of what is tried, or a refusal gives the try back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from gremienwerk.foundation.limits.models import Count


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `number` tries per `period`; `name` says of what."""

    name: str
    number: int
    period: timedelta


def take(limit: Limit, who: str, *, now: datetime) -> bool:
    """Take one try of `who` (an address, an account, a session); False if none is left.

    The span begins with the first try and is whole again after `limit.period`.
    """
    key = _key(limit, who)
    with transaction.atomic():
        ends_at = now + limit.period
        Count.objects.get_or_create(key=key, defaults={"began_at": now, "ends_at": ends_at})
        Count.objects.filter(key=key, ends_at__lte=now).update(
            began_at=now, ends_at=ends_at, used=0
        )
        mine = Count.objects.filter(key=key, used__lt=limit.number)
        return bool(mine.update(used=F("used") + 1))


def give_back(limit: Limit, who: str) -> None:
    """Give a try back: what was right need not count."""
    Count.objects.filter(key=_key(limit, who), used__gt=0).update(used=F("used") - 1)


def forget(*, now: datetime) -> int:
    """Remove the counts whose span is over; return how many that were."""
    return Count.objects.filter(ends_at__lte=now).delete()[0]


def _key(limit: Limit, who: str) -> str:
    """Return a digest: addresses of people are not kept."""
    return salted_hmac(f"limits/{limit.name}", who.lower(), algorithm="sha256").hexdigest()
