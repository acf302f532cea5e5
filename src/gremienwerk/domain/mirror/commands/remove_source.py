"""Remove a source without losing what was written about its objects here."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.mirror.choices import RunState, Shown
from gremienwerk.domain.mirror.commands._batches import batches
from gremienwerk.domain.mirror.models import (
    MirrorObject,
    MirrorRun,
    MirrorSource,
    RawAnswer,
    RawBody,
)
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.domain.mirror.queries import MODELS
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class SourceRemoved(Event):
    """A source is no longer asked nor shown; its stored answers are gone."""

    kind = "mirror.source-removed"
    source_id: int


@transaction.atomic
def remove_source(source: MirrorSource, *, by: User, now: datetime) -> MirrorSource:
    """Stop mirroring `source`: nobody sees its objects, its stored answers are deleted.

    The rows stay, marked as gone, for own notes and links lean on them; added again under its
    name, the source brings them back to life. Raises `NotAllowed`.
    """
    locked = MirrorSource.objects.select_for_update().get(pk=source.pk)
    require(by, Can.REMOVE, locked)
    if locked.removed_at:
        return locked
    locked.removed_at, locked.shown, locked.is_republished = now, Shown.INTERNAL, False
    locked.loss_confirmed, locked.alarms = {}, []
    locked.save(update_fields=["removed_at", "shown", "is_republished", "loss_confirmed", "alarms"])
    Body.objects.filter(mirrored__source=locked).update(is_public=False, modified_at=now)
    living = MirrorObject.objects.filter(source=locked, gone_at_source=None)
    for kind, model in MODELS.items():
        if model is Body:
            continue
        keys = living.filter(object_type=kind).exclude(row_id=None).values_list("row_id", flat=True)
        for batch in batches(list(keys), 500):
            rows = model._default_manager.filter(pk__in=batch, deleted_at=None)  # noqa: SLF001
            rows.update(deleted_at=now, modified_at=now)
    living.update(gone_at_source=now)
    RawAnswer.objects.filter(run__source=locked).delete()
    RawBody.objects.filter(source=locked).delete()
    MirrorRun.objects.filter(source=locked).update(state=RunState.GIVEN_UP)
    publish(SourceRemoved(source_id=locked.pk), by=by, at=now)
    return locked
