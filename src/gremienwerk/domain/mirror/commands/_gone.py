"""What does the source no longer have? Marked as gone, never removed, and never in doubt.

Rule: an object is gone by a tombstone, or by absence from a list that was read to its end,
confirmed by asking for it alone; never more at once than the loss threshold (source: importer
rule 5).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from gremienwerk.domain.meetings.models import AgendaItemFile, Meeting, MeetingFile
from gremienwerk.domain.mirror.choices import AnswerKind
from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.commands._rows import batches
from gremienwerk.domain.mirror.commands._state import Known, State
from gremienwerk.domain.mirror.fetching.answers import Request
from gremienwerk.domain.mirror.mapping.cutting import PARENT
from gremienwerk.domain.mirror.mapping.values import key
from gremienwerk.domain.mirror.models import MirrorObject
from gremienwerk.domain.mirror.queries import MODELS
from gremienwerk.domain.mirror.replay import LISTED, Replay
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.models import PaperFile, PaperLocation

FEW: Final = 200  # with fewer objects of a type
FEW_MAY_GO: Final = 20  # so many may vanish at once
SHARE: Final = 0.1  # else this share


def _may_vanish(live: int) -> float:
    return FEW_MAY_GO if live < FEW else live * SHARE


def doubtful(replay: Replay, known: dict[str, Known]) -> Iterator[Request]:
    """Yield requests for what is missing in lists that were read to their end.

    Nothing is asked where more is missing than may vanish: a person has to look first.
    """
    absent: dict[T, list[Known]] = defaultdict(list)
    live: dict[T, int] = defaultdict(int)
    present = replay.present
    for at, one in known.items():
        if one.object_type in LISTED and not one.is_gone:
            live[one.object_type] += 1
            if at not in present:
                absent[one.object_type].append(one)
    for object_type, missing in absent.items():
        is_sure = replay.is_complete(object_type) and replay.counts_all(object_type)
        if is_sure and len(missing) <= _may_vanish(live[object_type]):
            for one in missing:
                yield Request(one.url, AnswerKind.SINGLE, object_type)


def mark_gone(state: State) -> None:
    """Mark what the source no longer has, parts with their whole."""
    live: dict[T, int] = defaultdict(int)
    absent: dict[T, dict[str, Known]] = defaultdict(dict)
    present = state.replay.present
    for at, one in state.known.items():
        if not one.is_gone:
            live[one.object_type] += 1
            if at not in present:
                absent[one.object_type][at] = one
    for object_type in (*LISTED, *PARENT, T.FILE, T.LOCATION):
        certain, doubted = _divide(state, object_type, absent[object_type])
        if len(doubted) > _may_vanish(live[object_type]):
            doubted = {}
        gone = certain | doubted
        counts, left = state.counts[object_type], len(absent[object_type]) - len(gone)
        counts["gone"] += len(gone)
        if object_type in LISTED:
            counts["withheld"] += left
        state.gone |= gone.keys()
        _bury(state, list(gone.values()))  # at once: what only they used is gone next


def _divide(
    state: State, object_type: T, absent: dict[str, Known]
) -> tuple[dict[str, Known], dict[str, Known]]:
    """Return what is gone with its whole, and what is gone by mere absence."""
    replay = state.replay
    if not absent or not replay.counts_all(object_type):
        return {}, {}
    if object_type in PARENT:
        certain = {at: one for at, one in absent.items() if key(one.parent) in state.gone}
        stated = {
            at: one
            for at, one in absent.items()
            if at not in certain and (key(one.parent), object_type) in replay.stage.stated
        }
        return certain, stated
    if object_type in LISTED:
        is_sure = replay.is_complete(object_type)
        return {}, {at: o for at, o in absent.items() if is_sure and at in replay.confirmed}
    if not replay.is_whole:
        return {}, {}
    used = _used(object_type, [one.row_id for one in absent.values() if one.row_id])
    return {}, {at: one for at, one in absent.items() if one.row_id not in used}


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
            used |= set(model.objects.filter(**alive).values_list(column, flat=True))  # type: ignore[attr-defined]
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
