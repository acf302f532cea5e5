"""Merge two records of one person; nothing that belongs to either is lost.

Every row of every noun that points at the one is turned to the other, found by reflection:
a noun that is added later is carried along too. What was turned is kept, for `unmerge_people`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.edit_person import FIELDS
from gremienwerk.domain.people.models import KeptApart, MergeRecord, MovedRow, Person
from gremienwerk.domain.people.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import Record, whole_second

FILLED = tuple(name for name in FIELDS if name not in {"name", "language"})


@dataclass(frozen=True, slots=True)
class PeopleMerged(Event):
    """Two records are one: `person_ids` are the kept and the merged one."""

    kind = "people.merged"
    merge_id: int
    person_id: int
    person_ids: tuple[int, int]
    rows: int


class NotToBeMerged(Refusal):
    """Two living records of our own district are merged, with at most one account."""


class ConsentsContradict(Refusal):
    """What a person withdrew once must not return through the other record."""


@transaction.atomic
def merge_people(kept: Person, merged: Person, *, by: User, now: datetime) -> MergeRecord:
    """Turn everything of `merged` to `kept`; `merged` stays as a tombstone.

    Empty fields of `kept` are filled. Memberships stay as they are, even two in one body:
    whoever merges ends one of them.
    Raises `NotAllowed`, `NotToBeMerged`, `ConsentsContradict`.
    """
    pair = (
        Person.objects.select_for_update(of=("self",))
        .select_related("body")
        .in_bulk([kept.pk, merged.pk])
    )
    one, other = pair[kept.pk], pair[merged.pk]
    require(by, Can.MERGE, one)
    require(by, Can.MERGE, other)
    _check(one, other)
    moment = whole_second(now)
    record = MergeRecord.objects.create(
        kept=one, merged=other, filled=_fill(one, other), recorded_at=now, recorded_by=by
    )
    other.deleted_at = other.modified_at = one.modified_at = moment
    account, other.user = other.user_id, None
    other.save(update_fields=["deleted_at", "modified_at", "user"])
    if account is not None:
        one.user_id = account
        record.filled = [*record.filled, "user"]
        record.save(update_fields=["filled"])
    filled = [name for name in record.filled if name != "user"]
    changes = record_changes(one, filled, by=by, now=now)
    one.save(update_fields=[*record.filled, "modified_at"])
    rows = _turn(record, moment)
    ids = (one.pk, other.pk)
    event = PeopleMerged(
        merge_id=record.pk, person_id=ids[0], person_ids=ids, rows=rows, changes=changes
    )
    publish(event, by=by, at=now)
    return record


def _check(one: Person, other: Person) -> None:
    if one.pk == other.pk:
        raise NotToBeMerged(_("Choose two records."))
    if one.is_deleted or other.is_deleted:
        raise NotToBeMerged(_("One of these records is merged or deleted already."))
    if one.body_id != other.body_id or not one.body.is_own:
        raise NotToBeMerged(_("Only people of our own district are merged here."))
    if one.user_id is not None and other.user_id is not None:
        raise NotToBeMerged(
            _("Both records have an account; keep the record apart, or end one account first.")
        )
    for purpose in ConsentPurpose:
        _check_consents(one, other, purpose)


def _check_consents(one: Person, other: Person, purpose: ConsentPurpose) -> None:
    for holder, giver_up in ((one, other), (other, one)):
        valid = holder.consents.valid().filter(purpose=purpose).first()
        if giver_up.consents.valid().filter(purpose=purpose).exists():
            continue
        last = giver_up.consents.filter(purpose=purpose).aggregate(day=Max("withdrawn_on"))["day"]
        if valid is not None and last is not None and valid.given_on <= last:
            raise ConsentsContradict(
                _(
                    "One record agrees to “%(purpose)s”, the other withdrew it on %(day)s. "
                    "Ask the person, and withdraw or renew the consent first."
                )
                % {"purpose": purpose.label, "day": last.isoformat()}
            )


def _fill(one: Person, other: Person) -> list[str]:
    filled = [n for n in FILLED if not getattr(one, n) and getattr(other, n)]
    for name in filled:
        setattr(one, name, getattr(other, name))
    return filled


def pointing_at_people() -> Iterator[tuple[type[models.Model], str]]:
    """Yield every field of every noun that points at a person, merges themselves left out.

    Also those that Django hides (`related_name="+"`) and the tables between many and many.
    """
    for relation in Person._meta.get_fields(include_hidden=True):  # noqa: SLF001 -- Django's name
        if not isinstance(relation, models.ForeignObjectRel) or relation.many_to_many:
            continue
        model = relation.related_model
        if isinstance(model, type) and model not in {MergeRecord, KeptApart}:
            yield model, relation.field.name


def _turn(record: MergeRecord, moment: datetime) -> int:
    """Turn row by row: what would stand there twice (one valid consent) stays where it was."""
    number = 0
    for model, field in pointing_at_people():
        rows: Any = model._base_manager.filter(**{field: record.merged_id})  # noqa: SLF001
        kind = ContentType.objects.get_for_model(model)
        for key in list(rows.values_list("pk", flat=True).order_by("pk")):
            change: dict[str, Any] = {field: record.kept_id}
            if issubclass(model, Record):
                change["modified_at"] = moment
            try:
                with transaction.atomic():
                    rows.filter(pk=key).update(**change)
            except IntegrityError:
                continue
            MovedRow.objects.create(merge=record, content_type=kind, object_id=key, field=field)
            number += 1
    return number
