"""Which key does each row of an archive get here, and which rows are here already?

A key is kept where it is free. A row that is known again under its key is the same row: it stays
as it is here, and so does what hangs on it. Whatever else stands under a key leads to a new one.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model

from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.mirror.models import MirrorObject, MirrorSource
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.portable.choices import Fate
from gremienwerk.portable.forms import ORGANIZATION, Form, forms_of
from gremienwerk.portable.reading import Told, portions_of
from gremienwerk.portable.unpacking import Archive


@dataclass(slots=True)
class Keys:
    """What was decided so far.

    `keys` is old to new where they differ, `fates` what becomes of the rows that are not simply
    made, both by form; `next_keys` are free in a table; `renumbered` counts new keys.
    """

    archive: Archive
    keys: dict[type[Model], dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    fates: dict[str, dict[int, Fate]] = field(default_factory=lambda: defaultdict(dict))
    next_keys: dict[type[Model], int] = field(default_factory=dict)
    renumbered: Counter[str] = field(default_factory=Counter)
    adopted: dict[type[Model], dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def key_of(self, model: type[Model], old: int) -> int:
        """Return the key here of a row of the archive."""
        return self.keys[model].get(old, old)

    def fate_of(self, form: Form, old: int) -> Fate:
        """Return what becomes of a row."""
        return self.fates[form.name].get(old, Fate.MADE)

    def columns(self, row: Told, form: Form) -> dict[str, Any]:
        """Return the values of a row by column, with keys of here; without who acted."""
        found = dict(row.values)
        for name, (model, key) in row.named.items():
            found[form.field(name).attname] = self.key_of(model, key)
        if form.pointer and row.pointed:
            model, key = row.pointed
            kind, column = form.pointer
            found[column] = self.key_of(model, key)
            if kind == "content_type":
                found["content_type_id"] = ContentType.objects.get_for_model(model).pk
        return found

    def decide(self, form: Form) -> None:
        """Decide about all rows of a form; those that they name must be decided."""
        for portion in portions_of(self.archive, form):
            standing = form.model._base_manager.in_bulk([row.key for row in portion])  # noqa: SLF001
            natural = _natural(form, portion)
            for row in portion:
                self._decide(row, form, standing.get(row.key), natural.get(row.key))

    def _decide(self, row: Told, form: Form, standing: Any, known: Any) -> None:  # noqa: ANN401
        adopted = self.adopted[form.model].get(row.key)
        if adopted is not None or known is not None:
            key = adopted if adopted is not None else known.pk
            is_stub = form is ORGANIZATION and adopted is None and is_neighbour(known)
            self._settle(row, form, key, Fate.FILLED if is_stub else Fate.HERE)
        elif standing is not None and self._is_same(row, form, standing):
            self._settle(row, form, row.key, Fate.HERE)
        elif self._hangs_on_what_is_here(row, form):
            self.fates[form.name][row.key] = Fate.HELD_BACK
        elif standing is not None:
            self.renumbered[form.name] += 1
            self._settle(row, form, self._new_key(form), Fate.MADE)

    def _settle(self, row: Told, form: Form, key: int, fate: Fate) -> None:
        if key != row.key:
            self.keys[form.model][row.key] = key
        if fate != Fate.MADE:
            self.fates[form.name][row.key] = fate

    def _is_same(self, row: Told, form: Form, standing: Any) -> bool:  # noqa: ANN401
        told = self.columns(row, form)
        names = {form.field(name).attname for name in form.same or form.told}
        return all(getattr(standing, name) == told[name] for name in names & told.keys())

    def _hangs_on_what_is_here(self, row: Told, form: Form) -> bool:
        """Test whether all that brings this row along was here before."""
        owners = [row.named[name] for name in form.owners if name in row.named]
        owners += [row.pointed] if row.pointed else []
        return bool(owners) and all(
            any(self.fate_of(one, key) in (Fate.HERE, Fate.HELD_BACK) for one in forms_of(model))
            for model, key in owners
        )

    def _new_key(self, form: Form) -> int:
        model = form.model
        if model not in self.next_keys:
            here = model._base_manager.aggregate(last=Max("pk"))["last"] or 0  # noqa: SLF001
            there = [_last_key(self.archive, one) for one in forms_of(model)]
            self.next_keys[model] = max(here, *there)
        self.next_keys[model] += 1
        return self.next_keys[model]

    def adopt(self, form: Form) -> None:
        """Know mirrored rows again by the address at their source; `form` is that of addresses.

        Needs the sources to be decided.
        """
        for portion in portions_of(self.archive, form):
            urls = {row.values["url"] for row in portion}
            rows = MirrorObject.objects.filter(url__in=urls, row_id__isnull=False)
            here = {(one.source_id, one.url): one.row_id for one in rows}
            for row in portion:
                source, old = row.named["source"]
                is_known = self.fates["mirrorsource"].get(old) == Fate.HERE
                found = here.get((self.key_of(source, old), row.values["url"]))
                if is_known and found is not None and row.pointed is not None:
                    model, key = row.pointed
                    self.adopted[model][key] = found


def is_neighbour(organization: Organization) -> bool:
    """Test whether this is no body of the network: a mere name, which a body may take over."""
    is_body = organization.is_listed or organization.sphere or organization.stewardship
    return not is_body


def _natural(form: Form, portion: list[Told]) -> dict[int, Any]:
    """Return the rows that are here under the same name, whatever their key."""
    if form.model is Body:
        return _bodies(portion)
    names = {
        Organization: ("slug",),
        Image: ("name", "stored_as"),
        MirrorSource: ("name", "url"),
    }.get(form.model)
    if names is None:
        return {}
    values = [row.values[names[0]] for row in portion]
    rows = form.model._base_manager.filter(**{f"{names[0]}__in": values})  # noqa: SLF001
    here = {tuple(getattr(one, name) for name in names): one for one in rows}
    return {row.key: here.get(tuple(row.values[n] for n in names)) for row in portion}


def _bodies(portion: list[Told]) -> dict[int, Any]:
    """Rule: there is one Körperschaft of our own; what belonged to another one's comes to ours."""
    own = Body.objects.filter(is_own=True).first()
    slugs = [row.values["slug"] for row in portion]
    others = {one.slug: one for one in Body.objects.filter(slug__in=slugs, is_own=False)}
    return {
        row.key: own if row.values["is_own"] else others.get(row.values["slug"]) for row in portion
    }


def _last_key(archive: Archive, form: Form) -> int:
    last = 0
    for portion in portions_of(archive, form):
        last = portion[-1].key
    return last
