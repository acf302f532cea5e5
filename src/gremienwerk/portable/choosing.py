"""Which rows belong to a body? Followed from the body along the table of forms.

A row comes along if its owner does, or if a row that comes along names it. Of other
organizations only so much comes as names them: they bring nothing of their own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.portable.forms import FORMS, ORGANIZATION, Form, form_of, forms_of
from gremienwerk.portable.forms.form import Openness, Rows
from gremienwerk.portable.forms.table import references

PORTION: Final = 500  # keys in one question
NEIGHBOUR: Final = "neighbour"
Chosen = dict[str, set[int]]  # name of a form: keys


def openness_on(today: Any) -> Openness:  # noqa: ANN401 -- a date
    """Return what is public: the own Körperschaft, and councils that may be republished.

    Rule: what came from a source is handed on only with a recorded licence and by the second
    switch of the source (source: decision 2).
    """
    licensed = MirrorSource.objects.filter(is_republished=True).exclude(license="")
    bodies = Body.objects.public().filter(Q(is_own=True) | Q(mirrored__source__in=licensed))
    return Openness(today, frozenset(bodies.values_list("pk", flat=True)))


def choose(organization: Organization, openness: Openness | None) -> Chosen:
    """Return the keys of all rows that belong to a body, by form; without `openness` all of them.

    With it only what a citizen may know. Memory: one number per row.
    """
    search = _Search(organization, openness)
    while search.waiting:
        search.step()
    if openness is not None:
        search.prune()
    return {form.name: search.found[form.name] for form in FORMS}


def fields_of(form: Form, *, is_public: bool) -> tuple[str, ...]:
    """Return the fields of a form that an archive tells."""
    return form.public if is_public else form.told


def portions(keys: Collection[int]) -> Iterator[list[int]]:
    """Yield keys in their order, a portion at a time."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), PORTION):
        yield ordered[start : start + PORTION]


def model_of_type(word: str) -> type[Model] | None:
    """Return the model that a mirrored type of OParl became; None where there is no row."""
    found = [form.model for form in FORMS if form.type_name.rpartition("/")[2] == word]
    return found[0] if found else None


class _Search:
    def __init__(self, organization: Organization, openness: Openness | None) -> None:
        self.openness = openness
        self.found: Chosen = defaultdict(set)
        self.waiting: list[tuple[Form, list[int]]] = []
        self.whole = set(self._whole(organization.pk))
        self._add(ORGANIZATION, self.whole)

    def _whole(self, root: int) -> Iterator[int]:
        """Yield the body, its rounds, and the source's own bodies that these show."""
        rows = Organization._base_manager  # noqa: SLF001 -- tombstones too
        new = {root}
        seen: set[int] = set()
        while new:
            seen |= new
            yield from new
            new = set(rows.filter(parent__in=new).values_list("pk", flat=True)) - seen
        shown = rows.filter(pk__in=seen, mirrors__isnull=False)
        yield from {row.mirrors_id for row in shown if row.mirrors_id is not None} - seen

    def step(self) -> None:
        form, keys = self.waiting.pop()
        self._follow(form, keys)
        self._bring_owned(form, keys)
        self._bring_pointers(form, keys)

    def _add(self, form: Form, keys: Iterable[int]) -> None:
        new = set(keys) - self.found[form.name]
        for portion in portions(new):
            rows: Rows = form.model._base_manager.filter(pk__in=portion)  # noqa: SLF001
            if self.openness is not None:
                if form.opened is None:
                    return
                rows = form.opened(
                    form.model._default_manager.filter(pk__in=portion),  # noqa: SLF001
                    self.openness,
                )
            kept = list(rows.values_list("pk", flat=True))
            self.found[form.name].update(kept)
            if kept:
                self.waiting.append((form, kept))

    def _follow(self, form: Form, keys: list[int]) -> None:
        """Add the rows that these rows name."""
        told = fields_of(form, is_public=self.openness is not None)
        named = {name: m for name, m in references(form).items() if name in told and m is not User}
        if not named:
            return
        rows = form.model._base_manager.filter(pk__in=keys)  # noqa: SLF001
        columns = list(zip(*rows.values_list(*named), strict=True))
        for (_name, model), column in zip(named.items(), columns, strict=False):
            wanted = set(column) - {None}
            if model is Organization:
                self._add(form_of(NEIGHBOUR), wanted - self.whole)
            else:
                self._add(forms_of(model)[0], wanted)

    def _bring_owned(self, form: Form, keys: list[int]) -> None:
        if form.name == NEIGHBOUR:
            return
        for other in FORMS:
            for name in other.owners:
                if references(other)[name] is form.model:
                    rows = other.model._base_manager.filter(**{f"{name}__in": keys})  # noqa: SLF001
                    self._add(other, rows.values_list("pk", flat=True))

    def _bring_pointers(self, form: Form, keys: list[int]) -> None:
        """Add what points to these rows by type and key; texts only of fields that are told."""
        for other in FORMS:
            if other.pointer is None or form.pointer is not None:
                continue
            kind, key = other.pointer
            rows = other.model._base_manager.filter(**{f"{key}__in": keys})  # noqa: SLF001
            if kind == "content_type":
                told = fields_of(form, is_public=self.openness is not None)
                content_type = ContentType.objects.get_for_model(form.model)
                rows = rows.filter(content_type=content_type, field__in=told)
            else:
                rows = rows.filter(**{kind: form.type_name.rpartition("/")[2]})
            self._add(other, rows.values_list("pk", flat=True))

    def prune(self) -> None:
        """Leave out rows that cannot stand without one that is not public."""
        for form in FORMS:
            needed = {
                name: model
                for name, model in references(form).items()
                if name in form.public and not form.field(name).null and model is not User
            }
            for portion in portions(self.found[form.name]) if needed else ():
                rows = form.model._base_manager.filter(pk__in=portion)  # noqa: SLF001
                for pk, *targets in rows.values_list("pk", *needed):
                    pairs = zip(needed.values(), targets, strict=True)
                    if not all(self.is_there(model, target) for model, target in pairs):
                        self.found[form.name].discard(pk)

    def is_there(self, model: type[Model], key: int) -> bool:
        return is_chosen(self.found, model, key)


def is_chosen(chosen: Chosen, model: type[Model], key: int) -> bool:
    """Test whether a row of `model` is among the chosen ones."""
    return any(key in chosen[form.name] for form in forms_of(model))
