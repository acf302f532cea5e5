"""Show a source to the public, or take it back: a decision of a named person."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.mirror.choices import Shown
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class SourceShown(Event):
    """Who sees a source was decided: `shown` is internal or public."""

    kind = "mirror.source-shown"
    source_id: int
    shown: str


@transaction.atomic
def show_source(source: MirrorSource, shown: Shown, *, by: User, now: datetime) -> MirrorSource:
    """Set who sees `source`; all its bodies follow.

    Rule: a mirrored source is internal until a named person shows it (source: decision 2).
    Raises `NotAllowed`.
    """
    locked = MirrorSource.objects.select_for_update().get(pk=source.pk)
    require(by, Can.SHOW, locked)
    if locked.shown == shown:
        return locked
    locked.shown, locked.shown_by, locked.shown_at = shown, by, now
    locked.save(update_fields=["shown", "shown_by", "shown_at"])
    bodies = Body.objects.filter(mirrored__source=locked)
    bodies.update(is_public=shown == Shown.PUBLIC, modified_at=now)
    publish(SourceShown(source_id=locked.pk, shown=shown), by=by, at=now)
    return locked
