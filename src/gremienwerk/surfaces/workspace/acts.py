"""How does a page with several forms work? Each form is one act: fields, right, command, words.

A page lists its acts; `perform` answers a POST that names one by `do`, or gives back the page
with what was refused, typed values kept. Acts for which the account has no right are not
drawn at all. What two people change at once is brought together by `revisions`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.forms import MultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.errors import Refusal
from gremienwerk.surfaces.workspace.forms import WorkspaceForm, incomplete
from gremienwerk.surfaces.workspace.frame import refusal_of
from gremienwerk.surfaces.workspace.http import Undo, done
from gremienwerk.surfaces.workspace.revisions import Conflict, Values, merge, token_of

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Said:
    """What was done, in words, where one goes on, and the way back if there is one."""

    text: str
    url: str
    undo: Undo | None = None


@dataclass(frozen=True)
class Act(Generic[Subject]):
    """One form of a page.

    `form` draws it for a subject, bound to data or not; `run` does it; `is_allowed` asks for
    the right; `shown` gives the present values by field, for two people at once.
    """

    form: Callable[[Subject, QueryDict | None, str], WorkspaceForm]
    run: Callable[[Subject, WorkspaceForm, datetime], Said]
    is_allowed: Callable[[Subject], bool]
    shown: Callable[[Subject], Values] | None = None


Acts = Mapping[str, Act[Subject]]


@dataclass(frozen=True)
class Drawn:
    """A form as the template takes it: its name for `do`, its fields, what it was drawn with."""

    do: str
    form: WorkspaceForm
    revision: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of a POST: an answer, or the page again with forms and what was refused."""

    answer: HttpResponse | None
    context: Mapping[str, Any]


def drawn(acts: Acts[Subject], subject: Subject) -> dict[str, Drawn]:
    """Return the forms that this account may use."""
    return {
        name: _draw(name, act, subject) for name, act in acts.items() if act.is_allowed(subject)
    }


def _draw(
    name: str, act: Act[Subject], subject: Subject, form: WorkspaceForm | None = None
) -> Drawn:
    revision = token_of(act.shown(subject)) if act.shown else ""
    return Drawn(name, form or act.form(subject, None, f"{name}-%s"), revision)


def perform(request: HttpRequest, acts: Acts[Subject], subject: Subject) -> Outcome:
    """Answer a request: do what a POST names, or draw all forms.

    Raises `Http404` for an act that the page does not have, `NotAllowed`.
    """
    if request.method != "POST":
        return Outcome(None, {"acts": drawn(acts, subject)})
    name = request.POST.get("do", "")
    act = acts.get(name)
    if act is None:
        raise Http404
    if not act.is_allowed(subject):
        raise NotAllowed(name)
    form = act.form(subject, request.POST, f"{name}-%s")
    form.files = request.FILES
    if not form.is_valid():
        return _again(acts, subject, _draw(name, act, subject, form), incomplete(form))
    if act.shown:
        merged = merge(request.POST.get("revision", ""), act.shown(subject), form.texts())
        if not merged.is_clear:
            words = [_labelled(conflict, form) for conflict in merged.conflicts]
            return _again(acts, subject, _draw(name, act, subject, form), None, conflicts=words)
        if merged.kept:
            data = _replaced(request.POST, merged.values, merged.kept, form)
            form = act.form(subject, data, f"{name}-%s")
            form.is_valid()
    try:
        said = act.run(subject, form, timezone.now())
    except Refusal as refusal:
        return _again(acts, subject, _draw(name, act, subject, form), refusal)
    return Outcome(done(request, said.url, said.text, undo=said.undo), {})


def _replaced(data: QueryDict, values: Values, names: list[str], form: WorkspaceForm) -> QueryDict:
    found = data.copy()
    for name in names:
        if isinstance(form.fields[name], MultipleChoiceField):
            found.setlist(name, list(filter(None, values[name].split(","))))
        else:
            found[name] = values[name]
    return found


def _labelled(conflict: Conflict, form: WorkspaceForm) -> Mapping[str, str]:
    field = form.fields[conflict.field]
    choices = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    return {
        "field": conflict.field,
        "label": str(field.label),
        "theirs": choices.get(conflict.theirs, conflict.theirs),
        "mine": choices.get(conflict.mine, conflict.mine),
    }


def _again(
    acts: Acts[Subject],
    subject: Subject,
    bound: Drawn,
    refusal: Refusal | None,
    *,
    conflicts: list[Mapping[str, str]] | None = None,
) -> Outcome:
    """Give the page back with the form as it was typed."""
    context: dict[str, Any] = {"acts": {**drawn(acts, subject), bound.do: bound}, "open": bound.do}
    if refusal is not None:
        context["refusal"] = refusal_of(refusal)
    if conflicts:
        context["conflicts"] = conflicts
    return Outcome(None, context)
