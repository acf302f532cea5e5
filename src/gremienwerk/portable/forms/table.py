"""Which forms are there, and in which order can their rows be written?"""

from collections.abc import Mapping
from graphlib import TopologicalSorter
from typing import Final

from django.db.models import ForeignKey, Model

from gremienwerk.portable.forms.around import AROUND
from gremienwerk.portable.forms.base import BASE
from gremienwerk.portable.forms.form import Form
from gremienwerk.portable.forms.meetings import MEETINGS, PAPERS
from gremienwerk.portable.forms.organizations import NEIGHBOUR, ORGANIZATIONS, WHOLE

ORGANIZATION: Final = WHOLE
_ALL: Final = (*BASE, *ORGANIZATIONS, *PAPERS, *MEETINGS, *AROUND)


def references(form: Form) -> Mapping[str, type[Model]]:
    """Return the fields of a form that name rows, with the models of these."""
    return _REFERENCES[form.name]


def _references(form: Form) -> dict[str, type[Model]]:
    fields = ((name, form.field(name)) for name in form.told)
    return {
        name: field.remote_field.model
        for name, field in fields
        if isinstance(field, ForeignKey) and not (form.pointer and name in form.pointer)
    }


_REFERENCES: Final = {form.name: _references(form) for form in _ALL}


def _in_order() -> tuple[Form, ...]:
    """Return the forms so that what a row names stands before it; pointers come last."""
    by_model: dict[type[Model], list[Form]] = {}
    for form in _ALL:
        by_model.setdefault(form.model, []).append(form)
    graph: dict[str, set[str]] = {form.name: set() for form in _ALL}
    for form in _ALL:
        for model in references(form).values():
            others = by_model.get(model, []) if model is not form.model else []
            graph[form.name] |= {one.name for one in others}
        if form.pointer:
            graph[form.name] |= {one.name for one in _ALL if not one.pointer}
    graph[WHOLE.name].add(NEIGHBOUR.name)
    named = {form.name: form for form in _ALL}
    sorter = TopologicalSorter({name: sorted(before) for name, before in graph.items()})
    return tuple(named[name] for name in sorter.static_order())


FORMS: Final = _in_order()
_BY_NAME: Final = {form.name: form for form in FORMS}


def form_of(name: str) -> Form:
    """Return a form by its name. Raises `KeyError`."""
    return _BY_NAME[name]


def forms_of(model: type[Model]) -> list[Form]:
    """Return the forms of a model: one, of organizations two, none if it stays."""
    return [form for form in FORMS if form.model is model]
