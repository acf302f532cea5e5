"""Map what a run read: raw answers become rows, in one transaction, without the network."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.choices import RunState
from gremienwerk.domain.mirror.commands._gone import mark_gone
from gremienwerk.domain.mirror.commands._links import link_rows
from gremienwerk.domain.mirror.commands._lock import beat
from gremienwerk.domain.mirror.commands._record import (
    write_objects,
    write_references,
    write_refusals,
    write_source,
)
from gremienwerk.domain.mirror.commands._rows import import_type
from gremienwerk.domain.mirror.commands._state import State, known_objects, owners_to_retry
from gremienwerk.domain.mirror.mapping.cutting import MAPPING_VERSION
from gremienwerk.domain.mirror.mapping.stage import Entry
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.domain.mirror.replay import Replay
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish

WRITTEN = ("new", "changed", "gone")


@dataclass(frozen=True, slots=True)
class MirrorChanged(Event):
    """A run wrote objects of one type; one event per run and type."""

    kind = "mirror.changed"
    source_id: int
    run_id: int
    object_type: str
    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class MirrorSynced(Event):
    """A run ended; `is_complete`: every list was read to its end."""

    kind = "mirror.synced"
    source_id: int
    run_id: int
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Mapping:
    """What is to be mapped: a run's answers, read; `token` proves the lock.

    `is_forced`: objects that did not change are mapped anew too.
    """

    run: MirrorRun
    replay: Replay
    token: str
    is_forced: bool = False


@transaction.atomic
def remap(mapping: Mapping, *, by: User, now: datetime) -> MirrorRun:
    """Bring the rows of a source up to what its answers say; a second time changes nothing.

    Raises `NotAllowed`, `LockLost`.
    """
    run, replay = mapping.run, mapping.replay
    source = MirrorSource.objects.select_for_update().get(pk=run.source_id)
    require(by, Can.SYNC, source)
    beat(source, mapping.token, now=now)
    known = known_objects(source)
    rows = {at: one.row_id for at, one in known.items() if one.row_id is not None}
    state = State(source, run, replay, now, known, rows, mapping.is_forced)
    state.retried = owners_to_retry(source, replay.stage.entries.keys() | known.keys())
    _import(state)
    _finish(state)
    for object_type, counts in state.counts.items():
        if any(counts[word] for word in WRITTEN):
            numbers = {word: counts[word] for word in WRITTEN}
            changed = MirrorChanged(
                source_id=source.pk, run_id=run.pk, object_type=object_type, changes=(), **numbers
            )
            publish(changed, by=by, at=now)
    synced = MirrorSynced(source_id=source.pk, run_id=run.pk, is_complete=bool(run.is_complete))
    publish(synced, by=by, at=now)
    return run


def _import(state: State) -> None:
    """Write rows in the order of their references, then links, then what is gone."""
    by_type: dict[T, list[tuple[str, Entry]]] = {object_type: [] for object_type in T}
    for at, entry in state.replay.stage.entries.items():
        by_type[entry.object_type].append((at, entry))
        if entry.is_tombstone:
            state.gone.add(at)
    for object_type in T:
        import_type(state, object_type, by_type[object_type])
    link_rows(state)
    write_objects(state)
    mark_gone(state)
    write_references(state)
    write_refusals(state)
    write_source(state)


def _finish(state: State) -> None:
    """Close the run with its report."""
    run, source = state.run, state.source
    run.is_complete = state.replay.is_whole
    run.state, run.finished_at = RunState.DONE, state.now
    run.mapping_version = MAPPING_VERSION
    run.counts = {str(kind): dict(+counts) for kind, counts in state.counts.items()}
    run.lists = {str(kind): state.replay.is_complete(kind) for kind in T}
    run.save(
        update_fields=[
            *("is_complete", "state", "finished_at", "mapping_version", "counts", "lists")
        ]
    )
    if run.is_complete:
        source.last_success_at = max(state.run.started_at, source.last_success_at or run.started_at)
    source.save(update_fields=["last_success_at", "license", "label"])
