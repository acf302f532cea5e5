"""Confirm that what is missing at a source is really gone: a decision of a person."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import Reason
from gremienwerk.domain.mirror.commands._raw_store import last_mapped
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource, Quarantined
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class LossConfirmed(Event):
    """So many objects may vanish with the next full walk."""

    kind = "mirror.loss-confirmed"
    source_id: int
    objects: int


class NothingMissing(Refusal):
    """There is nothing to confirm."""


@transaction.atomic
def confirm_loss(source: MirrorSource, *, by: User, now: datetime) -> MirrorSource:
    """Let the next full walk mark as many objects as gone as the last report named.

    More than that is withheld again. Raises `NotAllowed`, `NothingMissing`.
    """
    locked = MirrorSource.objects.select_for_update().get(pk=source.pk)
    require(by, Can.CONFIRM_LOSS, locked)
    missing = withheld(last_mapped(locked))
    if not missing:
        message = _("Nothing of %(name)s is missing that would have to be confirmed.")
        raise NothingMissing(message % {"name": locked.name})
    locked.loss_confirmed = missing
    locked.save(update_fields=["loss_confirmed"])
    event = LossConfirmed(source_id=locked.pk, objects=sum(missing.values()))
    publish(event, by=by, at=now)
    return locked


def withheld(run: MirrorRun | None) -> dict[str, int]:
    """Return by type how many missing objects a run kept, for they were too many."""
    if run is None:
        return {}
    found = {kind: counts.get("withheld", 0) for kind, counts in run.counts.items()}
    moved = Quarantined.objects.filter(run=run, reason=Reason.IDS_MOVED)
    for kind, detail in moved.values_list("object_type", "detail"):
        number = detail.partition(" ")[0]
        found[kind] = int(number) if number.isdecimal() else 0
    return {kind: number for kind, number in found.items() if number}
