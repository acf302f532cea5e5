"""Correct by hand what is known of a server, with a reason; or trust the probe again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import Feature
from gremienwerk.domain.mirror.models import Capability, MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class Correction:
    """What holds instead of what the probe found; without a reason the probe holds again."""

    feature: Feature
    value: Any = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CapabilityCorrected(Event):
    """A person said what a server can do."""

    kind = "mirror.capability-corrected"
    source_id: int
    feature: str


class WrongKind(Refusal):
    """The value does not fit the feature."""


TEXTS = {Feature.VERSION, Feature.ORDER, Feature.EMPTY, Feature.SPELLING}
LISTED = {Feature.LISTS, Feature.VOLATILE}


@transaction.atomic
def correct_capability(
    source: MirrorSource, correction: Correction, *, by: User, now: datetime
) -> Capability:
    """Let a person's word on one feature hold until it is taken back.

    Raises `NotAllowed`, `WrongKind`.
    """
    locked = MirrorSource.objects.select_for_update().get(pk=source.pk)
    require(by, Can.STEER, locked)
    reason = correction.reason.strip()
    if reason:
        _check(correction)
    row = Capability.objects.filter(source=locked, feature=correction.feature).first()
    row = row or Capability(source=locked, feature=correction.feature, found_at=now)
    row.corrected = correction.value if reason else None
    row.reason, row.corrected_at = reason[:500], now if reason else None
    row.corrected_by = by if reason else None
    row.save()
    event = CapabilityCorrected(source_id=locked.pk, feature=correction.feature)
    publish(event, by=by, at=now)
    return row


def _check(correction: Correction) -> None:
    value: Any = correction.value
    kind: type = bool
    if correction.feature in TEXTS:
        kind = str
    elif correction.feature in LISTED:
        kind = list
    elif correction.feature == Feature.PAGE_SIZE:
        kind = int
    if not isinstance(value, kind):
        message = _("This value does not fit: %(feature)s")
        raise WrongKind(message % {"feature": correction.feature.label})
