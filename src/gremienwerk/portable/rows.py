"""How does a row read in an archive? One JSON object, the same for the same row."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model
from django.utils.translation import override

from gremienwerk.domain.accounts.models import User
from gremienwerk.portable.addresses import Addresses
from gremienwerk.portable.choosing import Chosen, fields_of, is_chosen, portions
from gremienwerk.portable.forms import FORMS, Form, Listing, form_of, forms_of
from gremienwerk.portable.forms.table import references
from gremienwerk.portable.values import empty, written

Object = dict[str, Any]
POINTER: Final = "Gremienwerk:object"


@dataclass(frozen=True, slots=True)
class View:
    """From where, and for whom, rows are written; `chosen` are those that may be named."""

    addresses: Addresses
    chosen: Chosen
    is_public: bool


def lines(form: Form, view: View) -> Iterator[bytes]:
    """Yield the lines of one form, sorted by key; a portion of rows is in memory at a time."""
    for keys in portions(view.chosen[form.name]):
        rows = list(form.model._base_manager.filter(pk__in=keys).order_by("pk"))  # noqa: SLF001
        lists = {name: _listed(listing, keys, view) for name, listing in form.lists.items()}
        with override("de"):
            for row in rows:
                found = told(row, form, view)
                more = {name: listed[row.pk] for name, listed in lists.items() if row.pk in listed}
                yield line(found | _derived(row, form, view) | more)


def line(found: Object) -> bytes:
    """Return an object as one line: compact, its keys sorted, UTF-8."""
    text = json.dumps(
        found, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
    )
    return text.encode() + b"\n"


def told(row: Any, form: Form, view: View) -> Object:  # noqa: ANN401 -- a row of any model
    """Return what is told of a row, without what follows from it."""
    found: Object = {
        "id": view.addresses.of(form.address_word, row.pk),
        "type": form.type_name,
    }
    for name in _fields(row, form, view):
        if form.pointer and name in form.pointer:
            found |= _pointed(row, form, view)
            continue
        value = _value(row, form, name, view)
        if value != empty(form.field(name)):
            found[form.property_of(name)] = value
    return found


def _fields(row: Any, form: Form, view: View) -> tuple[str, ...]:  # noqa: ANN401
    names = fields_of(form, is_public=view.is_public)
    shown = form.shown(row) if view.is_public and form.shown else set()
    return tuple(name for name in names if name in shown) if shown else names


def _value(row: Any, form: Form, name: str, view: View) -> Any:  # noqa: ANN401
    named = references(form)
    if name not in named:
        return written(getattr(row, name), form.property_of(name))
    key = getattr(row, form.field(name).attname)
    if key is None:
        return None
    if named[name] is User:
        return view.addresses.account
    if view.is_public and not is_chosen(view.chosen, named[name], key):
        return None
    return view.addresses.of(forms_of(named[name])[0].address_word, key)


def _pointed(row: Any, form: Form, view: View) -> Object:  # noqa: ANN401
    kind, key = form.pointer or ("", "")
    if kind == "content_type":
        word = _words_by_type()[getattr(row, "content_type_id")]  # noqa: B009
        return {POINTER: view.addresses.of(word, getattr(row, key))}
    type_name = getattr(row, kind)
    word = next(f.address_word for f in FORMS if f.type_name.endswith(f"/{type_name}"))
    return {POINTER: view.addresses.of(word, getattr(row, key))}


def _words_by_type() -> dict[int, str]:
    return {_type_key(form.model): form.address_word for form in FORMS}


@cache
def _label(model: type[Model]) -> tuple[str, str]:
    return model._meta.app_label, str(model._meta.model_name)  # noqa: SLF001 -- Django's names


def _type_key(model: type[Model]) -> int:
    """Return the key of a model's type; Django keeps them in memory."""
    return ContentType.objects.get_by_natural_key(*_label(model)).pk


def _derived(row: Any, form: Form, view: View) -> Object:  # noqa: ANN401
    """Return the words of OParl that follow from the row itself."""
    names = _fields(row, form, view)
    found: Object = {}
    for property_name, (code, label) in form.words.items():
        if code in names:
            word = getattr(row, label) if label else ""
            word = word or getattr(row, f"get_{code}_display")()
            found |= {property_name: str(word)} if word else {}
    if "deleted_at" in names and row.deleted_at is not None:
        found["deleted"] = True
    if form.name == "file":
        here = f"{view.addresses.origin}/dateien/{row.pk}/{row.file_name}"
        found["accessUrl"] = here if row.stored_as else row.access_url
    return {key: value for key, value in found.items() if value}


def _listed(listing: Listing, keys: list[int], view: View) -> dict[int, Any]:
    """Return, by key of the row, the addresses that one list of it holds."""
    other = form_of(listing.form)
    if listing.through not in fields_of(other, is_public=view.is_public):
        return {}
    wanted = {f"{listing.through}__in": keys, **listing.where}
    rows = other.model._base_manager.filter(**wanted)  # noqa: SLF001
    has_place = any(field.name == "position" for field in other.model._meta.fields)  # noqa: SLF001
    columns = (listing.through, "pk", listing.value or "pk")
    ordered = rows.order_by(*(["position"] if has_place else []), "pk")
    found: dict[int, list[str]] = defaultdict(list)
    target = references(other)[listing.value] if listing.value else other.model
    word = forms_of(target)[0].address_word
    for owner, key, value in ordered.annotate(_value=F(columns[2])).values_list(
        columns[0], "pk", "_value"
    ):
        if value is not None and key in view.chosen[other.name]:
            address = view.addresses.of(word, value)
            found[owner] += [address] if address not in found[owner] else []
    return {owner: some[0] if listing.single else some for owner, some in found.items() if some}
