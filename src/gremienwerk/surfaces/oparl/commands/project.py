"""Bring the projection up to date, in the transaction that changed what it shows.

Three steps. First the contents: of what was touched, of what hangs on it, and so on until
nothing differs any more. Then the moments: taken at the end, under a lock, so that the order
of moments is the order in which they can be seen. Then the texts are written.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import override

from gremienwerk.domain.bodies.queries import installation
from gremienwerk.domain.mirror.models import MirroredBody
from gremienwerk.foundation.events.bus import Event
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.commands._changes import batches, differing, neighbours, settle
from gremienwerk.surfaces.oparl.commands._write import write
from gremienwerk.surfaces.oparl.models import PublishedObject
from gremienwerk.surfaces.oparl.objects.body import THE_SYSTEM
from gremienwerk.surfaces.oparl.selection import Selection
from gremienwerk.surfaces.oparl.touched import (
    EVERYTHING,
    LOOKS,
    OF_A_SOURCE,
    OPENS,
    Touched,
    all_of_bodies,
    named_by,
)

LOCK: Final = 4_711_011  # any number, the same for all that publish
PER_SECOND: Final = 1_000  # objects that are surely looked at in a second


def follow(event: Event) -> None:
    """Bring up to date what a fact changed; the one reaction to all facts.

    Nothing is out before the first full run: the demo network is made of hundreds of facts,
    and shown at once when it is whole.
    """
    if event.kind in LOOKS:
        return
    if event.kind in EVERYTHING or (event.kind in OPENS and not _is_demo()):
        project_all()
    elif not is_open():
        return
    elif event.kind in OF_A_SOURCE:
        source = getattr(event, "source_id")  # noqa: B009 -- all of these have one
        rows = MirroredBody._base_manager.filter(source=source)  # noqa: SLF001 -- hidden ones too
        bodies = set(rows.values_list("body", flat=True))
        _project_bodies(bodies)
    else:
        touched = named_by(event)
        bodies = touched.pop(Kind.BODY, set())
        if bodies:
            _project_bodies(bodies)
        if touched:
            project(touched)


def is_open() -> bool:
    """Test whether there is anything out."""
    return PublishedObject.objects.public().filter(kind=Kind.SYSTEM).exists()


def _is_demo() -> bool:
    here = installation()
    return here is not None and here.is_demo


@transaction.atomic
def project(touched: Touched) -> int:
    """Look at what was touched and at all that hangs on it; return how many objects differ."""
    _lock()
    with override("de"):
        changes = settle(Selection(timezone.localdate()), touched)
        if changes:
            write(changes, timezone.now())
    return len(changes)


@transaction.atomic
def project_all() -> int:
    """Look at everything that is or could be out; return how many objects differ.

    Finds what the calendar changed: abilities and consents that began or ended.
    """
    _lock()
    known = PublishedObject.objects.public().order_by().values_list("body_id", flat=True)
    return _look_at({*Selection(timezone.localdate()).bodies, *known.distinct()})


def _project_bodies(bodies: Collection[int]) -> int:
    """Look at everything of some Körperschaften, if any of them is or could be out."""
    _lock()
    known = PublishedObject.objects.public().filter(body_id__in=bodies).exists()
    shown = Selection(timezone.localdate()).bodies.keys() & set(bodies)
    return _look_at(set(bodies)) if known or shown else 0


def _look_at(bodies: set[int]) -> int:
    """Look at all of some bodies, type by type; what is embedded comes before what embeds it.

    Each portion is written at once, so that a large council fits into memory; its moment
    lies as far ahead as the run may take, for it must not lie before the commit.
    """
    touched = all_of_bodies(bodies)
    known = PublishedObject.objects.public().filter(body_id__in=bodies)
    for kind, key in known.values_list("kind", "object_id"):
        touched.setdefault(Kind(kind), set()).add(key)
    touched[Kind.SYSTEM] = {THE_SYSTEM}
    number = sum(len(keys) for keys in touched.values())
    moment = timezone.now() + timedelta(seconds=number // PER_SECOND)
    with override("de"):
        return _write_all(Selection(timezone.localdate()), touched, moment)


def _write_all(selection: Selection, touched: Touched, moment: datetime) -> int:
    beyond: Touched = defaultdict(set)
    count = 0
    for kind in Kind:
        for batch in batches(touched.get(kind, ())):
            changes = differing(selection, kind, batch)
            if changes:
                for other, keys in neighbours(kind, changes).items():
                    beyond[other] |= keys - touched.get(other, set())
                write(changes, moment)
                count += len(changes)
    rest = {kind: keys for kind, keys in beyond.items() if keys}
    if rest and (changes := settle(selection, rest)):
        write(changes, moment)
        count += len(changes)
    return count


def _lock() -> None:
    """Wait until everybody else who publishes has committed.

    SQLite has one writer anyway. Taken after the lock of the event log, never before.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
