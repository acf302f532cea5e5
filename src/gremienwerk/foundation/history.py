"""Who changed what on a row, and can it be taken back? For "history" on any page."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Model, Q

from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.events.reads import SensitiveRead
from gremienwerk.foundation.events.revisions import WHOLE, label_of
from gremienwerk.foundation.undoable import is_field_undoable, is_undoable, kinds_of

NEWEST = 200

Field = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One fact about a row, or one field that it changed.

    `kind` is that of the event; `field` is empty where nothing was overwritten; `old` and
    `new` are None where they were erased, where nothing stood, or nothing was overwritten.
    With a field, `may_be_undone` is about it alone (`revision_id`), else about the whole act
    (`entry_id`).
    """

    at: datetime
    by_id: int
    by: str
    entry_id: int
    kind: str
    payload: dict[str, Any]
    field: str = ""
    language: str = ""
    old: Any = None
    new: Any = None
    is_erased: bool = False
    revision_id: int | None = None
    may_be_undone: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What one account did at one moment: its lines, the newest first, at least one.

    The newest fact is that of the verb; what it called stands below.
    """

    lines: Sequence[HistoryLine]

    @property
    def head(self) -> HistoryLine:
        """Return the fact that gives the act its name."""
        return self.lines[0]

    @property
    def way_back(self) -> HistoryLine | None:
        """Return the line whose entry takes the whole act back, if one does."""
        ways = (one for one in self.lines if one.may_be_undone and one.revision_id is None)
        return next(ways, None)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was changed by each entry, which change of a field is its last, what was one act."""

    changes: Mapping[int, Sequence[Revision]]
    last: Mapping[Field, int]
    acts: Mapping[tuple[int, datetime], set[str]]

    def is_last(self, revision: Revision) -> bool:
        """Tell whether nothing newer changed the field, or the row that came or went."""
        return self.last[_field(revision)] == revision.pk

    def may_go_back(self, entry: Entry) -> bool:
        """Tell whether the act of an entry can be taken back, as far as the entry tells."""
        changes = self.changes.get(entry.pk, ())
        kinds = self.acts.get((entry.actor_id, entry.recorded_at), set())
        return (
            bool(changes)
            and all(one.erased_at is None and self.is_last(one) for one in changes)
            and is_undoable(sorted(kinds))
        )


def history(row: Model, *, newest: int = NEWEST, also: Q | None = None) -> list[HistoryLine]:
    """Return what happened to `row`, the newest first; who only read it is left out. Four queries.

    Found are facts whose payload names the row as `<its model>_id`, changes of its fields, and
    the entries of `also`: facts about what belongs to it.
    """
    name = row._meta.model_name  # noqa: SLF001 -- Django's name
    label = label_of(row)
    changed = Revision.objects.filter(row_model=label, object_id=row.pk)
    about = (
        Q(**{f"payload__{name}_id": row.pk})
        | Q(**{f"payload__about__{name}_id": row.pk})
        | Q(pk__in=changed.values("entry"))
    )
    about = about if also is None else about | also
    found = Entry.objects.filter(about).exclude(kind=SensitiveRead.kind)
    entries = list(found.select_related("actor").order_by("-pk")[:newest])
    known = _known(entries)
    return [line for entry in entries for line in _lines(entry, (label, row.pk), known)]


def acts(lines: Iterable[HistoryLine]) -> list[Act]:
    """Return lines in the order of `history` as acts; one account at one moment is one act."""
    return [Act(list(found)) for _key, found in groupby(lines, lambda one: (one.at, one.by_id))]


def _known(entries: Sequence[Entry]) -> _Known:
    changes: dict[int, list[Revision]] = defaultdict(list)
    for one in Revision.objects.filter(entry__in=entries).order_by("-pk"):
        changes[one.entry_id or 0].append(one)
    rows = {(one.row_model, one.object_id) for found in changes.values() for one in found}
    newer = Revision.objects.filter(
        row_model__in={label for label, _key in rows}, object_id__in={key for _label, key in rows}
    )
    last: dict[Field, int] = {}
    columns = ("pk", "row_model", "object_id", "field", "language")
    for pk, *where in newer.order_by("pk").values_list(*columns):
        last[(where[0], where[1], where[2], where[3])] = pk
        last[(where[0], where[1], WHOLE, "")] = pk
    acts: dict[tuple[int, datetime], set[str]] = defaultdict(set)
    moments = {entry.recorded_at for entry in entries}
    together = Entry.objects.filter(recorded_at__in=moments).values_list(
        "actor_id", "recorded_at", "kind", "payload__kinds"
    )
    for actor, at, kind, kinds in together.distinct():
        acts[(actor, at)] |= set(kinds_of(kind, {"kinds": kinds or ()}))
    return _Known(changes, last, acts)


def _field(one: Revision) -> Field:
    return (one.row_model, one.object_id, one.field, one.language)


def _lines(entry: Entry, row: tuple[str, int], known: _Known) -> list[HistoryLine]:
    facts = {
        "at": entry.recorded_at,
        "by_id": entry.actor_id,
        "by": getattr(entry.actor, "name", ""),
        "entry_id": entry.pk,
        "kind": entry.kind,
        "payload": entry.payload,
    }
    changes = [
        one
        for one in known.changes.get(entry.pk, ())
        if (one.row_model, one.object_id) == row and one.field != WHOLE
    ]
    if not changes:
        return [HistoryLine(**facts, may_be_undone=known.may_go_back(entry))]
    whole = not any(is_field_undoable(entry, change) for change in changes)
    return [
        HistoryLine(
            **facts,
            field=change.field,
            language=change.language,
            old=value_of(change.old),
            new=value_of(change.new),
            is_erased=change.erased_at is not None,
            revision_id=None if whole else change.pk,
            may_be_undone=(change is changes[-1] and known.may_go_back(entry))
            if whole
            else change.erased_at is None and known.is_last(change),
        )
        for change in reversed(changes)
    ]


def value_of(kept: str) -> Any:  # noqa: ANN401 -- what JSON holds
    """Return a value of a revision; None where it was erased."""
    return json.loads(kept) if kept else None
