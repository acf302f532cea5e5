"""Who looked at a list that not everybody may see? Reading it is a fact too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser

from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class SensitiveRead(Event):
    """Somebody saw a list: `what` is a word of ours, `ids` are what it showed."""

    kind = "events.sensitive_read"
    what: str
    ids: tuple[int, ...]


def log_read(what: str, ids: Iterable[int], *, by: AbstractBaseUser, now: datetime) -> None:
    """Record that `by` saw the rows `ids` of the list `what`, such as `people.contacts`."""
    publish(SensitiveRead(what=what, ids=tuple(sorted(set(ids)))), by=by, at=now)
