"""Let the objects of a source keep their rows though their ids got another form."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.commands._batches import batches
from gremienwerk.domain.mirror.commands.steer_source import NoPattern
from gremienwerk.domain.mirror.models import MirrorObject, MirrorSource, UnresolvedReference
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish


@dataclass(frozen=True, slots=True)
class IdsMoved(Event):
    """Ids of a source got another form; rows, notes and links stayed."""

    kind = "mirror.ids-moved"
    source_id: int
    objects: int


@dataclass(frozen=True, slots=True)
class Move:
    """A pattern of old ids, and what takes its place; as in `re.sub`."""

    pattern: str
    replacement: str


class Collision(Refusal):
    """Two objects would have one id, or none would move."""


def preview(source: MirrorSource, move: Move) -> list[tuple[str, str]]:
    """Return old and new id of every object that would move; for a person to look at.

    Raises `NoPattern`.
    """
    try:
        pattern = re.compile(move.pattern)
        urls = MirrorObject.objects.filter(source=source).order_by("pk")
        told = (
            (url, pattern.sub(move.replacement, url)) for url in urls.values_list("url", flat=True)
        )
        return [(old, new) for old, new in told if old != new]
    except (re.error, IndexError) as error:
        message = _("This rule cannot be read: %(rule)s")
        raise NoPattern(message % {"rule": move.pattern}) from error


@transaction.atomic
def move_ids(source: MirrorSource, move: Move, *, by: User, now: datetime) -> int:
    """Give the objects of `source` their new ids, and read old ones as new from now on.

    Returns how many moved. Rule: reviewed by a person (source: vendor table, row 12).
    Raises `NotAllowed`, `NoPattern`, `Collision`.
    """
    locked = MirrorSource.objects.select_for_update().get(pk=source.pk)
    require(by, Can.STEER, locked)
    moving = dict(preview(locked, move))
    others = MirrorObject.objects.filter(source=locked)
    stay = set(others.values_list("url", flat=True)) - moving.keys()
    if not moving or len(set(moving.values())) < len(moving) or stay & set(moving.values()):
        raise Collision(_("By this rule no id would move, or two objects would share one."))
    pattern = re.compile(move.pattern)
    rows = MirrorObject.objects.filter(source=locked).order_by("pk")
    for batch in batches(rows.iterator(2000)):
        for row in batch:
            row.url = pattern.sub(move.replacement, row.url)
            row.parent = pattern.sub(move.replacement, row.parent)
        MirrorObject.objects.bulk_update(batch, ["url", "parent"], 500)
    for reference in UnresolvedReference.objects.filter(source=locked):
        reference.owner = pattern.sub(move.replacement, reference.owner)
        reference.url = pattern.sub(move.replacement, reference.url)
        reference.save(update_fields=["owner", "url"])
    locked.id_rules = [*locked.id_rules, [move.pattern, move.replacement]]
    locked.save(update_fields=["id_rules"])
    publish(IdsMoved(source_id=locked.pk, objects=len(moving)), by=by, at=now)
    return len(moving)
