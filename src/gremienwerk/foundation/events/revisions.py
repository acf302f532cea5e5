"""What did a value read before it was overwritten? Write it down, and forget it on demand.

A command sets its fields, then calls `record_changes` before `save`, and hands the hashes to
its event:

    row.role = role
    changes = record_changes(row, ["role"], by=by, now=now)
    row.save(update_fields=["role"])
    publish(MemberAppointed(..., changes=changes), by=by, at=now)

What was not changed is not recorded. Encrypted fields are never recorded. A row that came is
recorded by `record_added` after it was saved, one that goes by `record_removed` before: so
that all of an act can be taken back.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, QuerySet

from gremienwerk.foundation.events.chain import locked_head, moment
from gremienwerk.foundation.events.models import Revision

WHOLE = "*"  # in place of a field: the row itself came or went


@dataclass(frozen=True, slots=True)
class Change:
    """What a field read and reads; `language` for a translation, else empty."""

    field: str
    old: Any
    new: Any
    language: str = ""


def record_changes(
    row: Model, fields: Iterable[str], *, by: AbstractBaseUser, now: datetime
) -> tuple[str, ...]:
    """Record how `row` differs from what is stored, in `fields`; return the hashes. Two queries.

    Call it inside the command, after the fields were set and before the row is saved.
    """
    columns = [column_of(row, name) for name in fields]
    rows = type(row)._base_manager.filter(pk=row.pk)  # noqa: SLF001 -- drafts too
    stored = rows.values(*(column.attname for column in columns)).first()
    if stored is None:
        return ()
    pairs = [(c.name, stored[c.attname], getattr(row, c.attname)) for c in columns]
    return record(row, [Change(*pair) for pair in pairs], by=by, now=now)


def record_change(
    row: Model, change: Change, *, by: AbstractBaseUser, now: datetime
) -> tuple[str, ...]:
    """Record one change whose old value the caller knows; return its hash, or nothing."""
    return record(row, [change], by=by, now=now)


def record_added(*rows: Model, by: AbstractBaseUser, now: datetime) -> tuple[str, ...]:
    """Record that `rows` came, after they were saved; return the hashes."""
    return _record([(row, Change(WHOLE, None, new=True)) for row in rows], by=by, now=now)


def record_removed(
    *rows: Model, by: AbstractBaseUser, now: datetime, keep: bool = True
) -> tuple[str, ...]:
    """Record that `rows` go, before they are deleted; return the hashes.

    Without `keep` nothing of them is kept, and nobody can bring them back.
    """
    changes = [(row, Change(WHOLE, _columns(row) if keep else {}, None)) for row in rows]
    return _record(changes, by=by, now=now)


def _columns(row: Model) -> dict[str, Any]:
    fields = row._meta.concrete_fields  # noqa: SLF001 -- Django's name
    return {column_of(row, one.name).attname: getattr(row, one.attname) for one in fields}


def record(
    row: Model, changes: Iterable[Change], *, by: AbstractBaseUser, now: datetime
) -> tuple[str, ...]:
    """Record `changes` of `row`, as far as they change something; return the hashes."""
    return _record([(row, change) for change in changes], by=by, now=now)


def _record(
    changes: Iterable[tuple[Model, Change]], *, by: AbstractBaseUser, now: datetime
) -> tuple[str, ...]:
    pairs = [(row, one, as_text(one.old), as_text(one.new)) for row, one in changes]
    pairs = [found for found in pairs if found[2] != found[3]]
    if not pairs:
        return ()
    head = locked_head()
    made = [
        Revision(
            pk=head.revisions + place,
            row_model=label_of(row),
            object_id=row.pk,
            field=change.field,
            language=change.language,
            old=old,
            new=new,
            salt=secrets.token_hex(16),
            recorded_at=now,
            by_id=by.pk,
        )
        for place, (row, change, old, new) in enumerate(pairs, 1)
    ]
    for revision in made:
        revision.values_hash = digest_of_values(revision)
        revision.hash = digest(revision)
    Revision.objects.bulk_create(made)
    head.revisions += len(made)
    head.save(update_fields=["revisions"])
    return tuple(revision.hash for revision in made)


def as_text(value: object) -> str:
    """Return a value as JSON, the form in which it is kept; the same value, the same text."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(UTC)
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)


def read_back(row: Model, revision: Revision) -> Any:  # noqa: ANN401 -- any column's value
    """Return the old value of `revision`, as a value of its column."""
    value = json.loads(revision.old)
    return value if revision.language else _typed(column_of(row, revision.field), value)


def read_row(model: type[Model], revision: Revision) -> Model | None:
    """Return the row that `revision` removed as it was, unsaved; None if nothing was kept of it."""
    kept: dict[str, Any] = json.loads(revision.old) or {}
    columns = {one.attname: one for one in model._meta.concrete_fields}  # noqa: SLF001
    if not kept or set(kept) != set(columns):
        return None
    return model(**{name: _typed(columns[name], value) for name, value in kept.items()})


def _typed(column: "Field[Any, Any]", value: Any) -> Any:  # noqa: ANN401 -- any column's value
    if value is None:
        return None
    return (column.target_field if column.is_relation else column).to_python(value)  # type: ignore[attr-defined]  # any column


def digest_of_values(revision: Revision) -> str:
    """Return the SHA-256 of what can be erased, as 64 hex digits."""
    return _sha256([revision.salt, revision.old, revision.new])


def digest(revision: Revision) -> str:
    """Return the SHA-256 of all that a revision says, as 64 hex digits."""
    return _sha256(
        [
            revision.pk,
            revision.row_model,
            revision.object_id,
            revision.field,
            revision.language,
            revision.values_hash,
            moment(revision.recorded_at),
            revision.by_id,
        ]
    )


def _sha256(said: list[Any]) -> str:
    line = json.dumps(said, separators=(",", ":"), ensure_ascii=False)
    return sha256(line.encode()).hexdigest()


def erase(revisions: QuerySet[Revision], *, now: datetime) -> tuple[str, ...]:
    """Forget the values of `revisions`; return their hashes.

    Its caller publishes them as `erased` of an event: what was erased otherwise is a break.
    """
    open_ones = revisions.filter(erased_at=None)
    hashes = tuple(open_ones.order_by("pk").values_list("hash", flat=True))
    Revision.objects.filter(hash__in=hashes).update(old="", new="", salt="", erased_at=now)
    return hashes


def label_of(row: Model | type[Model]) -> str:
    """Return the label under which changes of a model's rows are recorded."""
    return row._meta.label_lower  # noqa: SLF001 -- Django's name


def column_of(row: Model, name: str) -> "Field[Any, Any]":
    """Return a column whose changes may be recorded; raise if `name` is none."""
    column = row._meta.get_field(name)  # noqa: SLF001 -- Django's name
    if not isinstance(column, Field):
        message = f"{name} is no column of {label_of(row)}"
        raise TypeError(message)
    if getattr(column, "is_encrypted", False):
        message = f"{name} is encrypted: its values are not for the log"
        raise ValueError(message)
    return column
