"""Who changed what on a row, and can it be taken back? For "history" on any page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.events.revisions import label_of
from gremienwerk.foundation.undo import is_undoable

NEWEST = 200


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One fact about a row, or one field that it changed.

    `kind` is that of the event; `field` is empty where nothing was overwritten; `old` and
    `new` are None where they were erased, where nothing stood, or nothing was overwritten.
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


def history(row: Model, *, newest: int = NEWEST) -> list[HistoryLine]:
    """Return what happened to `row`, the newest first. Two queries.

    Found are facts whose payload names the row as `<its model>_id`, and changes of its fields.
    """
    name = row._meta.model_name  # noqa: SLF001 -- Django's name
    label = label_of(row)
    changed = Revision.objects.filter(row_model=label, object_id=row.pk)
    about = Q(**{f"payload__{name}_id": row.pk}) | Q(pk__in=changed.values("entry"))
    entries = Entry.objects.filter(about).select_related("actor").order_by("-pk")[:newest]
    changes: dict[int, list[Revision]] = {}
    newest_of: dict[tuple[str, str], int] = {}
    for revision in changed.order_by("-pk"):
        newest_of.setdefault((revision.field, revision.language), revision.pk)
        if revision.entry_id is not None:
            changes.setdefault(revision.entry_id, []).append(revision)
    last = set(newest_of.values())
    return [line for entry in entries for line in _lines(entry, changes.get(entry.pk, []), last)]


def _lines(entry: Entry, changes: Sequence[Revision], last: set[int]) -> list[HistoryLine]:
    facts = {
        "at": entry.recorded_at,
        "by_id": entry.actor_id,
        "by": getattr(entry.actor, "name", ""),
        "entry_id": entry.pk,
        "kind": entry.kind,
        "payload": entry.payload,
    }
    if not changes:
        return [HistoryLine(**facts)]
    return [
        HistoryLine(
            **facts,
            field=change.field,
            language=change.language,
            old=value_of(change.old),
            new=value_of(change.new),
            is_erased=change.erased_at is not None,
            revision_id=change.pk,
            may_be_undone=change.pk in last
            and change.erased_at is None
            and is_undoable(change.row_model, change.field),
        )
        for change in reversed(changes)
    ]


def value_of(kept: str) -> Any:  # noqa: ANN401 -- what JSON holds
    """Return a value of a revision; None where it was erased."""
    return json.loads(kept) if kept else None
