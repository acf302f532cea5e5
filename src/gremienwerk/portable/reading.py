"""What does a line of an archive say? Its key, its values, and the rows that it names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Model
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.portable.addresses import TYPES, Addresses
from gremienwerk.portable.forms import FORMS, Form, forms_of
from gremienwerk.portable.forms.table import references
from gremienwerk.portable.rows import POINTER
from gremienwerk.portable.unpacking import Archive, broken
from gremienwerk.portable.values import empty, read

PORTION: Final = 500
_MODELS: Final[dict[str, type[Model]]] = {form.address_word: form.model for form in FORMS}


@dataclass(slots=True)
class Told:
    """One row as an archive tells it, before anything is known of this installation.

    `named` are the rows that it names, by field; `accounts` the fields that name somebody who
    acted; `pointed` is the row that a pointer names.
    """

    number: int
    key: int
    values: dict[str, Any] = field(default_factory=dict)
    named: dict[str, tuple[type[Model], int]] = field(default_factory=dict)
    accounts: list[str] = field(default_factory=list)
    pointed: tuple[type[Model], int] | None = None


def portions_of(archive: Archive, form: Form) -> Iterator[list[Told]]:
    """Yield the rows of a form, a portion at a time. Raises `ArchiveRefused`."""
    addresses = Addresses(archive.manifest.origin)
    portion: list[Told] = []
    last = 0
    for number, found in archive.lines(form):
        try:
            row = _told(found, form, addresses, number)
        except _Unfit as unfit:
            raise broken(form, number, str(unfit)) from None
        if row.key <= last:
            raise broken(form, number, _("the rows are not in their order"))
        last = row.key
        portion.append(row)
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


class _Unfit(Exception):  # noqa: N818 -- becomes the refusal of a line
    """A property cannot be what it is."""


def _told(found: dict[str, Any], form: Form, addresses: Addresses, number: int) -> Told:
    properties = {form.property_of(name): name for name in form.told}
    known = {"id", "type", *properties, *form.derived, *([POINTER] if form.pointer else ())}
    unknown = sorted(found.keys() - known)
    if unknown:
        raise _Unfit(_("“%(name)s” is not known here") % {"name": unknown[0][:100]})
    if found.get("type") != form.type_name:
        raise _Unfit(_("“%(name)s” is not what stands here") % {"name": "type"})
    word, key = _row(found.get("id"), addresses, "id")
    if word != form.address_word:
        raise _Unfit(_("“%(name)s” is not what stands here") % {"name": "id"})
    row = Told(number, key)
    for property_name, name in properties.items():
        if form.pointer and name in form.pointer:
            continue
        _take(row, form, (name, property_name), found.get(property_name), addresses)
    if form.pointer:
        word, key = _row(found.get(POINTER), addresses, POINTER)
        row.pointed = (_model(word, POINTER), key)
        if "object_type" in form.pointer:
            row.values["object_type"] = TYPES.get(word, "")
    return row


def _take(row: Told, form: Form, names: tuple[str, str], raw: object, addresses: Addresses) -> None:
    """Put one property where it belongs; `names` are those of the field and the property."""
    name, property_name = names
    target = references(form).get(name)
    field_ = form.field(name)
    if raw is None:
        if (target is not None or empty(field_) is None) and not field_.null:
            raise _Unfit(_("“%(name)s” is missing") % {"name": property_name})
        if target is None:
            row.values[name] = empty(field_)
    elif target is User:
        if raw != addresses.account:
            raise _Unfit(_("“%(name)s” is not what stands here") % {"name": property_name})
        row.accounts.append(name)
    elif target is not None:
        word, key = _row(raw, addresses, property_name)
        if word != forms_of(target)[0].address_word:
            raise _Unfit(_("“%(name)s” is not what stands here") % {"name": property_name})
        row.named[name] = (target, key)
    else:
        row.values[name] = _value(raw, form, name, property_name)


def _value(raw: object, form: Form, name: str, property_name: str) -> Any:  # noqa: ANN401
    try:
        return read(raw, form.field(name), property_name)
    except (ValueError, TypeError, OverflowError):
        raise _Unfit(_("“%(name)s” is not what stands here") % {"name": property_name}) from None


def _row(raw: object, addresses: Addresses, property_name: str) -> tuple[str, int]:
    try:
        return addresses.parsed(str(raw))
    except ValueError:
        raise _Unfit(_("“%(name)s” is no address") % {"name": property_name}) from None


def _model(word: str, property_name: str) -> type[Model]:
    if word not in _MODELS:
        raise _Unfit(_("“%(name)s” is no address") % {"name": property_name})
    return _MODELS[word]
