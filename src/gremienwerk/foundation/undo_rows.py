"""How does one row read as before? Fields are written back, what came goes, what went comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.events.revisions import (
    WHOLE,
    Change,
    as_text,
    column_of,
    read_back,
    read_row,
    record,
    record_added,
    record_removed,
)
from gremienwerk.foundation.records import Record, whole_second
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE, Translation
from gremienwerk.foundation.texts.write import Rendering, translate
from gremienwerk.foundation.undoable import Going, NotToBeUndone, Way, counted, going_of
from gremienwerk.foundation.wording import moment_words


@dataclass(frozen=True, slots=True)
class Back:
    """By which way, by whom and when something is taken back."""

    way: Way
    by: AbstractBaseUser
    now: datetime

    def check(self, row: Model, name: str, value: Any) -> None:  # noqa: ANN401 -- any column
        """Raise a `Refusal` if an old value does not fit any more."""
        if self.way.check is not None:
            self.way.check(row, name, value)

    def check_row(self, row: Model) -> None:
        """Raise a `Refusal` if a row does not fit any more once the old values stand in it."""
        if self.way.whole is not None:
            self.way.whole(row, self.now)


def row_back(
    model: type[Model], key: int, revisions: Sequence[Revision], back: Back
) -> tuple[str, ...]:
    """Let one row be as before its `revisions`, the newest first; return the new hashes.

    Raises `NotToBeUndone`, and what the check of the way raises.
    """
    hashes: tuple[str, ...] = ()
    if revisions[0].field == WHOLE and revisions[0].new == "null":
        hashes = _come_back(model, revisions[0], back)
        revisions = revisions[1:]
    if not revisions:
        return hashes
    rows = model._base_manager.select_for_update(of=("self",))  # noqa: SLF001 -- drafts too
    row: Model | None = rows.filter(pk=key).first()
    buried = getattr(row, "deleted_at", None) is not None
    if row is None or (buried and all(one.field != "deleted_at" for one in revisions)):
        raise NotToBeUndone(_("What was changed is not there any more."))
    if revisions[-1].field == WHOLE:
        return hashes + _go(row, back)
    for language, found in groupby(revisions, lambda one: one.language):
        write = _text_back if language else _fields_back
        hashes += write(row, list(found), back)
    return hashes


def _come_back(model: type[Model], revision: Revision, back: Back) -> tuple[str, ...]:
    row = read_row(model, revision)
    if row is None:
        raise NotToBeUndone(_("Nothing was kept of it; enter it anew."))
    _validate(row)
    row.save(force_insert=True)
    return record_added(row, by=back.by, now=back.now)


def _go(row: Model, back: Back) -> tuple[str, ...]:
    """Let a row go that came: what the world may know of leaves a tombstone."""
    how = going_of(row)
    _refuse_built_on(row, how)
    if isinstance(row, Record):
        values = {**how.lets_go, "deleted_at": whole_second(back.now)}
        changes = [Change(name, _stored(row, name), value) for name, value in values.items()]
        hashes = record(row, changes, by=back.by, now=back.now)
        _save(row, values, back)
        return hashes
    hashes = record_removed(row, by=back.by, now=back.now, keep=how.keeps)
    row.delete()
    return hashes


def _refuse_built_on(row: Model, how: Going) -> None:
    """Raise `NotToBeUndone` if anything that is still there refers to the row."""
    for relation in row._meta.related_objects:  # noqa: SLF001 -- Django's name
        if relation.many_to_many or relation.get_accessor_name() in how.owns:
            continue
        found = relation.related_model._base_manager.filter(**{relation.field.name: row})  # noqa: SLF001
        if issubclass(relation.related_model, Record) and isinstance(row, Record):
            found = found.filter(deleted_at=None)
        if found.exists():
            raise NotToBeUndone(_("Something else was built on it since; take that back first."))


def _fields_back(row: Model, revisions: Sequence[Revision], back: Back) -> tuple[str, ...]:
    values: dict[str, Any] = {}
    changes = []
    for one in revisions:
        current = values[one.field] if one.field in values else _stored(row, one.field)
        _refuse_other(current, one)
        values[one.field] = read_back(row, one)
        changes.append(Change(one.field, current, values[one.field]))
    for name, value in values.items():
        back.check(row, name, value)
    hashes = record(row, changes, by=back.by, now=back.now)
    _save(row, values, back)
    return hashes


def _text_back(row: Model, revisions: Sequence[Revision], back: Back) -> tuple[str, ...]:
    hashes: tuple[str, ...] = ()
    for one in revisions:
        rows = Translation.objects.filter(
            content_type=ContentType.objects.get_for_model(row),
            object_id=row.pk,
            field=one.field,
            language=one.language,
        )
        current = rows.values_list("text", flat=True).first() or ""
        _refuse_other(current, one)
        old = read_back(row, one)
        back.check(row, one.field, old)
        hashes += record(
            row, [Change(one.field, current, old, one.language)], by=back.by, now=back.now
        )
        translate(row, one.field, Rendering(one.language, old), now=whole_second(back.now))
    _save(row, {}, back)
    return hashes


def _refuse_other(current: object, revision: Revision) -> None:
    if as_text(current) != revision.new:
        raise overtaken(None)


def _stored(row: Model, name: str) -> Any:  # noqa: ANN401 -- any column
    return getattr(row, column_of(row, name).attname)


def _save(row: Model, values: dict[str, Any], back: Back) -> None:
    for name, value in values.items():
        setattr(row, column_of(row, name).attname, value)
    fields = [*values, *counted(row)]
    if isinstance(row, Record):
        row.modified_at = whole_second(back.now)
        fields.append("modified_at")
    if not getattr(row, "deleted_at", None):
        back.check_row(row)
    _validate(row)
    if fields:
        row.save(update_fields=fields)


def _validate(row: Model) -> None:
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise NotToBeUndone(
            _("The old value does not fit to what was written since. Change it by hand.")
        ) from error


def overtaken(newer: Entry | None) -> NotToBeUndone:
    """Return the refusal that names what is newer."""
    if newer is None:
        sentence = _("This was changed again since. Change it by hand.")
        return NotToBeUndone(sentence)
    sentence = _("This was changed again since, by %(who)s, %(when)s; take that back first.")
    facts = {
        "who": getattr(newer.actor, "name", "") or _("the system"),
        "when": moment_words(newer.recorded_at, get_language() or SOURCE_LANGUAGE),
    }
    return NotToBeUndone(sentence % facts, newer)
