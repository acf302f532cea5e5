"""What does the source no longer have? Marked as gone, never removed, and never in doubt.

Rule: an object is gone by a tombstone, or by absence from a list that was read to its end,
confirmed by asking for it alone; never more at once than the loss threshold (source: importer
rule 5).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from gremienwerk.domain.meetings.models import AgendaItemFile, Meeting, MeetingFile
from gremienwerk.domain.mirror.choices import AnswerKind
from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.commands._batches import batches
from gremienwerk.domain.mirror.commands._state import KNOWN, Known, State, known_of
from gremienwerk.domain.mirror.fetching.answers import Request
from gremienwerk.domain.mirror.mapping.cutting import PARENT
from gremienwerk.domain.mirror.models import MirrorObject
from gremienwerk.domain.mirror.queries import MODELS
from gremienwerk.domain.mirror.replay import LISTED, Replay
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.models import PaperFile, PaperLocation

FEW: Final = 200  # with fewer objects of a type
FEW_MAY_GO: Final = 20  # so many may vanish at once
SHARE: Final = 0.1  # else this share
ABSENT: Final = (  # what was there, and is named nowhere in this run
    "FROM known k WHERE k.type = ?1 AND k.is_gone = 0"
    " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.key = k.key)"
    " AND NOT EXISTS (SELECT 1 FROM present p WHERE p.key = k.key)"
)
WITH_ITS_WHOLE: Final = "EXISTS (SELECT 1 FROM gone g WHERE g.key = k.parent)"
CONFIRMED: Final = "EXISTS (SELECT 1 FROM confirmed c WHERE c.key = k.key)"
STATED: Final = (
    "EXISTS (SELECT 1 FROM entry h WHERE h.key = k.parent"
    " AND instr(',' || h.stated || ',', ',' || k.type || ','))"
)
EXAMPLE: Final = 2


def may_vanish(live: int, confirmed: int = 0) -> float:
    """Return how many of `live` objects may vanish at once; `confirmed` by a person."""
    return max(FEW_MAY_GO if live < FEW else live * SHARE, confirmed)


def _live(replay: Replay, object_type: T) -> int:
    query = "SELECT count(*) FROM known WHERE type = ? AND is_gone = 0"
    return replay.stage.scratch.number(query, object_type.value)


def _missing(replay: Replay, object_type: T, condition: str = "1") -> int:
    query = f"SELECT count(*) {ABSENT} AND {condition}"
    return replay.stage.scratch.number(query, object_type.value)


def _absent(replay: Replay, object_type: T, condition: str = "1") -> Iterator[Known]:
    query = f"SELECT {KNOWN} {ABSENT} AND {condition} ORDER BY k.pk"
    yield from map(known_of, replay.stage.scratch.rows(query, object_type.value))


def _is_sure(replay: Replay, object_type: T) -> bool:
    """Test whether absence means anything: all was asked for, and all of it came."""
    is_read = replay.is_full and replay.is_complete(object_type)
    return is_read and replay.counts_all(object_type)


def doubtful(replay: Replay) -> Iterator[Request]:
    """Yield requests for what is missing in lists that were read to their end.

    Nothing is asked where more is missing than may vanish: a person has to look first.
    """
    for object_type in LISTED:
        missing = _missing(replay, object_type) if _is_sure(replay, object_type) else 0
        if missing and missing <= may_vanish(_live(replay, object_type)):
            for one in _absent(replay, object_type):
                yield Request(one.url, AnswerKind.SINGLE, object_type)


def moved_ids(replay: Replay, confirmed: Mapping[str, int]) -> dict[T, str]:
    """Return the types whose ids seem to have moved, and an example of each.

    Rule: ids change their form when a source moves to another system; then as many objects
    come anew as vanish, and importing them would double everything (source: vendor table,
    row 12).
    """
    found = {}
    scratch = replay.stage.scratch
    new = (
        "FROM entry e WHERE e.type = ? AND e.is_dead = 0"
        " AND NOT EXISTS (SELECT 1 FROM known k WHERE k.key = e.key)"
    )
    for object_type in LISTED:
        if not _is_sure(replay, object_type):
            continue
        lost = _missing(replay, object_type)
        if lost <= may_vanish(_live(replay, object_type), confirmed.get(object_type, 0)):
            continue
        came = scratch.number(f"SELECT count(*) {new}", object_type.value)
        if 2 * came >= lost:
            old = next(_absent(replay, object_type)).url
            row = scratch.row(f"SELECT e.url {new} ORDER BY e.seq", object_type.value)
            found[object_type] = f"{lost} / {came}: {old} / {row[0] if row else ''}"
    return found


def mark_gone(state: State) -> None:
    """Mark what the source no longer has, parts with their whole."""
    replay = state.replay
    state.scratch.do("INSERT OR IGNORE INTO gone SELECT key FROM entry WHERE is_dead")
    for object_type in (*LISTED, *PARENT, T.FILE, T.LOCATION):
        missing = _missing(replay, object_type)
        if not missing:
            continue
        certain, doubted = _divide(state, object_type)
        allowed = may_vanish(_live(replay, object_type), _confirmed(state, object_type))
        kept = missing - len(certain) - len(doubted) if object_type in LISTED else 0
        if len(doubted) > allowed:
            kept, doubted = kept + len(doubted), []
        counts, gone = state.counts[object_type], [*certain, *doubted]
        counts["gone"] += len(gone)
        counts["withheld"] += kept if replay.is_full else 0
        state.scratch.put(
            "INSERT OR IGNORE INTO gone SELECT key FROM known WHERE pk = ? AND type = ?",
            ((one.pk, object_type.value) for one in gone),
        )
        _bury(state, gone)  # at once: what only they used is gone next


def _confirmed(state: State, object_type: T) -> int:
    found: int = state.source.loss_confirmed.get(object_type, 0)
    return found


def _divide(state: State, object_type: T) -> tuple[list[Known], list[Known]]:
    """Return what is gone with its whole, and what is gone by mere absence."""
    replay = state.replay
    if not replay.counts_all(object_type):
        return [], []
    if object_type in PARENT:
        certain = list(_absent(replay, object_type, WITH_ITS_WHOLE))
        return certain, list(_absent(replay, object_type, f"{STATED} AND NOT {WITH_ITS_WHOLE}"))
    if object_type in LISTED:
        if not _is_sure(replay, object_type):
            return [], []
        missing = _missing(replay, object_type)
        usual = may_vanish(_live(replay, object_type))
        is_believed = usual < missing <= _confirmed(state, object_type)
        return [], list(_absent(replay, object_type, "1" if is_believed else CONFIRMED))
    if not replay.is_whole or not replay.is_full:
        return [], []
    absent = list(_absent(replay, object_type))
    used = _used(object_type, [one.row_id for one in absent if one.row_id])
    return [], [one for one in absent if one.row_id not in used]


def _used(object_type: T, rows: list[int]) -> set[int]:
    """Return which files or places something living still refers to."""
    links: Iterable[tuple[type, str]] = (
        ((MeetingFile, "meeting"), (AgendaItemFile, "agenda_item"), (PaperFile, "paper"))
        if object_type == T.FILE
        else ((PaperLocation, "paper"),)
    )
    column = "file" if object_type == T.FILE else "location"
    used: set[int] = set()
    for batch in batches(rows, 500):
        for model, owner in links:
            alive = {f"{column}__in": batch, f"{owner}__deleted_at": None}
            used |= set(model.objects.filter(**alive).values_list(column, flat=True))  # type: ignore[attr-defined]  # any model
        if object_type == T.LOCATION:
            for owner_model in (Meeting, Organization):
                living = owner_model.objects.alive().filter(location__in=batch)
                used |= set(living.values_list("location", flat=True))
    return used


def _bury(state: State, gone: list[Known]) -> None:
    rows: dict[T, list[int]] = defaultdict(list)
    for one in gone:
        if one.row_id is not None:
            rows[one.object_type].append(one.row_id)
    for object_type, keys in rows.items():
        for batch in batches(keys, 500):
            living = MODELS[object_type]._default_manager.filter(pk__in=batch, deleted_at=None)  # noqa: SLF001
            living.update(deleted_at=state.now, modified_at=state.now)
    for chunk in batches([one.pk for one in gone], 500):
        MirrorObject.objects.filter(pk__in=chunk).update(gone_at_source=state.now)
