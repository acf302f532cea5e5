"""Leave a server alone that failed several times in a row: every source on it, for an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.mapping.values import TOWN
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish

REST: Final = timedelta(hours=1)


class Rests(Refusal):
    """The server failed several times in a row and is left alone for a while."""


@dataclass(frozen=True, slots=True)
class SourceRests(Event):
    """The server of some sources is left alone until a moment (ISO)."""

    kind = "mirror.source-rests"
    source_ids: tuple[int, ...]
    until: str


@transaction.atomic
def let_rest(source: MirrorSource, *, by: User, now: datetime) -> datetime:
    """Let the server of `source` rest for an hour, other sources on it included.

    Rule: after so many failures the circuit is open for one hour (source: network rules C3).
    Raises `NotAllowed`.
    """
    require(by, Can.SYNC, source)
    until, host = now + REST, host_of(source)
    same = [one.pk for one in MirrorSource.objects.exclude(url="") if host_of(one) == host]
    MirrorSource.objects.filter(pk__in=same).update(rests_until=until)
    event = SourceRests(source_ids=tuple(sorted(same)), until=until.isoformat())
    publish(event, by=by, at=now)
    return until


def host_of(source: MirrorSource) -> str:
    """Return the server of a source: host and port."""
    return urlsplit(source.url).netloc.rpartition("@")[2].lower()


def refuse_resting(source: MirrorSource, *, now: datetime) -> None:
    """Refuse to ask a server that is left alone. Raises `Rests`."""
    until = source.rests_until
    if until is not None and now < until:
        text = _("%(name)s failed several times in a row; it is left alone until %(time)s.")
        moment = until.astimezone(TOWN)
        raise Rests(text % {"name": source.label or source.name, "time": f"{moment:%H:%M}"})
