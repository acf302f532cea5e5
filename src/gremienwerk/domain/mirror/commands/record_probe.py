"""Write down what a probe found out about a server; what a person corrected stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import Feature
from gremienwerk.domain.mirror.models import Capability, MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class SourceProbed(Event):
    """It was found out what a server can do; `features` are those that changed."""

    kind = "mirror.source-probed"
    source_id: int
    features: tuple[str, ...]


@transaction.atomic
def record_probe(
    source: MirrorSource, found: Mapping[Feature, Any], *, by: User, now: datetime
) -> list[str]:
    """Keep what was found with its date; return the features that are not as before.

    Raises `NotAllowed`.
    """
    locked = MirrorSource.objects.select_for_update().get(pk=source.pk)
    require(by, Can.SYNC, locked)
    before = {row.feature: row for row in Capability.objects.filter(source=locked)}
    changed = []
    for feature, value in found.items():
        row = before.get(feature) or Capability(source=locked, feature=feature)
        if row.pk is None or row.found != value:
            changed.append(feature.value)
        row.found, row.found_at = value, now
        row.save()
    locked.probed_at = now
    locked.save(update_fields=["probed_at"])
    publish(SourceProbed(source_id=locked.pk, features=tuple(changed)), by=by, at=now)
    return changed
