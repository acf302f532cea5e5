"""Map what a run read: raw answers become rows, in one transaction, without the network."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.choices import Reason, RunState
from gremienwerk.domain.mirror.commands._gone import mark_gone, moved_ids
from gremienwerk.domain.mirror.commands._links import link_rows
from gremienwerk.domain.mirror.commands._lock import beat
from gremienwerk.domain.mirror.commands._record import (
    write_references,
    write_refusals,
    write_source,
)
from gremienwerk.domain.mirror.commands._rows import import_type
from gremienwerk.domain.mirror.commands._state import State, load_known, note_owners_to_retry
from gremienwerk.domain.mirror.mapping.cutting import MAPPING_VERSION
from gremienwerk.domain.mirror.mapping.guesses import guess_items
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource
from gremienwerk.domain.mirror.news import news_of
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.domain.mirror.replay import Refused, Replay
from gremienwerk.foundation.access import require
from gremienwerk.foundation.estimates import renew_estimates
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
    load_known(source, replay.stage.scratch)
    note_owners_to_retry(source, replay.stage.scratch)
    state = State(source, run, replay, now, mapping.is_forced)
    guess_items(replay.stage)
    moved = moved_ids(replay, source.loss_confirmed)
    if moved:
        state.refused += [
            Refused(t, "", Reason.IDS_MOVED, why, is_page=True) for t, why in moved.items()
        ]
        write_refusals(state)
    else:
        _import(state)
    _finish(state, is_believed=not moved)
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
    for object_type in T:
        import_type(state, object_type)
    link_rows(state)
    mark_gone(state)
    write_references(state)
    write_refusals(state)
    write_source(state)
    renew_estimates(sum(counts[word] for counts in state.counts.values() for word in WRITTEN))


def _finish(state: State, *, is_believed: bool) -> None:
    """Close the run with its report; a confirmation of loss is used up by a full walk."""
    run, source, replay = state.run, state.source, state.replay
    run.is_complete = replay.is_whole and is_believed
    run.state, run.finished_at = RunState.DONE, state.now
    run.mapping_version = MAPPING_VERSION
    run.counts = {str(kind): dict(+counts) for kind, counts in state.counts.items()}
    run.news = news_of(run)
    run.lists = {str(kind): replay.is_complete(kind) for kind in T}
    run.save(
        update_fields=[
            *("is_complete", "state", "finished_at", "mapping_version", "counts", "lists"),
            "news",
        ]
    )
    if run.is_complete:
        source.rests_until = None
        source.last_success_at = max(run.started_at, source.last_success_at or run.started_at)
        if replay.is_full:
            source.loss_confirmed = {}
    source.save(
        update_fields=["last_success_at", "license", "label", "loss_confirmed", "rests_until"]
    )
