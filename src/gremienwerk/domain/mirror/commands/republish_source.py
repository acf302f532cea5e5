"""Republish a source through our own open data, or stop: a second decision."""

from dataclasses import dataclass
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
class SourceRepublished(Event):
    """Whether a source goes out through our own open data was decided."""

    kind = "mirror.source-republished"
    source_id: int
    is_republished: bool


class NoLicense(Refusal):
    """Nobody said that the data may be passed on."""


@transaction.atomic
def republish_source(
    source: MirrorSource,
    *,
    license: str = "",  # noqa: A002 -- the word of OParl
    is_republished: bool,
    by: User,
    now: datetime,
) -> MirrorSource:
    """Pass on what came from `source`, under its licence, or stop it.

    A `license` given here is recorded where the source states none itself. Rule: only with a
    licence recorded (source: decision 2). Raises `NotAllowed`, `NoLicense`.
    """
    locked = MirrorSource.objects.select_for_update().get(pk=source.pk)
    require(by, Can.SHOW, locked)
    locked.license = locked.license or license.strip()
    if is_republished and not locked.license:
        raise NoLicense(
            _("The source states no licence. Ask for it and give it here: --license WORDS")
        )
    if locked.is_republished == is_republished:
        return locked
    locked.is_republished = is_republished
    locked.save(update_fields=["is_republished", "license"])
    publish(SourceRepublished(source_id=locked.pk, is_republished=is_republished), by=by, at=now)
    return locked
