"""Can the last change be taken back? Where a field is listed, as long as nothing newer came.

What can be taken back, and who may, stands on one page: `gremienwerk/undoing.py`. The old
value is written as a change of its own, so that the log tells both and the undoing can be
undone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from gremienwerk.foundation.access import Permission, require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.models import Revision
from gremienwerk.foundation.events.revisions import (
    Change,
    as_text,
    column_of,
    label_of,
    read_back,
    record,
)
from gremienwerk.foundation.records import Record, whole_second
from gremienwerk.foundation.texts.models import Translation
from gremienwerk.foundation.texts.write import Rendering, translate


@dataclass(frozen=True, slots=True)
class ChangeUndone(Event):
    """A field of a row reads as before; `row_model` is the label of its model."""

    kind = "events.change_undone"
    row_model: str
    object_id: int
    field: str
    language: str
    revision_id: int


class NotToBeUndone(Refusal):
    """Something newer was written, the value was erased, or the domain does not allow it."""


@dataclass(frozen=True, slots=True)
class Way:
    """Who may take a field back, and what its old value must still pass."""

    permission: Permission[Any, Any]
    check: Callable[[Any, str, Any], object] | None = None


_ways: dict[tuple[str, str], Way] = {}


def undoable(
    model: type[Model],
    fields: Iterable[str],
    permission: Permission[Any, Any],
    check: Callable[[Any, str, Any], object] | None = None,
) -> None:
    """Let changes of `fields` be taken back by whoever holds `permission` on the row.

    `check(row, field, value)` raises a `Refusal` if the old value does not fit any more.
    """
    for name in fields:
        _ways[(label_of(model), name)] = Way(permission, check)


def is_undoable(row_model: str, field: str) -> bool:
    """Tell whether the domain allows to take such a change back."""
    return (row_model, field) in _ways


@transaction.atomic
def undo(revision_id: int, *, by: AbstractBaseUser, now: datetime) -> Revision:
    """Let a field read as before the change `revision_id`; return that revision.

    Raises `NotAllowed`, `NotToBeUndone`, and what the check of the field raises.
    """
    revision = Revision.objects.get(pk=revision_id)
    way = _ways.get((revision.row_model, revision.field))
    if way is None:
        raise NotToBeUndone(_("This cannot be taken back. Change it by hand."))
    row = _locked(revision)
    require(by, way.permission, row)
    if revision.erased_at is not None:
        raise NotToBeUndone(_("The old value was erased; nobody knows it any more."))
    if as_text(_current(row, revision)) != revision.new or _is_overtaken(revision):
        raise NotToBeUndone(
            _("This was changed again since; take back the newer change, or change it by hand.")
        )
    old = read_back(row, revision)
    if way.check is not None:
        way.check(row, revision.field, old)
    change = Change(revision.field, _current(row, revision), old, revision.language)
    changes = record(row, [change], by=by, now=now)
    _write(row, revision, old, now=now)
    event = ChangeUndone(
        row_model=revision.row_model,
        object_id=revision.object_id,
        field=revision.field,
        language=revision.language,
        revision_id=revision.pk,
        changes=changes,
    )
    publish(event, by=by, at=now)
    return revision


def _locked(revision: Revision) -> Model:
    model = apps.get_model(revision.row_model)
    rows = model._base_manager.select_for_update(of=("self",))  # noqa: SLF001 -- drafts too
    row: Model | None = rows.filter(pk=revision.object_id).first()
    if row is None or getattr(row, "deleted_at", None) is not None:
        raise NotToBeUndone(_("What was changed is not there any more."))
    return row


def _is_overtaken(revision: Revision) -> bool:
    return Revision.objects.filter(
        row_model=revision.row_model,
        object_id=revision.object_id,
        field=revision.field,
        language=revision.language,
        pk__gt=revision.pk,
    ).exists()


def _current(row: Model, revision: Revision) -> Any:  # noqa: ANN401 -- any column
    if not revision.language:
        return getattr(row, column_of(row, revision.field).attname)
    found = Translation.objects.filter(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        field=revision.field,
        language=revision.language,
    )
    return found.values_list("text", flat=True).first() or ""


def _write(row: Model, revision: Revision, value: Any, *, now: datetime) -> None:  # noqa: ANN401
    fields = []
    if revision.language:
        translate(row, revision.field, Rendering(revision.language, value), now=whole_second(now))
    else:
        setattr(row, column_of(row, revision.field).attname, value)
        fields.append(revision.field)
    if isinstance(row, Record):
        row.modified_at = whole_second(now)
        fields.append("modified_at")
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise NotToBeUndone(
            _("The old value does not fit to what was written since. Change it by hand.")
        ) from error
    if fields:
        row.save(update_fields=fields)
