"""Export the log: an auditor takes entries away, and the log knows."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.models import RetentionReport
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries.log import LogFilter, entries
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.models import Entry


@dataclass(frozen=True, slots=True)
class LogExported(Event):
    """Somebody took so many entries away."""

    kind = "privacy.log_exported"
    entries: int


@transaction.atomic
def export_log(wanted: LogFilter, *, by: User, now: datetime) -> list[Entry]:
    """Return the entries that are wanted, the oldest first. Raises `NotAllowed`."""
    require(by, Can.EXPORT_LOG, RetentionReport())
    found = list(entries(wanted).order_by("pk"))
    publish(LogExported(entries=len(found)), by=by, at=now)
    return found
