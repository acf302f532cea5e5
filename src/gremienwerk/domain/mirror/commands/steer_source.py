"""Set the switches of a source: how its answers are to be read, and whom to tell."""

import re
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class Switches:
    """What is to be set; None leaves a switch as it is."""

    is_paused: bool | None = None
    is_swapped: bool | None = None
    volatile: list[str] | None = None
    hosts: list[str] | None = None
    rewrites: list[tuple[str, str]] | None = None
    id_rules: list[tuple[str, str]] | None = None
    ca_file: str | None = None
    pause_seconds: float | None = None
    alarm_to: User | None = None


@dataclass(frozen=True, slots=True)
class SourceSteered(Event):
    """Switches of a source were set; `switches` are those that changed."""

    kind = "mirror.source-steered"
    source_id: int
    switches: tuple[str, ...]


class NoPattern(Refusal):
    """A rule for ids cannot be read."""


@transaction.atomic
def steer_source(
    source: MirrorSource, switches: Switches, *, by: User, now: datetime
) -> MirrorSource:
    """Set switches of `source`; the next run reads everything by them.

    Raises `NotAllowed`, `NoPattern`.
    """
    locked = MirrorSource.objects.select_for_update().get(pk=source.pk)
    require(by, Can.STEER, locked)
    for pattern, replacement in switches.id_rules or []:
        _check(pattern, replacement)
    changed = []
    for field in fields(switches):
        value = getattr(switches, field.name)
        if value is not None and getattr(locked, field.name) != value:
            setattr(locked, field.name, value)
            changed.append(field.name)
    if changed:
        locked.save(update_fields=changed)
        event = SourceSteered(source_id=locked.pk, switches=tuple(changed))
        publish(event, by=by, at=now)
    return locked


def _check(pattern: str, replacement: str) -> None:
    """Refuse a rule that could not be applied."""
    try:
        re.sub(pattern, replacement, "")
    except (re.error, IndexError) as error:
        message = _("This rule cannot be read: %(rule)s")
        raise NoPattern(message % {"rule": f"{pattern} -> {replacement}"}) from error
