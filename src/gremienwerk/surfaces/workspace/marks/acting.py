"""What can be done with what touches the office? Marking, writing, taking away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.accounts.sight import OFFICE
from gremienwerk.domain.notes.choices import MarkState
from gremienwerk.domain.notes.commands.edit_mark import edit_mark
from gremienwerk.domain.notes.commands.mark import Marking, mark
from gremienwerk.domain.notes.commands.unmark import unmark
from gremienwerk.domain.notes.models import Mark
from gremienwerk.domain.notes.policy import Can
from gremienwerk.foundation.access import may
from gremienwerk.surfaces.workspace.acts import Act, Said
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm, initial_of
from gremienwerk.surfaces.workspace.frame import address
from gremienwerk.surfaces.workspace.marks.subjects import Thing

FIELDS = ("reason", "responsible", "due_on", "state")


class Colleagues(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Who works in the office, by name."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name."""
        return obj.name or obj.email


def colleagues() -> Any:  # noqa: ANN401 -- a queryset of the user model
    """Return the accounts that do the work of the office today."""
    held = Appointment.objects.on(today()).filter(role__in=OFFICE).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name", "email")


class MarkForm(WorkspaceForm):
    """Why, who, until when."""

    reason = forms.CharField(
        label=gettext_lazy("Why it touches us"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    responsible = Colleagues(
        label=gettext_lazy("Who sees to it"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("not decided"),
    )
    due_on = DayField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, with_state: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer who works in the office today; `with_state` ask how far it is, too."""
        super().__init__(*args, **kwargs)
        if with_state:
            states = forms.ChoiceField(label=_("How far"), choices=MarkState.choices)
            states.widget.attrs.setdefault("class", "f")
            self.fields["state"] = states
        self.fields["responsible"].queryset = colleagues()  # type: ignore[attr-defined]


class TextForm(WorkspaceForm):
    """What the office will say about it."""

    text = forms.CharField(
        label=gettext_lazy("Text for the report"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class RemoveForm(WorkspaceForm):
    """A button without fields."""


@dataclass(frozen=True)
class ToMark:
    """A thing that is not marked yet, and who looks at it."""

    thing: Thing
    user: User
    initial: Mapping[str, str]


@dataclass(frozen=True)
class Marked:
    """A mark, who looks at it, and where one comes back to."""

    mark: Mark
    user: User
    url: str


def _mark(looked: ToMark, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    marking = Marking(given["reason"], given["responsible"], given["due_on"])
    row = mark(looked.thing, marking, by=looked.user, now=now)
    return Said(_("Marked. It touches us; it stands in the list."), address("mark", row.pk))


def _edit(looked: Marked, form: WorkspaceForm, now: datetime) -> Said:
    changes = {name: form.cleaned_data[name] for name in FIELDS}
    edit_mark(looked.mark, changes, by=looked.user, now=now)
    return Said(_("Saved."), looked.url)


def _write(looked: Marked, form: WorkspaceForm, now: datetime) -> Said:
    edit_mark(looked.mark, {"text": form.cleaned_data["text"]}, by=looked.user, now=now)
    return Said(_("The text is saved; the version before stays in the history."), looked.url)


def _remove(looked: Marked, _form: WorkspaceForm, now: datetime) -> Said:
    unmark(looked.mark, by=looked.user, now=now)
    return Said(_("The mark is gone; the thing itself did not change."), address("marks"))


def _may(looked: Marked) -> bool:
    return may(looked.user, Can.MARK, looked.mark)


def _edit_form(looked: Marked, data: QueryDict | None, ids: str) -> WorkspaceForm:
    given = initial_of(looked.mark, FIELDS)
    return MarkForm(data, auto_id=ids, initial=given, with_state=True)


def _text_form(looked: Marked, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return TextForm(data, auto_id=ids, initial={"text": looked.mark.text})


TEXT_ACT = Act[Marked](_text_form, _write, _may, lambda looked: initial_of(looked.mark, ("text",)))
ACTS = {
    "edit": Act[Marked](_edit_form, _edit, _may, lambda looked: initial_of(looked.mark, FIELDS)),
    "text": TEXT_ACT,
    "remove": Act[Marked](
        lambda _looked, data, ids: RemoveForm(data, auto_id=ids),
        _remove,
        lambda looked: _may(looked) and not looked.mark.text,
    ),
}
NEW = {
    "mark": Act[ToMark](
        lambda looked, data, ids: MarkForm(data, auto_id=ids, initial=looked.initial),
        _mark,
        lambda looked: may(looked.user, Can.MARK, looked.thing),
    )
}
