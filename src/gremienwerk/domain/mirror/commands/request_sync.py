"""Ask for a sync of a source at once; a reaction queues the job."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.commands.let_rest import refuse_resting
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class SyncRequested(Event):
    """Somebody wants a source to be synced now."""

    kind = "mirror.sync-requested"
    source_id: int


class NotAsked(Refusal):
    """The source is not in use."""


@transaction.atomic
def request_sync(source: MirrorSource, *, by: User, now: datetime) -> None:
    """Let `source` be synced as soon as the job worker comes to it.

    Raises `NotAllowed`, `NotAsked`, `Rests`.
    """
    require(by, Can.SYNC, source)
    refuse_resting(source, now=now)
    if not MirrorSource.objects.in_use().filter(pk=source.pk).exists():
        message = _("%(name)s is paused or has no address, so it is not asked.")
        raise NotAsked(message % {"name": source.label or source.name})
    publish(SyncRequested(source_id=source.pk), by=by, at=now)
