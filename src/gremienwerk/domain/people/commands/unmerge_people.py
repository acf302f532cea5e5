"""Take a merge back: each of the two records gets back what it had."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.models import MergeRecord, Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import Record, whole_second


@dataclass(frozen=True, slots=True)
class PeopleUnmerged(Event):
    """Two records are two again."""

    kind = "people.unmerged"
    merge_id: int
    person_id: int
    person_ids: tuple[int, int]
    rows: int


class NotToBeUnmerged(Refusal):
    """A merge is taken back once, the last one first."""


@transaction.atomic
def unmerge_people(merge: MergeRecord, *, by: User, now: datetime) -> MergeRecord:
    """Give the merged record its life and its rows back; what came since stays with the kept.

    Raises `NotAllowed`, `NotToBeUnmerged`.
    """
    record = MergeRecord.objects.select_for_update().get(pk=merge.pk)
    pair = (
        Person.objects.select_for_update(of=("self",))
        .select_related("body")
        .in_bulk([record.kept_id, record.merged_id])
    )
    kept, merged = pair[record.kept_id], pair[record.merged_id]
    require(by, Can.MERGE, kept)
    if record.undone_at is not None:
        raise NotToBeUnmerged(_("This merge was taken back already."))
    if kept.is_deleted:
        raise NotToBeUnmerged(_("The record was merged on since; take that merge back first."))
    moment = whole_second(now)
    _give_back_fields(record, kept, merged)
    kept.modified_at = merged.modified_at = moment
    merged.deleted_at = None
    filled = [name for name in record.filled if name != "user"]
    changes = record_changes(kept, filled, by=by, now=now)
    kept.save(update_fields=[*record.filled, "modified_at"])  # an account has one person at a time
    merged.save(update_fields=["deleted_at", "modified_at", "user"])
    rows = _turn_back(record, moment)
    record.undone_at = now
    record.save(update_fields=["undone_at"])
    ids = (kept.pk, merged.pk)
    event = PeopleUnmerged(
        merge_id=record.pk, person_id=ids[0], person_ids=ids, rows=rows, changes=changes
    )
    publish(event, by=by, at=now)
    return record


def _give_back_fields(record: MergeRecord, kept: Person, merged: Person) -> None:
    for name in record.filled:
        if name == "user":
            merged.user_id, kept.user_id = kept.user_id, None
        elif getattr(kept, name) == getattr(merged, name):
            setattr(kept, name, "")


def _turn_back(record: MergeRecord, moment: datetime) -> int:
    """Turn back those rows that still point at the kept record."""
    number = 0
    for moved in record.moved.select_related("content_type").order_by("pk"):
        model: Any = moved.content_type.model_class()
        if model is None:
            continue
        change: dict[str, Any] = {moved.field: record.merged_id}
        if issubclass(model, Record):
            change["modified_at"] = moment
        rows = model._base_manager.filter(**{"pk": moved.object_id, moved.field: record.kept_id})  # noqa: SLF001
        number += rows.update(**change)
    return number
